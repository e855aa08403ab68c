import type { DatePart, Order } from '../../ir/expr.ts';
import { chars, DIGIT, range } from '../../ir/regex/charset.ts';
import {
  alt,
  concat,
  NEVER,
  optional,
  plus,
  type RegexNode,
  repeat,
  set,
  textNode,
} from '../../ir/regex/tree.ts';

/*
 * Parts of dates where a field holds ISO 8601's text. A date in UTC, with `Z` or without a zone,
 * shows its parts as they are; one with an offset does not.
 */

/** How long each part is written, and its range; the week is written nowhere. */
const parts = {
  year: [4, 0, 9999],
  month: [2, 1, 12],
  day: [2, 1, 31],
  hour: [2, 0, 23],
  minute: [2, 0, 59],
} as const;
type Written = keyof typeof parts;

/** The dates in UTC of which a part is as said; null for the week, which no text shows. */
export function datesOf(part: DatePart, order: 'eq' | Order, value: number): RegexNode | null {
  if (part === 'week') return null;
  const [, least, most] = parts[part];
  const from = order === 'gt' ? value + 1 : order === 'lt' || order === 'lte' ? least : value;
  const to = order === 'lt' ? value - 1 : order === 'gt' || order === 'gte' ? most : value;
  const utc = alt([textNode('Z'), offset(textNode('00'), textNode('00'))]);
  const among = (of: Written) => (of === part ? numbers(of, from, to) : numbers(of));
  const atMidnight = (from <= 0 && to >= 0) || !(part === 'hour' || part === 'minute');
  return alt([
    dateTime(among, optional(utc)),
    ...(atMidnight ? [date(among)] : []), // a date alone is its midnight
  ]);
}

/** The dates with an offset, whose parts in UTC their text does not show. */
export const datesWithOffset = (): RegexNode =>
  dateTime((part) => numbers(part), offset(twoDigits, twoDigits));

const digits = (count: number): RegexNode => repeat(set(DIGIT), count, count);
const twoDigits = digits(2);

const offset = (hours: RegexNode, minutes: RegexNode): RegexNode =>
  concat([set(chars('+-')), hours, optional(textNode(':')), minutes]);

const date = (among: (part: Written) => RegexNode): RegexNode =>
  concat([among('year'), textNode('-'), among('month'), textNode('-'), among('day')]);

function dateTime(among: (part: Written) => RegexNode, zone: RegexNode): RegexNode {
  const fraction = optional(concat([textNode('.'), plus(set(DIGIT))]));
  const seconds = concat([textNode(':'), between('00', '60'), fraction]);
  const time = [among('hour'), textNode(':'), among('minute'), optional(seconds)];
  return concat([date(among), set(chars(' T')), ...time, zone]);
}

function numbers(
  part: Written,
  from: number = parts[part][1],
  to: number = parts[part][2],
): RegexNode {
  const [length, least, most] = parts[part];
  const [low, high] = [Math.max(from, least), Math.min(to, most)];
  if (low > high) return NEVER;
  return between(String(low).padStart(length, '0'), String(high).padStart(length, '0'));
}

/** The digits from `low` to `high`, which are of one length. */
function between(low: string, high: string): RegexNode {
  if (low === '') return textNode('');
  const rest = low.length - 1;
  if (/^0*$/.test(low) && /^9*$/.test(high)) return digits(low.length);
  const [first, last] = [low.charCodeAt(0), high.charCodeAt(0)];
  const under = (char: number, from: string, to: string) =>
    concat([set(range(char, char)), between(from, to)]);
  if (first === last) return under(first, low.slice(1), high.slice(1));
  const lowIsFull = /^0*$/.test(low.slice(1));
  const highIsFull = /^9*$/.test(high.slice(1));
  const middle = set(range(first + (lowIsFull ? 0 : 1), last - (highIsFull ? 0 : 1)));
  return alt([
    ...(lowIsFull ? [] : [under(first, low.slice(1), '9'.repeat(rest))]),
    concat([middle, digits(rest)]),
    ...(highIsFull ? [] : [under(last, '0'.repeat(rest), high.slice(1))]),
  ]);
}
