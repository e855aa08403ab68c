import { eachAtom } from '../../ir/fold.ts';
import type { Draft } from '../draft.ts';
import type { Item } from '../node.ts';
import type { Params } from '../params.ts';
import { pythonRegex } from '../python/regex.ts';
import type { Kinds } from './group.ts';
import { readId } from './rule.ts';
import { readState } from './state.ts';

/** Of a field's name, wherever it stands; and of an item, which may name another field in its values. */
export interface NameTest {
  name(field: string | null, draft: Draft): boolean;
  item(item: Item, draft: Draft): boolean;
}

/** Conditions on the names of fields. */
export const nameConditions: Kinds<NameTest> = {
  include_fields: (params) => {
    const isNamed = readNames(params);
    return ofName(isNamed);
  },
  exclude_fields: (params) => {
    const isNamed = readNames(params);
    return ofName((field) => !isNamed(field));
  },
  processing_item_applied: (params) => {
    const id = readId(params);
    return {
      name: (field, { memory: { appliedTo } }) =>
        field !== null && (appliedTo.get(field)?.has(id) ?? false),
      item: ({ applied }) => applied.has(id),
    };
  },
  processing_state: (params) => {
    const holds = readState(params);
    return { name: (_, draft) => holds(draft), item: (_, draft) => holds(draft) };
  },
};

const ofName = (isNamed: (field: string | null) => boolean): NameTest => ({
  name: isNamed,
  item: (item) => isNamed(item.field) || othersIn(item).some(isNamed),
});

/** The fields that an item is compared with. */
function othersIn(item: Item): readonly string[] {
  const others: string[] = [];
  for (const value of item.values)
    eachAtom(value, (atom) => {
      if (atom.kind === 'sameAs') others.push(atom.other);
    });
  return others;
}

function readNames(params: Params): (field: string | null) => boolean {
  const mode = params.oneOf('mode', ['plain', 're'], 'plain');
  const fields = params.texts('fields');
  if (mode === 'plain') {
    const names = new Set<string | null>(fields);
    return (field) => names.has(field);
  }
  const isList = Array.isArray(params.map.fields);
  const patterns = fields.map((one, i) => {
    const place = params.at('fields');
    return pythonRegex(one, isList ? place.at(i) : place, params, 'start');
  });
  return (field) => field !== null && patterns.some((pattern) => pattern.test(field));
}
