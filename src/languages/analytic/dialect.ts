/** How expressions are read: in Splunk's search, in its where and eval, and in CAR's pseudo-code. */
export interface Dialect {
  readonly id: 'search' | 'where' | 'car';
  /** The tighter operator has the higher number. */
  readonly or: number;
  readonly and: number;
  /** What stands between two tests when nothing does is a slip. */
  readonly needsOperator: boolean;
}

/** OR binds tighter than AND, which needs no word (Splunk, Search Reference, "search": "Boolean expressions"). */
export const search: Dialect = { id: 'search', or: 2, and: 1, needsOperator: false };

/** AND binds tighter than OR (Splunk, Search Reference, "where", "eval"). */
export const where: Dialect = { id: 'where', or: 1, and: 2, needsOperator: true };

/** As most languages have it; CAR's pages don't say. */
export const car: Dialect = { ...where, id: 'car' };
