import { always, and, never, not } from '../../../ir/build.ts';
import type { Expr, Order } from '../../../ir/expr.ts';
import { parseNetwork } from '../../../ir/network.ts';
import { parseRegex } from '../../../ir/regex/parse.ts';
import { RegexFault } from '../../../ir/regex/pcre.ts';
import * as messages from '../messages/index.ts';
import { isSourceField, isTimeModifier } from '../sources.ts';
import { gapOf, isNumber, unescaped } from '../value.ts';
import type { Context } from './context.ts';
import { sourceTest } from './source-test.ts';
import type { FieldTest } from './test.ts';
import { textTest } from './text-test.ts';

/** What a test of one of the event's fields is true of. */
export function fieldTest(context: Context, name: string, test: FieldTest): Expr {
  const { sign, value, at, isNegative } = test;
  const place = context.at(at);
  if (isTimeModifier(name)) {
    context.to.report(messages.whenToLook(context.textOf(at), place));
    return isNegative ? never : always;
  }
  if (/^_?(?:index)?time(?:stamp)?$/i.test(name) && sign !== '=')
    return context.open('time', at, isNegative);
  if (isSourceField(name)) return sourceTest(context, name, test);
  const { field } = context.field(name);
  if (field === 'EventID' && (sign === '=' || sign === 'in')) context.to.sources.event(value.text);
  switch (sign) {
    case '!=': {
      const is = fieldTest(context, name, { ...test, sign: '=', isNegative: !isNegative });
      if (is.kind === 'exists') return { ...is, kind: 'null' }; // field!=*
      return and([{ kind: 'exists', field, at: place }, not(is)]);
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(context, field, sign, test);
    case 'regex':
      return regex(context, field, test);
    case 'cidr':
      return network(context, field, test);
    default:
      return textTest(context, name, test);
  }
}

const orders: Readonly<Record<'<' | '<=' | '>' | '>=', Order>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

function compare(
  context: Context,
  field: string,
  sign: keyof typeof orders,
  { value, at, isNegative }: FieldTest,
): Expr {
  const written = context.given(value).text;
  if (isNumber(written))
    return {
      kind: 'compare',
      field,
      order: orders[sign],
      value: Number(written),
      at: context.at(at),
    };
  const isName = value.kind === 'word' && /^[A-Za-z_]\w*$/.test(written);
  const gap = gapOf(written) ?? (isName ? written : null);
  if (gap === null) return context.open('computed', at, isNegative);
  context.to.report(messages.unknownName(gap, context.at(value)));
  return never;
}

function regex(context: Context, field: string, { value: written, at }: FieldTest): Expr {
  const value = context.given(written);
  const gap = value.text.startsWith('__') ? gapOf(value.text) : null;
  if (gap !== null) {
    context.to.report(messages.unknownName(gap, context.at(value)));
    return never;
  }
  const raw = value.text.replace(/(?<!\\)((?:\\\\)*)\\"/g, '$1"');
  const flags = { i: false, m: false, s: false };
  // a string of eval loses a backslash of two before it is a regular expression; `regex` takes it as it is
  const [one, other] = context.isThreeValued
    ? [unescaped(value.text), raw]
    : [raw, unescaped(value.text)];
  const first = parseRegex(one, flags);
  if (!(first instanceof RegexFault))
    return { kind: 'regex', field, regex: first, at: context.at(at) };
  const second = parseRegex(other, flags);
  if (!(second instanceof RegexFault) && one !== other) {
    context.to.report(messages.backslashes(one, other, context.at(value)));
    return { kind: 'regex', field, regex: second, at: context.at(at) };
  }
  context.to.report(messages.badRegex(first.message, context.at(value)));
  return never;
}

function network(context: Context, field: string, { value: written, at }: FieldTest): Expr {
  const value = context.given(written);
  const found = parseNetwork(value.text);
  if (found) return { kind: 'cidr', field, network: found, at: context.at(at) };
  context.to.report(messages.badNetwork(value.text, context.at(value)));
  return never;
}
