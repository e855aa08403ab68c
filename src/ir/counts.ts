import type { Span } from '../diagnostic/source.ts';
import { and, or } from './build.ts';
import type { Exists, Expr } from './expr.ts';
import type { Rule, RuleHead } from './rule.ts';

/*
 * What a rule says about how many events there are. It is true at the time of an event that it counts, when
 * among the events of the same group, as far back as `within` reaches and up to that time, there are as many as
 * its bounds say. What that means to the last is said in docs/meaning.md and done in src/evaluate/counts.ts.
 */

/** A rule about how many events of other rules there are. It has no `when`: whoever asks for events asks for too little. */
export interface CountRule extends RuleHead {
  readonly counts: Counts;
}

export type AnyRule = Rule | CountRule;

export const isCountRule = (rule: AnyRule): rule is CountRule => 'counts' in rule;

/** Whether what it counts is events of its own, of which there is no other rule. */
export const countsItself = ({ counts: { of }, at }: CountRule): boolean =>
  of.some(({ rule }) => rule.at === at);

/** How many events of some rules there are, or how many values of a field of theirs. */
export interface Counts {
  /** The rules whose events are counted; an event that several of them find counts once. */
  readonly of: readonly Counted[];
  /** What the rule calls the fields that tell groups apart; none: all events are one group. */
  readonly by: readonly string[];
  /** What it calls the field whose different values are counted; null: events are. */
  readonly value: string | null;
  /** In seconds: of an event at this time, those after `time - within` and up to `time` are counted. */
  readonly within: number;
  readonly bounds: Bounds;
  /** Whether the rules that are counted are rules of their own, too. */
  readonly generate: boolean;
}

/** A rule whose events are counted. */
export interface Counted {
  /** What it is called by the rule that counts. */
  readonly ref: string;
  readonly rule: Rule;
  /** Its own fields, in the order of `Counts.by`. */
  readonly by: readonly string[];
  readonly value: string | null;
}

/** How many there have to be. A group is made by an event, so none is never asked for. */
export interface Bounds {
  /** 1 or more. */
  readonly least: number;
  /** Null: any number. */
  readonly most: number | null;
  readonly not: readonly number[];
}

/** Whether more events never make it untrue, so that what finds too many of them finds the rule's, too. */
export const isRising = ({ most, not }: Bounds): boolean => most === null && not.length === 0;

export const isWithin = (count: number, { least, most, not }: Bounds): boolean =>
  count >= least && (most === null || count <= most) && !not.includes(count);

/** The expressions that a rule asks of events: its own, or those of the rules that it counts. */
export const whensOf = (rule: AnyRule): readonly Expr[] =>
  isCountRule(rule) ? rule.counts.of.map((one) => one.rule.when) : [rule.when];

/** A rule that asks otherwise of events, and counts them as before. */
export function asking<T extends AnyRule>(rule: T, change: (rule: Rule) => Expr): T;
export function asking(rule: AnyRule, change: (rule: Rule) => Expr): AnyRule {
  if (!isCountRule(rule)) return withMeaning(rule, change(rule));
  const { id, title, path, about, at, counts } = rule;
  const of = counts.of.map((one) => ({ ...one, rule: withMeaning(one.rule, change(one.rule)) }));
  return { id, title, path, about, at, counts: { ...counts, of } };
}

const withMeaning = ({ id, title, path, about, at }: Rule, when: Expr): Rule => ({
  id,
  title,
  path,
  about,
  when,
  at,
});

/** The same of one expression, where all rules that are counted call their fields the same. */
export interface Tally {
  /** True of the events that are counted: they have all of the fields. */
  readonly when: Expr;
  readonly by: readonly string[];
  readonly value: string | null;
  readonly within: number;
  readonly bounds: Bounds;
}

/** Null where rules call a field otherwise than others of them. */
export function tallyOf({ of, within, bounds }: Counts, at: Span): Tally | null {
  const { by, value } = of[0]!;
  if (of.some((one) => one.value !== value || one.by.join('\0') !== by.join('\0'))) return null;
  const fields = new Set([...by, ...(value === null ? [] : [value])]);
  const there = [...fields].map((field): Exists => ({ kind: 'exists', field, at }));
  const when = and([or(of.map(({ rule }) => rule.when)), ...there]);
  return { when, by, value, within, bounds };
}

/** A duration in the largest unit that it fills: 3600 is `1h`. */
export function spanText(seconds: number): string {
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const)
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  return `${seconds}s`;
}

/** `>= 10`, `> 10 and <= 20`, `5`. */
export function boundsText({ least, most, not }: Bounds): string {
  const not_ = not.map((one) => `not ${one}`);
  if (least === most) return [`${least}`, ...not_].join(' and ');
  const parts = [...(least > 1 || most === null ? [`>= ${least}`] : [])];
  return [...parts, ...(most === null ? [] : [`<= ${most}`]), ...not_].join(' and ');
}

/** What is counted, but for the events themselves: `events >= 10 within 5m by User`. */
export function countText({ of, by, value, within, bounds }: Counts): string {
  const fields = of.map((one) => one.by.join(', '));
  const isAliased = fields.some((text) => text !== by.join(', '));
  return [
    value === null ? 'events' : `values of ${value}`,
    `${boundsText(bounds)} within ${spanText(within)}`,
    ...(by.length > 0 ? [`by ${by.join(', ')}`] : []),
    ...(isAliased ? [`(${of.map(({ ref }, i) => `${ref}: ${fields[i]}`).join('; ')})`] : []),
  ].join(' ');
}
