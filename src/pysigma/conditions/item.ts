import type { Atom, Expr } from '../../ir/expr.ts';
import { eachAtom } from '../../ir/fold.ts';
import type { Draft } from '../draft.ts';
import type { Item } from '../node.ts';
import type { Params } from '../params.ts';
import { readRegex } from '../python/regex.ts';
import { isText, parsed, plain } from '../texts.ts';
import type { Kinds } from './group.ts';
import { readId } from './rule.ts';
import { readState } from './state.ts';
import { isValue } from './value.ts';

export type ItemTest = (item: Item, draft: Draft) => boolean;

/** Conditions on a field with its values. */
export const itemConditions: Kinds<ItemTest> = {
  match_string: (params) => {
    const regex = readRegex(params, 'pattern', 'start');
    const negate = params.bool('negate');
    return ofValues(
      params,
      (value) =>
        someTest(value, (atom) => isText(atom) && regex.test(plain(atom.pattern))) !== negate,
    );
  },
  match_value: (params) => {
    const value = params.any('value');
    const wanted = typeof value === 'string' ? parsed(value) : value;
    return ofValues(params, (one) => isValue(one, wanted));
  },
  contains_wildcard: (params) =>
    ofValues(params, (value) =>
      someTest(
        value,
        (atom) => isText(atom) && atom.pattern.some(({ kind }) => kind === 'any' || kind === 'one'),
      ),
    ),
  is_null: (params) => ofValues(params, (value) => value.kind === 'null'),
  processing_item_applied: (params) => {
    const id = readId(params);
    return ({ applied }) => applied.has(id);
  },
  processing_state: (params) => {
    const holds = readState(params);
    return (_, draft) => holds(draft);
  },
};

/** Of one of an item's values, or of all of them, as `cond` says. */
function ofValues(params: Params, holds: (value: Expr) => boolean): ItemTest {
  const isAll = params.oneOf('cond', ['any', 'all']) === 'all';
  return ({ values }) => (isAll ? values.every(holds) : values.some(holds));
}

function someTest(value: Expr, holds: (atom: Atom) => boolean): boolean {
  let found = false;
  eachAtom(value, (atom) => {
    found ||= holds(atom);
  });
  return found;
}
