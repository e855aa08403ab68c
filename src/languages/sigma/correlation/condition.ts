import type { Bounds } from '../../../ir/counts.ts';
import { isYamlMap, type Place, type Yaml } from '../../../yaml/document.ts';
import type { Report } from '../item.ts';
import * as messages from './messages.ts';

const orders = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
const keys: readonly string[] = [...orders, 'field'];

/** How many there have to be, of events or of a field's values. */
export interface Condition {
  readonly bounds: Bounds;
  readonly field: string | null;
}

/** What `condition:` says; null where something is wrong with it. Its parts all have to be true. */
export function readCondition(
  value: Yaml | undefined,
  place: Place,
  type: 'event_count' | 'value_count',
  report: Report,
): Condition | null {
  if (typeof value === 'string') return fault(report, messages.extended(place));
  if (!isYamlMap(value)) return fault(report, messages.noBounds(place));
  let isSound = true;
  const failed = (diagnostic: Parameters<Report>[0]) => {
    isSound = false;
    report(diagnostic);
  };
  const bounds = { least: 1, most: null as number | null, not: [] as number[] };
  const lower = (most: number) => {
    bounds.most = Math.min(bounds.most ?? most, most);
  };
  const raise = (least: number) => {
    bounds.least = Math.max(bounds.least, least);
  };
  for (const [key, number] of Object.entries(value)) {
    const at = place.at(key);
    if (!keys.includes(key)) failed(messages.unknownBound(key, keys, at.key()));
    if (!isOrder(key)) continue;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
      failed(messages.notANumber(key, at));
      continue;
    }
    if (key === 'gt') raise(number + 1);
    if (key === 'gte' || key === 'eq') raise(number);
    if (key === 'lt') lower(number - 1);
    if (key === 'lte' || key === 'eq') lower(number);
    if (key === 'neq') bounds.not.push(number);
  }
  if (!Object.keys(value).some(isOrder)) failed(messages.noBounds(place));
  else if (isSound && isNever(bounds))
    failed((isNone(bounds) ? messages.never : messages.contradiction)(place));
  const field = readField(value.field, place.at('field'), type, failed, place);
  return isSound ? { bounds: settled(bounds), field } : null;
}

function readField(
  value: Yaml | undefined,
  at: Place,
  type: 'event_count' | 'value_count',
  failed: Report,
  condition: Place,
): string | null {
  const isThere = value !== undefined && value !== null;
  if (type === 'event_count') {
    if (isThere) failed(messages.fieldOfEvents(at.key()));
    return null;
  }
  if (!isThere) return fault(failed, messages.noField(condition));
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof only === 'string' && only !== '') return only;
  return fault(failed, messages.wanted('field', 'the name of one field', at));
}

const isOrder = (key: string): key is (typeof orders)[number] =>
  (orders as readonly string[]).includes(key);

const isNever = ({ least, most, not }: Bounds): boolean =>
  most !== null &&
  (most < least ||
    (most - least < not.length && numbers(least, most).every((n) => not.includes(n))));

const isNone = ({ most }: Bounds): boolean => most !== null && most < 1;

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A number that is out of bounds needs no more saying. */
const settled = ({ least, most, not }: Bounds): Bounds => {
  const told = [...new Set(not)].filter((n) => n >= least && (most === null || n <= most));
  let from = least;
  while (told.includes(from)) from++;
  return { least: from, most, not: told.filter((n) => n > from).sort((a, b) => a - b) };
};

function fault(report: Report, diagnostic: Parameters<Report>[0]): null {
  report(diagnostic);
  return null;
}
