import type { Span } from '../diagnostic/source.ts';
import type { Place, YamlMap } from '../yaml/document.ts';

/** How a rule becomes artifacts. */
export interface Settings {
  /** Whether it runs where it is deployed. */
  readonly enabled: boolean;
  readonly schedule: {
    readonly every: Duration;
    /** How far a search looks back beyond `every`, for events that come late. */
    readonly overlap: Duration;
  };
  readonly throttle: {
    /** After an alert there is none for so long; null: every alert is one. */
    readonly period: Duration | null;
    /** ... that has the same values in these fields. */
    readonly by: readonly string[];
  };
  /** Index patterns of Elasticsearch and OpenSearch. */
  readonly index: readonly string[];
  /** What fields are called where queries run: pipelines, applied in their order. */
  readonly pipeline: readonly string[];
  /** What is known of the system that queries run on: answers, by what they are about. */
  readonly assume: Readonly<Record<string, string>>;
  /** The field with an event's time. */
  readonly timestamp: string;
  /** The level of a rule that has none. */
  readonly level: string;
  /** Put in front of every title. */
  readonly prefix: string;
  /** Put in front of every SPL search. */
  readonly base: string;
  /** Ids of rules that do not run where they are deployed. */
  readonly disabled: readonly string[];
  /** What an alert does, for each artifact in its own words. */
  readonly actions: Readonly<Record<string, unknown>>;
  /** Events that rules are to leave, by names of one's own; null takes away one that was set before. */
  readonly exceptions: Readonly<Record<string, Exception | null>>;
}

/** Events that some rules are to leave, though they mean them. */
export interface Exception {
  /** Ids of rules, or their paths as the project calls them, with `*`, `?` and `**`. */
  readonly rules: readonly string[];
  /** Searches and a condition, as a Sigma rule has them. */
  readonly detection: YamlMap;
  readonly reason?: string;
}

/** A whole number of minutes, hours or days: `5m`, `1h`, `2d`. */
export type Duration = string;

export const defaults: Settings = {
  enabled: true,
  schedule: { every: '5m', overlap: '1m' },
  throttle: { period: null, by: [] },
  index: ['logs-*'],
  pipeline: [],
  assume: {},
  timestamp: '@timestamp',
  level: 'medium',
  prefix: '',
  base: '',
  disabled: [],
  actions: {},
  exceptions: {},
};

/** Settings of one file, one of its environments, or one rule; each holds over those before it. */
export interface Layer {
  readonly values: Tree;
  /** Where the value of a path stands. */
  readonly at: (path: readonly string[]) => Span;
  /** The place of an exception, for what it holds has places of its own; a rule's block has none. */
  readonly exception?: (name: string) => Place;
}

export interface Tree {
  readonly [key: string]: unknown;
}

/** What holds for a rule, and where each value that is not a default was set. */
export interface Resolved {
  readonly settings: Settings;
  /** By path, its keys with dots between them. */
  readonly origins: ReadonlyMap<string, Span>;
  /** The exceptions that hold for some rules of these, and where each was set. */
  readonly exceptions: readonly NamedException[];
}

export interface NamedException extends Exception {
  readonly name: string;
  readonly place: Place;
}

const minutesIn: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** A duration in minutes. */
export const minutesOf = (duration: Duration): number =>
  Number(duration.slice(0, -1)) * minutesIn[duration.slice(-1)]!;

/** Minutes in the largest unit that they fill: 60 is `1h`. */
export const durationOf = (minutes: number): Duration => {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
};
