import type { Cursor } from './cursor.ts';
import type { Expression } from './syntax.ts';

/* Expressions: `or` binds loosest, then `and`, `not`, comparisons, `+`. */

export interface Rules {
  /** `and` and `or` side by side want parentheses, and `not` what it is said of: nothing rests on which binds tighter. */
  readonly strict: boolean;
}

export function expression(cursor: Cursor, rules: Rules): Expression {
  return joined(cursor, rules, 'or', () =>
    joined(cursor, rules, 'and', () => negation(cursor, rules)),
  );
}

function joined(
  cursor: Cursor,
  { strict }: Rules,
  kind: 'and' | 'or',
  item: () => Expression,
): Expression {
  const start = cursor.here;
  const items = [item()];
  while (cursor.takeIf(kind)) {
    items.push(item());
  }
  if (items.length === 1) return items[0]!;
  if (
    strict &&
    kind === 'or' &&
    items.some((one) => one.kind === 'and' && !isEnclosed(cursor, one))
  )
    throw new Error(`and beside or at ${cursor.source.slice(start.at, start.at + 60)}`);
  return { kind, items };
}

const enclosed = new WeakMap<Cursor, WeakSet<Expression>>();
const isEnclosed = (cursor: Cursor, one: Expression): boolean =>
  enclosed.get(cursor)?.has(one) === true;

function negation(cursor: Cursor, rules: Rules): Expression {
  if (!cursor.takeIf('not')) return comparison(cursor, rules);
  if (rules.strict && !cursor.is('(')) cursor.fail('a parenthesis behind not');
  return { kind: 'not', item: negation(cursor, rules) };
}

const comparisons = ['==', '!=', '<', '<=', '>', '>='];

function comparison(cursor: Cursor, rules: Rules): Expression {
  const left = sum(cursor, rules);
  if (!cursor.is(...comparisons)) return left;
  const sign = cursor.take().text;
  return { kind: 'binary', sign, left, right: sum(cursor, rules) };
}

function sum(cursor: Cursor, rules: Rules): Expression {
  let left = primary(cursor, rules);
  while (cursor.is('+', '-', '*')) {
    const sign = cursor.take().text;
    left = { kind: 'binary', sign, left, right: primary(cursor, rules) };
  }
  return left;
}

function primary(cursor: Cursor, rules: Rules): Expression {
  const { kind, text } = cursor.here;
  if (kind === 'text') return { kind: 'value', value: cursor.take().text };
  if (kind === 'variable') return { kind: 'variable', name: cursor.take().text };
  if (kind === 'number') {
    cursor.take();
    return { kind: 'value', value: /^\d+$/.test(text) ? Number(text) : text };
  }
  if (cursor.takeIf('(')) {
    const inner = expression(cursor, rules);
    cursor.expect(')');
    const known = enclosed.get(cursor) ?? new WeakSet();
    enclosed.set(cursor, known.add(inner));
    return inner;
  }
  if (cursor.is('[')) return { kind: 'list', items: listed(cursor, rules, '[', ']') };
  const name = cursor.word();
  if (/^(?:and|or|not|if|then|else|elif|endif)$/.test(name)) cursor.fail('a value before');
  if (/^(?:null|NULL)$/.test(name)) return { kind: 'value', value: null };
  if (/^(?:true|false)$/i.test(name)) return { kind: 'value', value: /^t/i.test(name) };
  if (name.startsWith('column::')) return { kind: 'column', name: name.slice('column::'.length) };
  if (name.startsWith('filter::')) {
    const args = listed(cursor, rules, '(', ')');
    return { kind: 'filter', name: name.slice('filter::'.length), args };
  }
  if (!cursor.is('(')) return { kind: 'field', name };
  return { kind: 'call', name, args: listed(cursor, rules, '(', ')') };
}

function listed(cursor: Cursor, rules: Rules, open: string, close: string): readonly Expression[] {
  cursor.expect(open);
  const items: Expression[] = [];
  if (!cursor.is(close))
    do items.push(expression(cursor, rules));
    while (cursor.takeIf(','));
  cursor.expect(close);
  return items;
}
