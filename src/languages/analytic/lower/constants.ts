import { always, never } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { join } from '../token.ts';
import type { Node, Text, Word } from '../tree.ts';
import { isNumber, matchesText, patternOf, unescaped } from '../value.ts';
import type { Context } from './context.ts';
import type { How } from './test.ts';

/* A constant held against another: `if(a=1, "x", "y")="x"` comes to that. */

export const isConstant = (node: Node): node is Word | Text =>
  node.kind === 'string' || (node.kind === 'word' && isNumber(node.text));

export function constants(context: Context, one: Word | Text, how: How, two: Word | Text): Expr {
  const isTrue = holds(context, unescaped(one.text), how, two);
  if (isTrue === null) return context.open('computed', join(one, two), false);
  return isTrue ? always : never;
}

function holds(context: Context, a: string, how: How, two: Word | Text): boolean | null {
  const b = unescaped(two.text);
  const isBoth = isNumber(a) && isNumber(b);
  const order = isBoth ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
  const { isThreeValued, isCased } = context;
  const equals = () => (isThreeValued ? a === b : matchesText(patternOf(two, 'search'), a, false));
  switch (how) {
    case '=':
      return equals();
    case '!=':
      return !equals();
    case 'in':
      return matchesText(patternOf(two, isThreeValued ? 'literal' : 'search'), a, isCased);
    case 'like':
      return matchesText(patternOf(two, 'like'), a, isCased);
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return null;
  }
}
