import { hashOfJson } from './json.ts';
import type { Mark } from './mark.ts';
import type { Change, Live, Refused, Wanted } from './target.ts';

/**
 * What an object of the set takes to be as it is wanted.
 *
 * - `none`: nothing
 * - `create`, `update`, `delete`: that
 * - `adopt`: it holds what is wanted and lacks our mark, or ours that says so
 * - `drift`: somebody has changed it since it was applied; it is left as it is
 * - `conflict`: what stands there isn't ours, or is another set's; it is left as it is
 * - `keep`: nothing makes it this time, for its rule is refused; it is left as it is
 */
export type Kind =
  | 'none'
  | 'create'
  | 'update'
  | 'delete'
  | 'adopt'
  | 'drift'
  | 'conflict'
  | 'keep';

export interface Step extends Change {
  readonly kind: Kind;
  readonly title: string;
  /** Why it is so, where the kind alone doesn't say. */
  readonly reason: string | null;
}

export interface Choices {
  readonly set: string;
  /** What was changed by hand is written over. */
  readonly overwriteDrift: boolean;
  /** What stands under a wanted name and has no mark is taken over. */
  readonly adopt: boolean;
  /** Their objects aren't removed. */
  readonly refused: Refused;
}

/** The steps that turn what is live into what is wanted, by name; of an object that is right, `none`. */
export function plan(
  wanted: readonly Wanted[],
  live: readonly Live[],
  choices: Choices,
): readonly Step[] {
  const found = new Map(live.map((one) => [one.name, one]));
  const names = new Set(wanted.map(({ name }) => name));
  const gone = live.filter(({ name, mark }) => !names.has(name) && mark?.set === choices.set);
  return [
    ...wanted.map((one) => stepFor(one, found.get(one.name) ?? null, choices)),
    ...gone.map((one) => stepOff(one, choices)),
  ].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** Whether applying a step changes the target. */
export const isChange = ({ kind }: Step): boolean =>
  kind === 'create' || kind === 'update' || kind === 'delete' || kind === 'adopt';

/** Whether a step is left for somebody to decide. */
export const isLeft = ({ kind }: Step): boolean => kind === 'drift' || kind === 'conflict';

function stepFor(wanted: Wanted, live: Live | null, choices: Choices): Step {
  const given = hashOfJson(wanted.body);
  const step = (kind: Kind, reason: string | null = null): Step => ({
    kind,
    reason,
    name: wanted.name,
    title: wanted.title,
    wanted,
    live,
    mark: markFor(wanted, given, live, choices.set),
  });
  if (!live) return step('create');
  const held = hashOfJson(live.body);
  const { mark } = live;
  if (!mark) {
    if (!choices.adopt) return step('conflict', 'it is there and not ours; --adopt takes it over');
    if (held === given) return step('adopt');
    return choices.overwriteDrift
      ? step('update', 'it was not ours')
      : step('conflict', 'it is there, not ours, and differs; --adopt --overwrite-drift');
  }
  if (mark.set !== choices.set) return step('conflict', `it is of the set "${mark.set}"`);
  if (mark.applied === null) return step('update', 'an apply was broken off');
  if (held === mark.applied) return given === mark.given ? step('none') : step('update');
  if (held === given) return step('adopt', 'it holds what is wanted');
  return choices.overwriteDrift
    ? step('update', 'it was changed by hand')
    : step('drift', 'it was changed by hand; --overwrite-drift');
}

/** What becomes of an object of the set that nothing makes. */
function stepOff(live: Live, { overwriteDrift, refused }: Choices): Step {
  const { name, mark } = live;
  const step = (kind: Kind, reason: string | null = null): Step => ({
    kind,
    reason,
    name,
    title: mark?.rule ?? name,
    wanted: null,
    live,
    mark: null,
  });
  if (mark?.applied === null) return step('delete', 'left over');
  const rule = mark?.rule ?? null;
  if (refused === 'all') return step('keep', "a rule can't be read, which may be this one's");
  if (rule !== null && refused.has(rule)) return step('keep', 'its rule is refused');
  const isDrifted = hashOfJson(live.body) !== mark?.applied;
  if (!isDrifted) return step('delete');
  return overwriteDrift
    ? step('delete', 'it was changed by hand')
    : step('drift', 'nothing makes it any more, and it was changed by hand; --overwrite-drift');
}

const markFor = (wanted: Wanted, given: string, live: Live | null, set: string): Mark => ({
  set,
  rule: wanted.rule,
  source: wanted.source,
  given,
  applied: given,
  revision: (live?.mark?.revision ?? 0) + 1,
});
