import { and, never, not, or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import * as messages from '../messages/index.ts';
import type { Scope } from '../scope.ts';
import { join, type Range } from '../token.ts';
import type { Call, Node, Text, Word } from '../tree.ts';
import { isNumber, isValue } from '../value.ts';
import { constants } from './constants.ts';
import type { Context } from './context.ts';
import { fieldTest } from './field-test.ts';
import type { How } from './test.ts';

/** A value that is a field, or is made of fields by `eval`, held against another. */
export interface ValueTest {
  readonly left: Node;
  /** What the names in `left` mean; those of the other side mean what they do where the test stands. */
  readonly scope: Scope;
  readonly sign: How;
  readonly right: Node;
  readonly range: Range;
  readonly isNegative: boolean;
  /** How many values were gone through on the way to `left`. */
  readonly depth?: number;
}

/** A value test whose other side is one value. */
type Single = ValueTest & { readonly right: Word | Text };

const deepest = 20;

export function valueTest(context: Context, test: ValueTest): Expr {
  const { left, sign, right, range, isNegative, depth = 0 } = test;
  if (!context.spend(range)) return never;
  if (right.kind === 'unknown') return context.open(right.why, range, isNegative);
  if (right.kind === 'call' && right.name === 'list' && sign === '=')
    return or(
      right.args.map((one) =>
        valueTest(context, { ...test, right: one, range: join(left, one), depth: 0 }),
      ),
    );
  if (right.kind === 'or' || right.kind === 'and') return spread(context, test, right);
  if (!isValue(right) || depth > deepest) return context.open('computed', range, isNegative);
  return left.kind === 'call'
    ? made(context, { ...test, right }, left)
    : named(context, { ...test, right });
}

/** `if(like(a, "x" OR "y"))` and `a=("x" OR "y")`: each of the values. */
function spread(
  context: Context,
  test: ValueTest,
  right: Extract<Node, { kind: 'and' | 'or' }>,
): Expr {
  const { left, sign, range, isNegative } = test;
  context.to.report(messages.spread(context.textOf(range), context.at(range)));
  const parts = right.items.map((item) =>
    isValue(item) || item.kind === 'and' || item.kind === 'or'
      ? valueTest(context, { ...test, right: item, range: join(left, item), depth: 0 })
      : context.truth(item, isNegative),
  );
  return (right.kind === 'or') === (sign !== '!=') ? or(parts) : and(parts);
}

/** What a function makes of its arguments. */
function made(context: Context, test: Single, left: Call): Expr {
  const { scope, range, isNegative, depth = 0 } = test;
  const { name, args } = left;
  const [first, second, third] = args;
  const again = (node: Node) => valueTest(context, { ...test, left: node, depth: depth + 1 });
  if (name === 'case') return cases(context, test, args);
  if (!first) return context.open('computed', range, isNegative);
  switch (name) {
    case 'lower':
    case 'upper':
      return folded(context, test, first, name);
    case 'tostring':
    case 'tonumber':
    case 'trim':
      return again(first);
    case 'if': {
      if (!second) break;
      const chosen = context.conditionsIn(scope);
      const then = and([chosen.truth(first, isNegative), again(second)]);
      if (!third) return then;
      return or([then, and([not(chosen.truth(first, !isNegative)), again(third)])]);
    }
    case 'coalesce': {
      const rest = args.slice(1);
      if (rest.length === 0) return again(first);
      const isThere = presence(context.conditionsIn(scope), first, isNegative);
      return or([again(first), and([not(isThere), again({ ...left, args: rest })])]);
    }
  }
  return context.open('computed', range, isNegative);
}

function cases(context: Context, test: Single, args: readonly Node[]): Expr {
  const { scope, isNegative, depth = 0 } = test;
  const chosen = context.conditionsIn(scope);
  const parts: Expr[] = [];
  const before: Expr[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const when = chosen.truth(args[i]!, isNegative);
    const then = valueTest(context, { ...test, left: args[i + 1]!, depth: depth + 1 });
    parts.push(and([...before, when, then]));
    if (parts.length > 30) break; // the budget would end it too, but later
    before.push(not(chosen.truth(args[i]!, !isNegative)));
  }
  return or(parts);
}

function presence(context: Context, node: Node, isNegative: boolean): Expr {
  if (!isValue(node)) return context.open('computed', node, isNegative);
  const binding = context.scope.get(node.text);
  if (binding && binding.kind !== 'field') return context.open('computed', node, isNegative);
  const { field } = context.field(binding?.name ?? node.text);
  return { kind: 'exists', field, at: context.at(node) };
}

/** `lower(a)="x"`: any case of a is meant, and a value that has the other case can't be met. */
function folded(context: Context, test: Single, inner: Node, how: 'lower' | 'upper'): Expr {
  const { sign, right, range, depth = 0 } = test;
  const lost = how === 'lower' ? /[A-Z]/ : /[a-z]/;
  if ((sign === '=' || sign === 'in' || sign === 'like') && lost.test(right.text)) {
    context.to.report(messages.neverCase(how, right.text, context.at(range)));
    return never;
  }
  return valueTest(context.folded, { ...test, left: inner, depth: depth + 1 });
}

/** A constant, a field, or a name that something stands for. */
function named(context: Context, test: Single): Expr {
  const { left, scope, sign, right, range, isNegative, depth = 0 } = test;
  const isMade = depth > 0;
  if (isMade && left.kind === 'string' && left.quote === '"')
    return constants(context, left, sign, right);
  if (isMade && left.kind === 'word' && isNumber(left.text))
    return constants(context, left, sign, right);
  if (!isValue(left))
    return context.open(left.kind === 'unknown' ? left.why : 'computed', range, isNegative);
  // CAR's fields have no quotes: `"x" in raw event` is about no field
  if (left.kind === 'string' && context.dialect.id === 'car')
    return context.open('broken', range, isNegative);
  const binding = scope.get(left.text);
  if (binding?.kind === 'made') return context.made(binding, left.text, range, isNegative);
  if (binding?.kind === 'value') {
    context.to.report(messages.resolved(left.text, context.at(range)));
    const { node, scope: within } = binding;
    return valueTest(context, { ...test, left: node, scope: within, depth: depth + 1 });
  }
  if (!binding && scope.closedBy !== null)
    return context.widened(
      messages.lostField(left.text, scope.closedBy, context.at(range)),
      isNegative,
    );
  const name = binding?.name ?? context.nameOf(left);
  return fieldTest(context, name, { sign, value: right, at: range, isNegative });
}
