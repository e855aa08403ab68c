import { not, or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { type Asked, ask, joinAnd } from './search.ts';

/** What a base search asks of an expression, never less than it says, and what is left for a `where` to say. */
export interface Base {
  /** Null where nothing can be asked, so that every event passes. */
  readonly text: string | null;
  readonly rest: readonly Expr[];
}

/** @param inBase an expression as the base search can be asked it: the same, or one that is true of more and inexact there */
export function baseOf(when: Expr, inBase: (item: Expr) => Expr = (item) => item): Base {
  const parts = conjuncts(when, (item) => ask(inBase(item)));
  return {
    text: joinAnd(parts.map(({ asked }) => asked)).text,
    rest: parts.filter(({ asked }) => !asked.exact).map(({ item }) => item),
  };
}

interface Part {
  readonly item: Expr;
  readonly asked: Asked;
}

/**
 * The parts that must all be true. What is not `a or b` is neither: where only one of the two can be
 * asked in the base search, the other alone is left for `where`.
 */
function conjuncts(when: Expr, askBase: (item: Expr) => Asked): readonly Part[] {
  const items = when.kind === 'and' ? when.items : [when];
  return items.flatMap((item): Part | Part[] => {
    const asked = askBase(item);
    if (asked.exact || item.kind !== 'not' || item.item.kind !== 'or') return { item, asked };
    const sure = new Set(item.item.items.filter((part) => askBase(part).exact));
    const rest = item.item.items.filter((part) => !sure.has(part));
    if (sure.size === 0) return { item, asked };
    return [neither([...sure]), neither(rest)].map((part) => ({
      item: part,
      asked: askBase(part),
    }));
  });
}

const neither = (items: readonly Expr[]): Expr => not(or(items));
