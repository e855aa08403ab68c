import { and, not, or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import type { Comparison, Node, Sign } from '../tree.ts';
import { callFalsity, callTruth } from './calls.ts';
import { constants, isConstant } from './constants.ts';
import type { Context, Truth } from './context.ts';
import { relation } from './relations.ts';
import { valueTest } from './values.ts';
import { subsearch, word } from './words.ts';

/*
 * The meaning of an expression. In a search and in CAR's pseudo-code a test is true or not. In where and
 * eval it may also be NULL, where a field is not there, and so is its NOT: what makes an expression true
 * and what makes it false are two questions (Splunk, Search Reference, "eval": "Null").
 */

export const truth: Truth = (context, node, isNegative) => {
  switch (node.kind) {
    case 'and':
      return and(node.items.map((item) => truth(context, item, isNegative)));
    case 'or':
      return or(node.items.map((item) => truth(context, item, isNegative)));
    case 'not':
      return context.isThreeValued
        ? falsity(context, node.item, isNegative)
        : not(truth(context, node.item, !isNegative));
    case 'compare':
      return compare(context, node, isNegative);
    case 'relation':
      return relation(context, node, isNegative);
    case 'call':
      return callTruth(context, node, isNegative);
    case 'word':
    case 'string':
      return word(context, node, isNegative);
    case 'subsearch':
      return subsearch(context, node, isNegative);
    case 'unknown':
      return context.open(node.why, node, isNegative);
  }
};

/** What the expression is false of: not what it is NULL of. */
function falsity(context: Context, node: Node, isNegative: boolean): Expr {
  switch (node.kind) {
    case 'and':
      return or(node.items.map((item) => falsity(context, item, isNegative)));
    case 'or':
      return and(node.items.map((item) => falsity(context, item, isNegative)));
    case 'not':
      return truth(context, node.item, isNegative);
    case 'compare':
      return compare(context, { ...node, sign: opposite[node.sign] }, isNegative);
    case 'relation':
      return relation(context, { ...node, negated: !node.negated }, isNegative);
    case 'call':
      return callFalsity(context, node, isNegative);
    default:
      return context.open('computed', node, isNegative);
  }
}

function compare(
  context: Context,
  { left, sign, right, ...range }: Comparison,
  isNegative: boolean,
): Expr {
  const { scope } = context;
  if (!context.isThreeValued)
    return valueTest(context, { left, scope, sign, right, range, isNegative });
  const isFlipped = isConstant(left) && !isConstant(right);
  const [one, two] = isFlipped ? [right, left] : [left, right];
  const turned = isFlipped ? flipped[sign] : sign;
  if (isConstant(one) && isConstant(two) && !(one.kind === 'string' && one.quote === "'"))
    return constants(context, one, turned, two);
  return valueTest(context, { left: one, scope, sign: turned, right: two, range, isNegative });
}

const opposite: Readonly<Record<Sign, Sign>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

const flipped: Readonly<Record<Sign, Sign>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
