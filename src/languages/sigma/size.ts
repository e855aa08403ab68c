import type { Yaml } from './document.ts';

/** More values than this are no rule; they come from aliases that multiply. */
export const mostValues = 100_000;

/** Whether a value ends, and is not made endless by aliases. */
export function sizeOf(yaml: Yaml): 'sound' | 'cyclic' | 'large' {
  let left = mostValues;
  const open = new Set<unknown>();
  const walk = (value: Yaml): 'sound' | 'cyclic' | 'large' => {
    if (--left < 0) return 'large';
    if (typeof value !== 'object' || value === null) return 'sound';
    if (open.has(value)) return 'cyclic';
    open.add(value);
    for (const item of Array.isArray(value) ? value : Object.values(value)) {
      const found = walk(item);
      if (found !== 'sound') return found;
    }
    open.delete(value);
    return 'sound';
  };
  return walk(yaml);
}
