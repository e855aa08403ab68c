import type { And, Atom, Expr, Not, Or } from './expr.ts';

/** What becomes of each kind of node, its children first. */
export interface Cases<T> {
  readonly and: (items: readonly T[], node: And) => T;
  readonly or: (items: readonly T[], node: Or) => T;
  readonly not: (item: T, node: Not) => T;
  readonly atom: (node: Atom) => T;
}

/** The expression from the leaves up. With `rewrite`, the only code that knows what has children. */
export function fold<T>(expr: Expr, cases: Cases<T>): T {
  switch (expr.kind) {
    case 'and':
    case 'or':
      return cases[expr.kind](
        expr.items.map((item) => fold(item, cases)),
        expr as And & Or,
      );
    case 'not':
      return cases.not(fold(expr.item, cases), expr);
    default:
      return cases.atom(expr);
  }
}

/** What a rewrite changes; a kind that is not named stays as it is, with its children rewritten. */
export interface Changes {
  readonly and?: (node: And) => Expr;
  readonly or?: (node: Or) => Expr;
  readonly not?: (node: Not) => Expr;
  readonly atom?: (node: Atom) => Expr;
}

const keep = <T>(node: T): T => node;

export function rewrite(expr: Expr, changes: Changes): Expr {
  const { and = keep, or = keep, not = keep, atom = keep } = changes;
  return fold<Expr>(expr, {
    and: (items) => and({ kind: 'and', items }),
    or: (items) => or({ kind: 'or', items }),
    not: (item) => not({ kind: 'not', item }),
    atom,
  });
}

/** Hands each atom on, in the order of the text. */
export function eachAtom(expr: Expr, take: (atom: Atom) => void): void {
  if (expr.kind === 'and' || expr.kind === 'or')
    for (const item of expr.items) eachAtom(item, take);
  else if (expr.kind === 'not') eachAtom(expr.item, take);
  else take(expr);
}
