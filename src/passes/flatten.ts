import { always, and, never, or } from '../ir/build.ts';
import type { Expr } from '../ir/expr.ts';
import { rewrite } from '../ir/fold.ts';
import type { Pass } from './pass.ts';

/**
 * `a and (b and c)` becomes `a and b and c`; `not not a` becomes `a`; what is always or never true
 * takes its `and` or `or` with it, or leaves it.
 */
export const flatten: Pass = (when) =>
  rewrite(when, {
    and: (node) => {
      const flat = itemsOf('and', node.items);
      if (flat.some(isNever)) return never;
      return flat === node.items && flat.length !== 1 ? node : and(flat);
    },
    or: (node) => {
      const flat = itemsOf('or', node.items);
      if (flat.some(isAlways)) return always;
      return flat === node.items && flat.length !== 1 ? node : or(flat);
    },
    not: (node) => {
      const { item } = node;
      if (item.kind === 'not') return item.item;
      return isAlways(item) ? never : isNever(item) ? always : node;
    },
  });

const itemsOf = (kind: 'and' | 'or', items: readonly Expr[]): readonly Expr[] =>
  items.some((item) => item.kind === kind)
    ? items.flatMap((item) => (item.kind === kind ? item.items : [item]))
    : items;

const isAlways = (expr: Expr): boolean => expr.kind === 'and' && expr.items.length === 0;
const isNever = (expr: Expr): boolean => expr.kind === 'or' && expr.items.length === 0;
