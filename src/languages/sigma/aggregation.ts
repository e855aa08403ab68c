import type { Bounds, CountRule } from '../../ir/counts.ts';
import type { Rule } from '../../ir/rule.ts';
import { isYamlMap, type Place, type Yaml, type YamlMap } from '../../yaml/document.ts';
import { secondsOf } from './correlation/timespan.ts';
import type { Report } from './item.ts';
import * as messages from './messages.ts';

/*
 * Aggregations, which conditions had before Sigma 2: `selection | count() by User > 10`, with a `timeframe`. They say
 * what a correlation of the rule's own events says: event_count, or value_count where `count` names a field.
 * https://sigmahq.io/docs/meta/correlations.html
 */

/** A detection without its aggregation. */
export interface Cut {
  readonly detection: YamlMap;
  /** What stands behind the bar of its condition, and where that begins. */
  readonly tail: string;
  readonly from: number;
  readonly timeframe: Yaml | undefined;
}

/** Null where there is no aggregation. */
export function cutOf(detection: Yaml | undefined): Cut | null {
  if (!isYamlMap(detection)) return null;
  const { condition: whole, timeframe } = detection;
  if (typeof whole !== 'string') return null;
  const bar = whole.includes('|') ? whole.search(/(?<!\|)\|(?!\|)/) : -1;
  if (bar < 0) return null;
  const { condition: _, timeframe: __, ...searches } = detection;
  return {
    detection: { ...searches, condition: whole.slice(0, bar) },
    tail: whole.slice(bar + 1),
    from: bar + 1,
    timeframe,
  };
}

const count =
  /^\s*count\s*\(\s*(?<field>[^()]*?)\s*\)\s*(?:by\s+(?<by>[^<>=]*[^<>=\s])\s*)?(?<order>[<>]=?|==?)\s*(?<number>\d{1,15})\s*$/i;

/**
 * The rule that counts what a rule finds; null where something is wrong with that.
 *
 * @param place of the detection
 */
export function aggregated(
  rule: Rule,
  { tail, from, timeframe }: Cut,
  place: Place,
  report: Report,
): CountRule | null {
  const start = from + tail.length - tail.trimStart().length;
  const at = place.at('condition').part(start, from + tail.trimEnd().length);
  const { field, by, order, number } = count.exec(tail)?.groups ?? {};
  if (order === undefined) {
    report(messages.aggregation(at));
    return null;
  }
  const bounds = boundsOf(order, Number(number));
  if (!bounds) report(messages.countsNone(at));
  const within = secondsOf(timeframe);
  if (within === null)
    report(messages.noTimeframe(timeframe === undefined ? at : place.at('timeframe')));
  if (!bounds || within === null) return null;
  const value = field || null;
  report(messages.asCorrelation(value === null ? 'event_count' : 'value_count', at));
  const groups = [...new Set(by?.split(',').map((name) => name.trim()))];
  const { id, title, path, about } = rule;
  const of = [{ ref: title ?? path, rule, by: groups, value }];
  const counts = { of, by: groups, value, within, bounds, generate: false };
  return { id, title, path, about, counts, at: rule.at };
}

/** Null where no number of events is asked for: a group has one at least. */
function boundsOf(order: string, number: number): Bounds | null {
  const least = order.startsWith('<') ? 1 : order === '>' ? number + 1 : number;
  const most = order.startsWith('>') ? null : order === '<' ? number - 1 : number;
  if (most !== null && most < 1) return null;
  return { least: Math.max(1, least), most, not: [] };
}
