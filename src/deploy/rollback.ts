import type { Made, Revision } from './history.ts';
import { hashOfJson } from './json.ts';
import type { Wanted } from './wanted.ts';

/** What it takes to make the objects of a set what they were. */
export interface Return {
  readonly to: number;
  readonly wanted: readonly Wanted[];
  /** The objects that have been written since. */
  readonly names: ReadonlySet<string>;
  /** Those of them that were there before anything was kept. */
  readonly unknown: readonly string[];
}

/** The way back to a revision that is kept. */
export function returnTo(revisions: readonly Revision[], to: number): Return {
  const before = stateAt(revisions, to);
  const since = revisions.filter(({ number }) => number > to);
  const first = new Map<string, Made>();
  for (const [name, made] of since.flatMap(({ objects }) => Object.entries(objects)))
    if (!first.has(name)) first.set(name, made);
  return {
    to,
    wanted: [...first.keys()].flatMap((name) => before.get(name)?.wanted ?? []),
    names: new Set(first.keys()),
    unknown: [...first].flatMap(([name, { isNew }]) => (isNew || before.has(name) ? [] : [name])),
  };
}

/** The last revision at which the set was to be something else than it is to be now; null: none is kept. */
export function lastOther(revisions: readonly Revision[]): number | null {
  const numbers = revisions.map(({ number }) => number);
  const now = stateAt(revisions, numbers.at(-1) ?? 0);
  const isOther = (number: number) => {
    const then = stateAt(revisions, number);
    return [...now].some(([name, { wanted }]) => hashIn(then, name) !== hashOfWanted(wanted));
  };
  return numbers.slice(0, -1).findLast(isOther) ?? null;
}

const hashIn = (state: ReadonlyMap<string, Made>, name: string): string | null =>
  hashOfWanted(state.get(name)?.wanted ?? null);

const hashOfWanted = (wanted: Wanted | null): string | null => wanted && hashOfJson(wanted.body);

function stateAt(revisions: readonly Revision[], to: number): ReadonlyMap<string, Made> {
  const until = revisions.filter(({ number }) => number <= to);
  return new Map(until.flatMap(({ objects }) => Object.entries(objects)));
}
