import type { Atom, Expr } from '../../ir/expr.ts';
import { eachAtom } from '../../ir/fold.ts';
import { type Pattern, printPattern } from '../../ir/pattern.ts';
import type { Yaml } from '../../yaml/document.ts';
import type { Item } from '../node.ts';
import { isText } from '../texts.ts';

/** Whether one of an item's values is this one, of the same kind; a text by its wildcards, too. */
export const hasValue = (item: Item, wanted: Pattern | Yaml): boolean =>
  item.values.some((value) => isValue(value, wanted));

export function isValue(value: Expr, wanted: Pattern | Yaml): boolean {
  let found = false;
  eachAtom(value, (atom) => {
    found ||= isOf(atom, wanted);
  });
  return found;
}

function isOf(atom: Atom, wanted: Pattern | Yaml): boolean {
  if (Array.isArray(wanted))
    return isText(atom) && printPattern(atom.pattern) === printPattern(wanted as Pattern);
  if (atom.kind === 'number' || atom.kind === 'boolean') return atom.value === wanted;
  return atom.kind === 'null' && wanted === null;
}
