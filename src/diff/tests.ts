import { literalsOf } from '../examples/telling.ts';
import type { Expr } from '../ir/expr.ts';
import { type Literal, Normals } from '../ir/normal.ts';

/** What is between the meanings of two rules, as their texts tell it. */
export interface Changed {
  /** Whether both say the same, in whatever order and words. */
  readonly isSame: boolean;
  /** Tests that only the new rule has, in its order; one that is to fail is another than one that is to hold. */
  readonly added: readonly Literal[];
  readonly removed: readonly Literal[];
}

export function changedTests(old: Expr, now: Expr): Changed {
  const normals = new Normals();
  const [from, to] = [normals.of(old), normals.of(now)];
  if (from.id === to.id) return { isSame: true, added: [], removed: [] };
  const [before, after] = [literalsOf(from), literalsOf(to)];
  return {
    isSame: false,
    added: [...after.values()].filter(({ id }) => !before.has(id)),
    removed: [...before.values()].filter(({ id }) => !after.has(id)),
  };
}

/** A test as an expression, to be shown. */
export const asExpr = ({ atom, holds }: Literal): Expr => {
  if (holds) return atom;
  return atom.kind === 'exists' ? { ...atom, kind: 'null' } : { kind: 'not', item: atom };
};
