import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import type { Counts } from '../ir/counts.ts';
import type { Atom, Expr, Keyword, SameAs } from '../ir/expr.ts';
import type { FieldType } from '../ir/field-type.ts';
import type { About, LogSource, Rule } from '../ir/rule.ts';
import type { Asked, Mapped } from '../passes/map-fields.ts';
import type { Yaml } from '../yaml/document.ts';

/**
 * Which field is called what, where: what takes a rule from Sigma's names to those of a system. Several
 * are applied in turn, each to what the one before it has made: those of a lower priority first, and those
 * of one priority in the order that they are given in.
 */
export type Pipeline = SchemaPipeline | RulePipeline;

/** The priority of a schema. */
export const schemaPriority = 20;

/** What a rule is in the fields of a system. */
export interface Applied extends Mapped {
  /** The system does not hold all events that the rule may mean, as is told. */
  readonly isNarrower?: boolean;
  /** Index patterns that its events are in; none where that isn't known. */
  readonly index: readonly string[];
  /** What the rule now says about itself. */
  readonly about: About;
  /** What becomes of a query that was written of it; or why there is none. */
  readonly finish?: (query: QueryText) => QueryText | Diagnostic;
}

/** What a rule that counts is in the fields of a system. */
export interface AppliedCounts extends Omit<Applied, 'when' | 'finish'> {
  readonly counts: Counts;
  /** Some events are not counted there, which is told. */
  readonly isNarrower: boolean;
  /** Of other groups, too, fewer are found than there are. */
  readonly lacksEvents: boolean;
  readonly finish?: undefined;
}

export type AnyApplied = Applied | AppliedCounts;

/** A query: text, or a tree such as Query DSL. */
export type QueryText = string | { readonly [key: string]: unknown };

/** All queries of a run, or the text that they became. */
export type Output = readonly QueryText[] | string;

/** What pipelines tell each other of one rule. */
export interface Memory {
  /** What pipelines know by name, all of them together. */
  readonly vars: ReadonlyMap<string, Yaml>;
  readonly state: Map<string, Yaml>;
  /** The parts of pipelines that had a say in the rule, and in a field by its name now. */
  readonly applied: Set<string>;
  readonly appliedTo: Map<string, ReadonlySet<string>>;
  /** Fields that were given another name, and names that were given. */
  readonly renamed: { readonly from: Set<string>; readonly to: Set<string> };
}

/** What changes a rule by steps of its user's. */
export interface RulePipeline {
  /** The path of its file. */
  readonly id: string;
  readonly title: string;
  readonly priority: number;
  /** The only backends that it is for, by their ids; null: all. */
  readonly to: ReadonlySet<string> | null;
  readonly vars: ReadonlyMap<string, Yaml>;
  apply(rule: Rule, memory: Memory): Applied;
  /** What becomes of all queries of a run, or of what another pipeline made of them. */
  readonly finalize?: (output: Output, vars: Memory['vars']) => Output | Diagnostic;
  /** What is known of a field that it names, where no schema knows more. */
  typeOf?(field: string): FieldType | undefined;
  readonly insteadOf?: undefined;
}

/** What says each test of a rule in the fields of a schema. */
export interface SchemaPipeline {
  readonly id: string;
  readonly title: string;
  /** Another pipeline, by its id, whose place it takes where a backend needs it and the user names that one. */
  readonly insteadOf?: string;
  /**
   * The kinds of event that a log source's events are written as, of which a rule is about all; null
   * where the schema is not known to hold such events, and the rule is refused. Where only some of them are
   * held in one place, `when` tells which ones a rule is about; none where that are not all.
   */
  schemasOf(source: LogSource, when?: Expr): readonly Schema[] | null;
  /** What is known of a field by its name in the schema; it is handed on to the backend. */
  typeOf?(field: string): FieldType | undefined;
}

/** One kind of event, as a schema writes it. */
export interface Schema {
  /** True of these events and of no others, in the schema's own names. `at` is the place of the rule. */
  where(at: Span): Expr;
  /** The fields, by the names that rules give them. */
  readonly fields: ReadonlyMap<string, Field>;
  /** What a field is that isn't named: called the same, without a counterpart, which is told, or as is given. */
  readonly others: 'same' | 'none' | ((field: string) => Field | null);
  /** Whether an event's texts are all there, so that a keyword finds what it did; where they are not, it is told. */
  readonly keywords?: 'none';
  /** Other events that the schema does not tell from these, where there are some: it is told, and the query is wider. */
  readonly among?: string;
  /**
   * Fields, by the names that rules give them, that say no more than which events a rule is about. Where nothing
   * else is left of one that asks more, it is refused.
   */
  readonly kind?: readonly string[];
  /** Such events that are not there: where a rule may mean them, it is told, and the query is narrower. */
  readonly without?: {
    readonly events: string;
    /** `when` is what a rule asks, in the schema's own names. */
    isAsked(when: Expr): boolean;
  };
  /** Values that are left out: a field with one of them is missing there. */
  readonly leftOut?: readonly string[];
  /** Index patterns of Elasticsearch and OpenSearch that the events are in. */
  readonly index?: readonly string[];
}

/** A test of one field. */
export type FieldTest = Exclude<Atom, Keyword | SameAs>;

/** A field of a rule, and what becomes of the tests of it. */
export interface Field {
  /** The one field that holds the same text, but for the case of letters; what fields are compared by. */
  readonly same?: string;
  /** The test said of the schema's fields; where that finds more, with a reason that names the place. */
  ask(test: FieldTest): Asked;
}
