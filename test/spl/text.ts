import type { Reading } from './reading.ts';

/** Small letters: of ASCII alone, or of all alphabets. */
export const foldCase = (text: string, reading: Reading): string =>
  reading.foldsAllLetters ? text.toLowerCase() : text.replace(/[A-Z]+/g, (of) => of.toLowerCase());

export const capitals = (text: string, reading: Reading): string =>
  reading.foldsAllLetters ? text.toUpperCase() : text.replace(/[a-z]+/g, (of) => of.toUpperCase());

/** The number that a text is, or null. What counts as one is a matter of reading. */
export function numberOf(text: string, reading: Reading): number | null {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (!reading.looseNumbers) return null;
  const plain = text.trim().replace(/(?<=\d),(?=\d{3})/g, '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return Number(plain);
  if (/^[+-]?0x[\da-f]+$/i.test(plain))
    return Number(plain.replace(/^[+-]/, '')) * (plain.startsWith('-') ? -1 : 1);
  if (/^[+-]?inf(?:inity)?$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  return null;
}
