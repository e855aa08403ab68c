import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import type { Tally } from '../ir/counts.ts';
import type { Expr } from '../ir/expr.ts';
import type { Fidelity } from '../ir/fidelity.ts';
import type { FieldType } from '../ir/field-type.ts';
import type { Index } from '../mapping/index-fields.ts';

/** Text for a text language; for Query DSL, what stands under "query" in a search body. */
export type QueryBody = string | { readonly [key: string]: unknown };

/** A query and what is to be known of it, or the reasons why there is none. */
export type Query =
  | {
      readonly query: QueryBody;
      /** How its hits are to the rule's. */
      readonly fidelity: Fidelity;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly query: null;
      readonly fidelity: 'refused';
      readonly diagnostics: readonly Diagnostic[];
    };

/** What is known of a field by its name; undefined where nothing is. */
export type TypeOf = (field: string) => FieldType | undefined;

/** What isn't known of a system, so that each who has one may say it. */
export interface Assumption {
  /** What it is about, and the answers that there are: `pdql-case`, `ignored` or `told`. */
  readonly name: string;
  readonly answers: readonly string[];
}

/** What is known of where a query will run. */
export interface Known {
  readonly typeOf?: TypeOf;
  /** Answers to assumptions, by their names. */
  readonly assumed?: ReadonlyMap<string, string>;
  /** The indices that a query is to run on, as their mappings say them. */
  readonly indices?: readonly Index[];
  /** What is asked is true of more than the rule, so that a query that finds less would be without a verdict. */
  readonly isOpen?: boolean;
}

/** A query language to write rules in. */
export interface Backend {
  readonly id: string;
  readonly title: string;
  /** The ending of a file with one query, with its dot. */
  readonly extension: string;
  /** The pipeline that it makes no sense without, by its id: applied behind those that are asked for. */
  readonly pipeline?: string;
  /** What a user may say of the system, for better queries; without it, they are right either way. */
  readonly assumptions?: readonly Assumption[];
  /** The query that finds what `when` is true of. `at` is the place of the rule as a whole. */
  write(when: Expr, at: Span, known?: Known): Query;
  /** The query that finds the events at whose time there are as many as wanted; without it, the language can't count. */
  readonly count?: (tally: Tally, at: Span, known?: Known) => Query;
}

export const refused = (diagnostics: readonly Diagnostic[]): Query => ({
  query: null,
  fidelity: 'refused',
  diagnostics,
});
