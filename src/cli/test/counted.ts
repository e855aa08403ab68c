import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { Counting } from '../../evaluate/counts.ts';
import type { Event } from '../../evaluate/event.ts';
import { type AnyRule, type CountRule, isCountRule } from '../../ir/counts.ts';
import type { Rule } from '../../ir/rule.ts';
import * as messages from '../messages.ts';
import type { Match } from './matches.ts';
import type { Tested } from './tested.ts';

/** An event, and what it is called where that is asked. */
export interface Found extends Match {
  readonly id: string | null;
}

/** A rule that is asked of each event: one of its own, or one that another counts. */
export interface Asked {
  /** The number of the rule that it is asked for. */
  readonly tested: number;
  readonly rule: Rule;
  /** Which of the rules that are counted it is; null: it is asked for itself. */
  readonly counted: number | null;
}

export const askedOfEvents = (rule: AnyRule, tested: number): readonly Asked[] =>
  isCountRule(rule)
    ? rule.counts.of.map((one, counted) => ({ tested, rule: one.rule, counted }))
    : [{ tested, rule, counted: null }];

/** The events that a rule counts, kept until all have been seen. */
class Counted {
  private readonly rule: CountRule;
  private readonly time: string;
  private readonly counting: Counting;
  private readonly events: Found[] = [];
  private readonly left = { 'no time': 0, 'no field': 0, 'too many groups': 0 };

  constructor(rule: CountRule, time: string) {
    this.rule = rule;
    this.time = time;
    this.counting = new Counting(rule.counts, time);
  }

  take(event: Event, finders: readonly number[], found: Found): void {
    const taken = this.counting.take(event, finders);
    if (taken !== 'counted') this.left[taken]++;
    this.events.push(found);
  }

  found(): readonly Found[] {
    return this.counting.found().map((number) => this.events[number]!);
  }

  /** What is to be said of events that could not be counted. */
  remarks(): readonly Diagnostic[] {
    const { left, rule, time } = this;
    const { by, value } = rule.counts;
    return [
      ...(left['no time'] > 0 ? [messages.noTime(left['no time'], time, rule.at)] : []),
      ...(left['no field'] > 0
        ? [messages.noGroup(left['no field'], [...by, ...(value === null ? [] : [value])], rule.at)]
        : []),
      ...(left['too many groups'] > 0
        ? [messages.manyGroups(left['too many groups'], rule.at)]
        : []),
    ];
  }
}

/** What is to be counted, by the numbers of the rules. */
export const countingsOf = (
  tested: readonly Tested[],
  time: string,
): ReadonlyMap<number, Counted> =>
  new Map(
    tested.flatMap(({ asked }, i) =>
      asked && isCountRule(asked) ? [[i, new Counted(asked, time)] as const] : [],
    ),
  );
