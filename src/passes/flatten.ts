import { always, and, never, or } from '../ir/build.ts';
import type { And, Expr, Or } from '../ir/expr.ts';
import { rewrite } from '../ir/fold.ts';
import type { Pass } from './pass.ts';

/**
 * `a and (b and c)` becomes `a and b and c`; `not not a` becomes `a`, and not null exists; what is always or never true
 * takes its `and` or `or` with it, or leaves it.
 */
export const flatten: Pass = (when) =>
  rewrite(when, {
    and: (node) => joined(node, never),
    or: (node) => joined(node, always),
    not: (node) => {
      const { item } = node;
      if (item.kind === 'not') return item.item;
      if (item.kind === 'null') return { ...item, kind: 'exists' };
      if (item.kind === 'exists') return { ...item, kind: 'null' };
      return isEmpty(item, 'and') ? never : isEmpty(item, 'or') ? always : node;
    },
  });

/** An `and` or `or` of items that are none; `decides` is what one item can make of the whole. */
function joined(node: And | Or, decides: Expr): Expr {
  const { kind, items } = node;
  if (items.length === 1) return items[0]!;
  let nested = false;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (item.kind === kind) nested = true;
    else if ((item.kind === 'and' || item.kind === 'or') && item.items.length === 0) return decides;
  }
  if (!nested) return node;
  const flat = items.flatMap((item) => (item.kind === kind ? item.items : [item]));
  return kind === 'and' ? and(flat) : or(flat);
}

/** An `and` of nothing is true, an `or` of nothing false. */
const isEmpty = (expr: Expr, kind: 'and' | 'or'): boolean =>
  expr.kind === kind && expr.items.length === 0;
