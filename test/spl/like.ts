import type { Reading } from './reading.ts';

/**
 * Search Reference, "Comparison and Conditional functions", like(): `%` stands for several characters,
 * `_` for one; and "eval", section "Operators that produce booleans". The whole text, with its case.
 */
export function likeTest(pattern: string, reading: Reading): (text: string) => boolean {
  const parts = pattern.match(reading.escapesLike ? /\\[%_\\]|[\s\S]/gu : /[\s\S]/gu) ?? [];
  const source = parts.map((part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    const char = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
    return char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  const whole = new RegExp(`^${source.join('')}$`, 'u');
  return (text) => whole.test(text);
}
