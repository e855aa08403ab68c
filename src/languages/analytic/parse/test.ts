import * as messages from '../messages/index.ts';
import { join, type Range, type Token } from '../token.ts';
import type { Node, Sign, Word } from '../tree.ts';
import type { Cursor } from './cursor.ts';
import { relation } from './relation.ts';
import { group, noValue, textOf, value } from './value.ts';
import { operatorOf, relationOf } from './words.ts';

/** A value, and what it is held against if something follows. */
export function test(cursor: Cursor): Node | null {
  const left = value(cursor);
  if (!left) return null;
  if (cursor.here?.kind === 'sign') return comparison(cursor, left);
  return relation(cursor, left) ?? lostSign(cursor, left);
}

/** `a=b`, and `1 < a < 3`. */
function comparison(cursor: Cursor, first: Node): Node {
  const parts: Node[] = [];
  let left = first;
  while (cursor.here?.kind === 'sign') {
    const written = cursor.take();
    const sign = signOf(written.text);
    if (cursor.dialect.id === 'search') signMends(cursor, written, sign);
    while (cursor.here?.kind === 'sign') cursor.drop();
    const right = cursor.isOpen ? rightSide(cursor) : null;
    if (!right) {
      parts.push(noValue(cursor, join(left, written)));
      break;
    }
    parts.push({ kind: 'compare', left, sign, right, ...join(left, right) });
    if (left.kind === 'word') cursor.lastField = left.text;
    left = right;
  }
  return parts.length === 1
    ? parts[0]!
    : { kind: 'and', items: parts, ...join(first, parts.at(-1)!) };
}

/** A search takes neither another language's signs nor spaces around its own. */
function signMends(cursor: Cursor, written: Token, sign: Sign): void {
  if (written.text === '==' || written.text === '=~' || written.text === '<>')
    cursor.report(messages.sign(written.text, sign, cursor.at(written)));
  const { text } = cursor.view;
  const range = { from: written.from, to: written.to };
  while (/[ \t]/.test(text[range.from - 1] ?? '')) range.from--;
  while (/[ \t]/.test(text[range.to] ?? '')) range.to++;
  if (range.to - range.from > written.to - written.from && (sign === '=' || sign === '!='))
    cursor.report(messages.spaces(cursor.textOf(range), sign, cursor.at(range)));
}

/** What stands behind a sign. Several values in brackets are any of them. */
function rightSide(cursor: Cursor): Node | null {
  const { here, dialect } = cursor;
  if (here?.kind === 'bracket' && dialect.id !== 'where') return group(cursor, true);
  const right = value(cursor, true);
  return right?.kind === 'word' && dialect.id === 'car' ? bareText(cursor, right) : right;
}

/** Words behind a sign that have lost their quotes: all up to the next operator. */
function bareText(cursor: Cursor, first: Word): Node {
  let last: Range = first;
  while (cursor.here?.kind === 'word' && !operatorOf(cursor.here, cursor.dialect)) {
    const after = cursor.ahead(1);
    if (after?.kind === 'sign' || relationOf(after)) break;
    last = cursor.take();
  }
  if (last === first) return first;
  const range = join(first, last);
  const text = cursor.textOf(range);
  cursor.report(messages.lostQuotes(text, cursor.at(range)));
  return { kind: 'word', text, ...range };
}

/** `TargetFilename "C:\*"`: a field that others have a sign behind, and a value. */
function lostSign(cursor: Cursor, left: Node): Node {
  const { here, dialect } = cursor;
  if (left.kind !== 'word' || here?.kind !== 'string' || !cursor.fields.has(left.text)) return left;
  cursor.take();
  const right = textOf(here);
  const usesLike = () =>
    cursor.tokens.some(({ kind, lower }) => kind === 'word' && lower === 'like');
  const isLike = /%/.test(here.text) && (dialect.id === 'where' || usesLike());
  const after = `${left.text}${isLike ? ' LIKE ' : '='}${cursor.textOf(here)}`;
  const range = join(left, here);
  cursor.report(messages.lostSign(cursor.textOf(range), after, cursor.at(range)));
  return isLike
    ? { kind: 'relation', how: 'like', left, right: [right], negated: false, ...range }
    : { kind: 'compare', left, sign: '=', right, ...range };
}

function signOf(text: string): Sign {
  if (text === '==' || text === '=~') return '=';
  return text === '<>' ? '!=' : (text as Sign);
}
