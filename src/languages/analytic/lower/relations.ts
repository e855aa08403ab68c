import type { Span } from '../../../diagnostic/source.ts';
import { always, and, never, not, or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { join } from '../token.ts';
import type { Node, Relation } from '../tree.ts';
import { isValue } from '../value.ts';
import type { Context } from './context.ts';
import { valueTest } from './values.ts';

/** `a in (...)`, `a like "..."` and their kin. */
export function relation(context: Context, node: Relation, isNegative: boolean): Expr {
  const { how, left, right, negated } = node;
  const isNegated = negated ? !isNegative : isNegative;
  const is =
    how === 'null'
      ? covering(presence(context, left, isNegated, true), context.at(node))
      : or(
          right.map((value) => {
            const range = join(left, value);
            const { scope } = context;
            const sides = { left, scope, sign: how, right: value };
            return valueTest(context, { ...sides, range, isNegative: isNegated });
          }),
        );
  if (!negated) return is;
  // in a search, `NOT IN` is a NOT; elsewhere the field has to be there
  if (context.dialect.id === 'search' || how === 'null') return not(is);
  return and([presence(context, left, isNegative, false), not(is)]);
}

/** A test of presence, at the words that ask for it. */
export const covering = (expr: Expr, at: Span): Expr =>
  expr.kind === 'exists' || expr.kind === 'null' ? { ...expr, at } : expr;

/** Whether a value is there, or is not. */
export function presence(context: Context, left: Node, isNegative: boolean, isNull: boolean): Expr {
  if (!isValue(left)) return context.open('computed', left, isNegative);
  const binding = context.scope.get(left.text);
  if (binding?.kind === 'made') return context.made(binding, left.text, left, isNegative);
  if (binding?.kind === 'value') return isNegative ? never : always;
  const { field } = context.field(binding?.name ?? context.nameOf(left));
  return { kind: isNull ? 'null' : 'exists', field, at: context.at(left) };
}
