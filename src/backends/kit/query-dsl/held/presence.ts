import { type Index, inside, type Leaf } from '../../../../mapping/index-fields.ts';
import { any, type Clause, exists, term } from '../clauses.ts';
import { isPresenceLacking } from './fit.ts';

/** What finds the events that have a field. */
export interface Presence {
  readonly clause: Clause;
  /** Not those whose values are all left out. */
  readonly lacks: Leaf | null;
}

/** Within the nested object that a field is in, if it is in one. */
export const within = ({ nested }: Pick<Leaf, 'nested'>, query: Clause): Clause =>
  nested === null ? query : { nested: { path: nested, query, ignore_unmapped: true } };

/**
 * Whether the engine notes in `_ignored` that it has left a value of the field out. Of numbers it does not where
 * that is the empty text, which it takes for none.
 */
export const isNoted = ({ nested, limit, holds, isRuntime }: Leaf, notesLong: boolean): boolean => {
  if (nested !== null || isRuntime) return false;
  return limit === Infinity ? !numbers.has(holds) : notesLong;
};

const numbers: ReadonlySet<Leaf['holds']> = new Set(['integer', 'double', 'rounded']);

export const ignored = ({ path }: Leaf): Clause => term('_ignored', path);

/** Null: it can't be told. */
export function presenceOf(leaves: readonly Leaf[], notesLong: boolean): Presence | null {
  const told = leaves.filter((leaf) => leaf.isPresenceTold && !leaf.isNullHeld);
  const whole = told.find((leaf) => !isPresenceLacking(leaf));
  if (whole) return { clause: within(whole, exists(whole.path)), lacks: null };
  const [leaf] = told;
  if (!leaf) return null;
  const held = within(leaf, exists(leaf.path));
  if (isNoted(leaf, notesLong)) return { clause: any([held, ignored(leaf)]), lacks: null };
  return { clause: held, lacks: leaf };
}

/** Of an object: some field in it has a value. Engines don't look into nested objects by themselves. */
export function objectPresence(
  indices: readonly Index[],
  path: string,
  notesLong: boolean,
): Presence {
  const clauses: Clause[] = [];
  let lacks: Leaf | null = null;
  const [around] = indices.flatMap(({ objects }) => objects.get(path) ?? []);
  clauses.push(within({ nested: around?.nested ?? null }, exists(path)));
  for (const index of indices) {
    for (const [name, { nested }] of index.objects)
      if (nested === name && name.startsWith(`${path}.`))
        clauses.push(within({ nested }, exists(name)));
    for (const leaves of inside(index, path)) {
      const presence = presenceOf(leaves, notesLong);
      if (presence?.lacks) lacks = presence.lacks;
      else if (presence && 'bool' in presence.clause) clauses.push(presence.clause);
    }
  }
  const each = new Map(clauses.map((clause) => [JSON.stringify(clause), clause]));
  return { clause: any([...each.values()]), lacks };
}
