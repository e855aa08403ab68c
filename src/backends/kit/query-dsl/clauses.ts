import type { Order } from '../../../ir/expr.ts';

/*
 * The clauses of Query DSL that rules are written in, in their short forms.
 * https://www.elastic.co/docs/reference/query-languages/query-dsl
 */

export type Clause = { readonly [key: string]: unknown };

/**
 * Where a clause can't be exact, which way it may fail: under an even number of "not" it may find
 * more than the rule, under an odd number less, so that the whole query only ever finds more.
 */
export type Side = 'most' | 'least';

export const term = (field: string, value: string | number | boolean, fold = false): Clause => ({
  term: { [field]: fold ? { value, case_insensitive: true } : value },
});

export const terms = (field: string, values: readonly (string | number | boolean)[]): Clause =>
  values.length === 1 ? term(field, values[0]!) : { terms: { [field]: values } };

export const prefix = (field: string, value: string, fold: boolean): Clause => ({
  prefix: { [field]: fold ? { value, case_insensitive: true } : value },
});

export const wildcard = (field: string, value: string, fold: boolean): Clause => ({
  wildcard: { [field]: fold ? { value, case_insensitive: true } : value },
});

export const regexp = (field: string, value: string, flags: string, fold: boolean): Clause => ({
  regexp: { [field]: { value, flags, ...(fold ? { case_insensitive: true } : {}) } },
});

export const range = (field: string, order: Order, value: number): Clause => ({
  range: { [field]: { [order]: value } },
});

export const exists = (field: string): Clause => ({ exists: { field } });

/**
 * A regular expression over every field: the one query that looks into fields it doesn't name. What
 * it takes is Lucene's query syntax, of which this uses nothing but a regular expression.
 */
export const anyField = (value: string, fields: readonly string[] = ['*']): Clause => ({
  query_string: { query: `/${value}/`, fields, lenient: true },
});

export const matchAll: Clause = { match_all: {} };
export const matchNone: Clause = { match_none: {} };

export function all(given: readonly Clause[]): Clause {
  if (given.includes(matchNone)) return matchNone;
  const clauses = given.filter((clause) => clause !== matchAll);
  if (clauses.length === 0) return matchAll;
  if (clauses.length === 1) return clauses[0]!;
  // what must not be stands beside what must, in one bool
  const filter: Clause[] = [];
  const mustNot: Clause[] = [];
  for (const clause of clauses) {
    const negated = negatedIn(clause);
    if (negated) mustNot.push(...negated);
    else filter.push(clause);
  }
  return {
    bool: {
      ...(filter.length > 0 ? { filter } : {}),
      ...(mustNot.length > 0 ? { must_not: mustNot } : {}),
    },
  };
}

export function any(given: readonly Clause[]): Clause {
  if (given.includes(matchAll)) return matchAll;
  const clauses = given.filter((clause) => clause !== matchNone);
  if (clauses.length === 0) return matchNone;
  if (clauses.length === 1) return clauses[0]!;
  return { bool: { should: clauses, minimum_should_match: 1 } };
}

export function none(clause: Clause): Clause {
  if (clause === matchNone) return matchAll;
  if (clause === matchAll) return matchNone;
  const { should } = (clause.bool ?? {}) as { readonly should?: readonly Clause[] };
  return { bool: { must_not: should ?? [clause] } };
}

/** The clauses of a bool that is nothing but `must_not`. */
function negatedIn(clause: Clause): readonly Clause[] | null {
  const bool = clause.bool as { readonly must_not?: readonly Clause[] } | undefined;
  return bool?.must_not && Object.keys(bool).length === 1 ? bool.must_not : null;
}

/**
 * How many clauses Lucene counts: those that are not bools.
 *
 * @param isExpanded what is over some fields is one for each
 * @param isThere which of the fields an index has: it counts no others
 */
export const leaves = (
  clause: Clause,
  isExpanded: boolean,
  isThere: (field: string) => boolean = () => true,
): number =>
  countLeaves(clause, (leaf) =>
    isExpanded ? Math.max(1, fieldsOf(leaf).filter(isThere).length) : 1,
  );

/** How many of them are over every field. */
export const everywhere = (clause: Clause): number =>
  countLeaves(clause, (leaf) => (fieldsOf(leaf)[0] === '*' ? 1 : 0));

const fieldsOf = ({ query_string: of }: Clause): readonly string[] =>
  (of as { readonly fields: readonly string[] } | undefined)?.fields ?? [];

function countLeaves(clause: Clause, count: (leaf: Clause) => number): number {
  const inner = innerOf(clause);
  if (!inner) return count(clause);
  return inner.reduce((sum, c) => sum + countLeaves(c, count), 0);
}

/** How many bools and nested objects stand around the innermost clause. */
export function depth(clause: Clause): number {
  const inner = innerOf(clause);
  return inner ? 1 + Math.max(0, ...inner.map(depth)) : 0;
}

/** What stands in a clause that holds others; null for one that does not. */
function innerOf(clause: Clause): readonly Clause[] | null {
  const nested = clause.nested as { readonly query: Clause } | undefined;
  if (nested) return [nested.query];
  const bool = clause.bool as Readonly<Record<string, readonly Clause[]>> | undefined;
  return bool ? occurrences.flatMap((name) => bool[name] ?? []) : null;
}

const occurrences = ['filter', 'must_not', 'should'];
