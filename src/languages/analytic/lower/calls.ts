import { always, and, never, not, or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { join } from '../token.ts';
import type { Call, Node, Word } from '../tree.ts';
import { isValue } from '../value.ts';
import type { Context } from './context.ts';
import { covering, presence } from './relations.ts';
import type { How } from './test.ts';
import { valueTest } from './values.ts';
import { anywhere, keyword } from './words.ts';

/** What a function is true of (Splunk, Search Reference, "Comparison and Conditional functions"). */
export function callTruth(context: Context, node: Call, isNegative: boolean): Expr {
  const { name, args } = node;
  const [first, second] = args;
  const { scope } = context;
  const test = (sign: How, left: Node | undefined, right: Node | undefined): Expr =>
    left && right
      ? valueTest(context, { left, scope, sign, right, range: node, isNegative })
      : context.open('broken', node, isNegative);
  switch (name) {
    case 'match':
      return test('regex', first, second);
    case 'like':
      return test('like', first, second);
    case 'cidrmatch':
      return test('cidr', second, first);
    case 'in': {
      if (!first || args.length < 2) return context.open('broken', node, isNegative);
      const sides = { left: first, scope, sign: 'in' as const, isNegative };
      const values = args.slice(1);
      return or(
        values.map((right) => valueTest(context, { ...sides, right, range: join(first, right) })),
      );
    }
    case 'isnull':
    case 'isnotnull': {
      if (!first) return context.open('broken', node, isNegative);
      return covering(presence(context, first, isNegative, name === 'isnull'), context.at(node));
    }
    case 'raw event':
      return first && isValue(first)
        ? anywhere(context, first, false, node)
        : context.open('broken', node, isNegative);
    case 'true':
      return always;
    case 'false':
      return never;
    case 'case':
    case 'term':
      if (context.dialect.id === 'search' && first && isValue(first))
        return keyword(context, first, isNegative, name === 'case', node);
      return context.open('computed', node, isNegative);
    default: {
      // command_line.matches("...")
      const method = /^(.+)\.(?:matches|match)$/.exec(name);
      if (!method || !first) return context.open('computed', node, isNegative);
      const left: Word = { kind: 'word', text: method[1]!, from: node.from, to: node.to };
      return test('regex', left, first);
    }
  }
}

/** What a function is false of: where its field is there. Those that ask about that are never NULL. */
export function callFalsity(context: Context, node: Call, isNegative: boolean): Expr {
  const is = callTruth(context, node, !isNegative);
  const field = node.name === 'cidrmatch' ? node.args[1] : node.args[0];
  if (!['match', 'like', 'cidrmatch', 'in'].includes(node.name) || !field) return not(is);
  return and([presence(context, field, isNegative, false), not(is)]);
}
