import { sayIn } from '../diagnostic/say.ts';
import type { Span } from '../diagnostic/source.ts';
import { isRising, type Tally } from '../ir/counts.ts';
import { fieldIn, type Holds, type Index } from '../mapping/index-fields.ts';
import { type Backend, type Known, type Query, refused } from './backend.ts';
import { asErrors, narrowed } from './verdict.ts';

/* What becomes of a rule that counts, in languages that count and in those that don't. */

const { error } = sayIn('counts');

/** What a rule counts, and the query of those events, for who counts them himself. */
export interface Counted {
  readonly tally: Tally;
  /** It is no query of the rule. Null where the language counts. */
  readonly events: Query | null;
}

export const cannotCount = (title: string, at: Span) =>
  error('cannot-count', `${title} asks of single events, and can't count them.`, at);

export const fieldsDiffer = (at: Span) =>
  error(
    'fields-differ',
    'The rules that are counted call the fields that they are counted by differently, which no query can be told yet.',
    at,
    '`rulewright test` can.',
  );

const needsExact = (at: Span) =>
  error(
    'needs-exact',
    'Events can only be found inexactly, and a condition that more of them may make untrue needs the exact ones.',
    at,
  );

/** The query that counts; refused where there is none. */
export const countIn = (backend: Backend, tally: Tally, at: Span, known: Known): Query =>
  backend.count ? backend.count(tally, at, known) : refused([cannotCount(backend.title, at)]);

/** The query of the events that are counted, for who groups them by the values that indices hold. */
export function eventsIn(backend: Backend, tally: Tally, at: Span, known: Known): Query {
  const fields = new Set([...tally.by, ...(tally.value === null ? [] : [tally.value])]);
  const faults = [...fields].flatMap((field) => {
    const held = known.indices?.find((index) => !isGrouped(index, field));
    return held ? [noGroups(field, held.name, at)] : [];
  });
  return faults.length > 0 ? refused(faults) : backend.write(tally.when, at, known);
}

/** Whether an index can tell groups by a field: it holds each value of it as it is, or has none. */
function isGrouped(index: Index, field: string): boolean {
  const found = fieldIn(index, field);
  if (found.kind !== 'leaves') return found.kind === 'absent';
  return found.leaves.some(
    ({ path, holds, folded, nested }) =>
      path === field && grouped.has(holds) && folded === 'none' && nested === null,
  );
}

const grouped: ReadonlySet<Holds> = new Set([
  ...(['keyword', 'integer', 'double', 'boolean', 'address', 'flat'] as const),
]);

const noGroups = (field: string, index: string, at: Span) =>
  error(
    'no-groups',
    `${index} does not hold the values of "${field}" so that events can be counted by them.`,
    at,
    'They are told apart in fields of the types keyword, ip, boolean and number.',
  );

/**
 * The verdict of a count over what a query finds.
 *
 * @param lacksGroups events of some groups are not found, and all of such a group
 */
export function ofCount(query: Query, { bounds }: Tally, lacksGroups: boolean, at: Span): Query {
  if (query.query === null) return query;
  if (query.fidelity !== 'exact' && !isRising(bounds))
    return refused([...asErrors(query.diagnostics), needsExact(at)]);
  return lacksGroups ? narrowed(query) : query;
}
