import * as messages from '../messages/index.ts';
import { join, type Range, type Token } from '../token.ts';
import type { Node, Text, Unknown } from '../tree.ts';
import { everything } from './all.ts';
import { type Cursor, isCloser } from './cursor.ts';
import { isArithmetic, isFunction } from './words.ts';

/* One side of a test: a word, a text, a call, a list, or an expression in brackets. */

export function value(cursor: Cursor, isBehindSign = false): Node | null {
  if (!cursor.isOpen) return null;
  const node = primary(cursor, isBehindSign);
  return node && cursor.dialect.id !== 'search' ? sum(cursor, node, isBehindSign) : node;
}

/** A sum: what it comes to can't be told of the event's fields. */
function sum(cursor: Cursor, first: Node, isBehindSign: boolean): Node {
  let node = first;
  for (;;) {
    const sign = cursor.here;
    if (sign?.kind !== 'word' || !(isArithmetic(sign) || /^[-+]\d/.test(sign.text))) return node;
    const after = cursor.ahead(1);
    if (isBehindSign && cursor.dialect.id === 'car' && sign.text === '*') return node;
    if (isArithmetic(sign) && (!after || isCloser(after) || after.kind === 'sign')) return node;
    cursor.take();
    let next: Range | null = isArithmetic(sign) ? primary(cursor, false) : null;
    if (/^(?:second|minute|hour|day|week|month)s?$/.test(cursor.here?.lower ?? ''))
      next = cursor.take();
    node = { kind: 'unknown', why: 'computed', ...join(node, next ?? sign) };
  }
}

function primary(cursor: Cursor, isBehindSign: boolean): Node | null {
  const { here: token, dialect } = cursor;
  if (!token || isCloser(token)) return null;
  switch (token.kind) {
    case 'bracket':
      return group(cursor, isBehindSign);
    case 'macro':
      return { kind: 'unknown', why: 'macro', ...rangeOf(cursor.take()) };
    case 'string':
      return textOf(cursor.take());
    case 'word':
      break;
    default:
      return null;
  }
  const after = cursor.ahead(1);
  const isCall = after?.kind === 'bracket' && after.text === '(' && after.isJoined;
  if (isCall && isFunction(token, dialect)) return call(cursor);
  cursor.take();
  const isSum = /^[\w.]+(?:[-+*/%][\w.]+)+$/.test(token.text) && !/^[\d.-]+$/.test(token.text);
  return dialect.id === 'where' && isSum
    ? { kind: 'unknown', why: 'computed', ...rangeOf(token) }
    : { kind: 'word', text: token.text, ...rangeOf(token) };
}

function call(cursor: Cursor): Node {
  const name = cursor.take();
  cursor.take();
  const args: Node[] = [];
  let end: Range = name;
  cursor.deeper(() => {
    while (cursor.isOpen) {
      if (cursor.here!.kind === 'comma') {
        cursor.take();
        continue;
      }
      const { here } = cursor;
      // an argument ends at a comma, which an expression would pass over
      const part = cursor.toComma();
      const arg = part ? everything(part) : cursor.expression();
      if (part) cursor.behind(part);
      if (arg) args.push(arg);
      if (cursor.here === here) cursor.drop();
    }
    if (cursor.here) end = cursor.take();
  });
  return { kind: 'call', name: name.lower, args, ...join(name, end) };
}

/** What stands in brackets: an expression, a list, or another search. */
export function group(cursor: Cursor, isBehindSign: boolean): Node | null {
  const open = cursor.take();
  if (open.text === '[' && cursor.dialect.id === 'search') return subsearch(cursor, open);
  if (open.text === '[' || open.text === '{') {
    const args = list(cursor, open);
    // CAR writes fields as [log_name]
    if (args.length === 1 && !isBehindSign) return args[0]!;
    return { kind: 'call', name: 'list', args, ...join(open, cursor.before!) };
  }
  const inner = cursor.deeper(() => cursor.expression());
  while (cursor.isOpen && !cursor.isTooDeep) cursor.drop();
  const close = cursor.here ? cursor.take() : null;
  if (inner || cursor.isTooDeep) return inner;
  const range = close ? join(open, close) : open;
  cursor.report(messages.emptyBrackets(cursor.textOf(range), cursor.at(range)));
  return null;
}

/** Values up to the bracket that closes them. Operators between them are no more than commas. */
export function list(cursor: Cursor, open: Token): Node[] {
  const values: Node[] = [];
  while (cursor.isOpen) {
    const token = cursor.here!;
    if (token.kind === 'comma' || token.kind === 'end') cursor.take();
    else if (token.lower === 'or' && token.kind === 'word') {
      cursor.report(messages.listOperator(token.text, cursor.at(token)));
      cursor.take();
    } else if (token.kind === 'string' || (token.kind === 'word' && token.lower !== 'and')) {
      const one = value(cursor, true);
      if (one) values.push(one);
    } else break;
  }
  if (cursor.here && !cursor.isOpen) cursor.take();
  else {
    // `IN ("*a*" AND b IN ("c"))`: the list ended before
    const end = cursor.before ?? open;
    cursor.report(messages.listEnd(cursor.textOf(end), cursor.at(end)));
  }
  return values;
}

function subsearch(cursor: Cursor, open: Token): Node {
  const from = cursor.here?.from ?? open.to;
  let depth = 1;
  let to = open.to;
  let last: Token = open;
  while (cursor.here) {
    const token = cursor.take();
    last = token;
    if (token.text === '[' && token.kind === 'bracket') depth++;
    if (token.text === ']' && token.kind === 'bracket' && --depth === 0) break;
    to = token.to;
  }
  return { kind: 'subsearch', inner: { from, to: Math.max(from, to) }, ...join(open, last) };
}

/** What stands in place of a test whose value is missing. */
export function noValue(cursor: Cursor, range: Range): Unknown {
  cursor.report(messages.noValue(cursor.textOf(range), cursor.at(range)));
  return { kind: 'unknown', why: 'broken', ...range };
}

export const textOf = (token: Token): Text => ({
  kind: 'string',
  text: token.text,
  quote: token.quote!,
  ...rangeOf(token),
});

const rangeOf = ({ from, to }: Range): Range => ({ from, to });
