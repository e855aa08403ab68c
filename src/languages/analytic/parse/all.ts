import { join } from '../token.ts';
import type { Node } from '../tree.ts';
import type { Cursor } from './cursor.ts';

/** All that is left of the tokens. */
export function everything(cursor: Cursor): Node | null {
  const parts: (Node | null)[] = [];
  while (cursor.here) {
    if (cursor.isOpen) parts.push(cursor.expression());
    else cursor.drop();
  }
  return cursor.isTooDeep ? null : joinAs('and')(parts);
}

export const joinAs =
  (kind: 'and' | 'or') =>
  (items: readonly (Node | null)[]): Node | null => {
    const there = items.filter((item) => item !== null);
    if (there.length < 2) return there[0] ?? null;
    return { kind, items: there, ...join(there[0]!, there.at(-1)!) };
  };
