import type { And, Expr, Not, Or } from './expr.ts';

export const and = (items: readonly Expr[]): Expr =>
  items.length === 1 ? items[0]! : ({ kind: 'and', items } satisfies And);

export const or = (items: readonly Expr[]): Expr =>
  items.length === 1 ? items[0]! : ({ kind: 'or', items } satisfies Or);

export const not = (item: Expr): Not => ({ kind: 'not', item });

/** True of every event. */
export const always: Expr = { kind: 'and', items: [] };

/** True of no event. */
export const never: Expr = { kind: 'or', items: [] };
