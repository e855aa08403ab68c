import type { Bounds, Tally } from '../../../ir/counts.ts';
import { quote, whereField } from './quote.ts';

/*
 * How SPL counts. Of `streamstats`, only what its page promises is leaned on: windows of so many events, one for each
 * group. Where the oldest of ten events is less than five minutes old, there are ten in five minutes.
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/streamstats
 */

/** A window of events holds at most so many: `max_stream_window` in limits.conf, as it is by default. */
export const mostInWindow = 10_000;

/** The numbers that have to be reached, or not: each is a window of its own. One is always reached. */
export function thresholdsOf({ least, most, not }: Bounds): readonly number[] {
  const numbers = [least, ...(most === null ? [] : [most + 1]), ...not.flatMap((n) => [n, n + 1])];
  return [...new Set(numbers)].filter((number) => number > 1).sort((a, b) => a - b);
}

/** The commands behind a search of the events; none where each event is enough. */
export function countEvents(tally: Tally): readonly string[] {
  const thresholds = thresholdsOf(tally.bounds);
  if (thresholds.length === 0) return [];
  const { within, bounds } = tally;
  const { groups, by, byTime } = groupsOf(tally);
  const hits = thresholds.map(
    (number) =>
      `rw_hit${number}=if(rw_n${number}=${number} AND round(_time-rw_since${number}, 6)<${within}, 1, 0)`,
  );
  return [
    ...groups,
    'sort 0 _time',
    ...thresholds.map(
      (number) =>
        `streamstats global=f window=${number} count AS rw_n${number} min(_time) AS rw_since${number}${by}`,
    ),
    `eval ${hits.join(', ')}`,
    // of events of one time, only the last has seen them all
    `eventstats ${thresholds.map((number) => `max(rw_hit${number}) AS rw_hit${number}`).join(' ')} BY ${byTime}`,
    `where ${conditionOf(bounds)}`,
  ];
}

/**
 * The same of different values, in windows of time. No page says whether they hold an event that is exactly so old,
 * so they are a second shorter.
 */
export function countValues(tally: Tally, value: string): readonly string[] {
  const { groups, by, byTime } = groupsOf(tally);
  return [
    ...groups,
    `eval rw_value=${textsOf(value)}`,
    'sort 0 _time',
    `streamstats time_window=${tally.within - 1}s dc(rw_value) AS rw_n${by}`,
    `eventstats max(rw_n) AS rw_n BY ${byTime}`,
    `where rw_n>=${tally.bounds.least}`,
  ];
}

/** Groups in fields of our own, whose names need no quotes; an event of several values is in the group of each. */
function groupsOf({ by }: Tally): { groups: readonly string[]; by: string; byTime: string } {
  const names = by.map((_, i) => `rw_by${i + 1}`);
  const sets = by.map((field, i) => `${names[i]}=${textsOf(field)}`);
  return {
    groups: [
      ...(sets.length > 0 ? [`eval ${sets.join(', ')}`] : []),
      ...names.map((name) => `mvexpand ${name}`),
    ],
    by: names.length > 0 ? ` BY ${names.join(', ')}` : '',
    byTime: ['_time', ...names].join(', '),
  };
}

/** A field's different values as texts, the empty one too: with a sign before it, it is told from none. */
function textsOf(field: string): string {
  const name = whereField(field);
  return `mvdedup(mvmap(${name}, ${quote('=')}.${name}))`;
}

const reaches = (number: number): string => `rw_hit${number}=1`;
const misses = (number: number): string => `rw_hit${number}=0`;

function conditionOf({ least, most, not }: Bounds): string {
  return [
    ...(least > 1 ? [reaches(least)] : []),
    ...(most === null ? [] : [misses(most + 1)]),
    ...not.map((n) => (n > 1 ? `(${misses(n)} OR ${reaches(n + 1)})` : reaches(n + 1))),
  ].join(' AND ');
}
