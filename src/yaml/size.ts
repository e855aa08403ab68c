import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Place, Yaml, YamlMap } from './document.ts';
import * as messages from './messages.ts';

/** More values than this nobody writes; they come from aliases that multiply. */
export const mostValues = 100_000;

/** What aliases make of a map that is too much to walk through. Without an anchor there are none. */
export function unsound(map: YamlMap, root: Place): Diagnostic | null {
  if (!root.source.text.includes('&')) return null;
  for (const key of Object.keys(map)) {
    const found = sizeOf(map[key]!);
    if (found === 'cyclic') return messages.cyclic(root.at(key).key());
    if (found === 'large') return messages.tooManyValues(mostValues, root.at(key).key());
  }
  return null;
}

/** Whether a value ends, and is not made endless by aliases. */
function sizeOf(yaml: Yaml): 'sound' | 'cyclic' | 'large' {
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
