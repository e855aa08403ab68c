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

/** The expression with its nodes changed from the leaves up; what is not changed is not made again. */
export function rewrite(expr: Expr, changes: Changes): Expr {
  switch (expr.kind) {
    case 'and': {
      const items = rewriteAll(expr.items, changes);
      const node = items === expr.items ? expr : { ...expr, items };
      return changes.and ? changes.and(node) : node;
    }
    case 'or': {
      const items = rewriteAll(expr.items, changes);
      const node = items === expr.items ? expr : { ...expr, items };
      return changes.or ? changes.or(node) : node;
    }
    case 'not': {
      const item = rewrite(expr.item, changes);
      const node = item === expr.item ? expr : { ...expr, item };
      return changes.not ? changes.not(node) : node;
    }
    default:
      return changes.atom ? changes.atom(expr) : expr;
  }
}

function rewriteAll(items: readonly Expr[], changes: Changes): readonly Expr[] {
  let changed: Expr[] | null = null;
  for (let i = 0; i < items.length; i++) {
    const { kind } = items[i]!;
    const isAtom = kind !== 'and' && kind !== 'or' && kind !== 'not';
    const item = isAtom && !changes.atom ? items[i]! : rewrite(items[i]!, changes);
    if (changed) changed.push(item);
    else if (item !== items[i]) changed = [...items.slice(0, i), item];
  }
  return changed ?? items;
}

/** Hands each atom on, in the order of the text. */
export function eachAtom(expr: Expr, take: (atom: Atom) => void): void {
  if (expr.kind === 'and' || expr.kind === 'or') {
    const { items } = expr;
    for (let i = 0; i < items.length; i++) eachAtom(items[i]!, take);
  } else if (expr.kind === 'not') eachAtom(expr.item, take);
  else take(expr);
}
