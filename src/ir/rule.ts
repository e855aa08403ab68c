import type { Span } from '../diagnostic/source.ts';
import type { Expr } from './expr.ts';

/** What a rule is called in reports. */
export interface RuleName {
  readonly id: string | null;
  readonly title: string | null;
  readonly path: string;
}

export interface LogSource {
  readonly category?: string;
  readonly product?: string;
  readonly service?: string;
  readonly definition?: string;
}

export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];

export const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export type Status = (typeof statuses)[number];

/** What every rule has: what it is called, what it says about itself. */
export interface RuleHead extends RuleName {
  readonly about: About;
  /** Where the rule's condition stands, for what is wrong with the rule as a whole. */
  readonly at: Span;
}

/** A rule about single events: when it matches one. */
export interface Rule extends RuleHead {
  readonly when: Expr;
}

/** What a rule says about itself. */
export interface About {
  /** The name that correlations use. */
  readonly name?: string;
  /** Whose names its fields have. */
  readonly taxonomy?: string;
  readonly status?: Status;
  readonly level?: Level;
  readonly description?: string;
  readonly author?: string;
  readonly license?: string;
  /** As written: `2024-09-03`. */
  readonly date?: string;
  readonly modified?: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly fields: readonly string[];
  readonly scope: readonly string[];
  readonly related: readonly { readonly id: string; readonly type: string }[];
  readonly logSource: LogSource;
  /** What the rule holds beside the standard's keys, as written. */
  readonly custom: Readonly<Record<string, unknown>>;
}
