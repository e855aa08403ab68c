import * as messages from '../messages/index.ts';
import { join, type Token } from '../token.ts';
import type { Node } from '../tree.ts';
import { type Cursor, isCloser } from './cursor.ts';
import { list, noValue, value } from './value.ts';
import { relationOf } from './words.ts';

/* What stands behind a field in words: `in (...)`, `is not null`, `between 1 and 3`. */

/** A relation of `left` to what follows; null where none does. */
export function relation(cursor: Cursor, left: Node): Node | null {
  const { here: first, dialect } = cursor;
  if (first?.kind !== 'word') return null;
  let count = 0;
  if (/^(?:does|do|did|is)$/.test(first.lower) && cursor.ahead(1)?.lower === 'not') count++;
  const negated = cursor.ahead(count)?.lower === 'not';
  if (negated) count++;
  const word = cursor.ahead(count);
  if (word?.lower === 'between' && dialect.id !== 'search') return between(cursor, left, count);
  const how = word?.kind === 'word' ? relationOf(word) : undefined;
  if (!word || !how) return isNull(cursor, left, first, negated, count);
  if (/^exists?$/.test(word.lower)) return exists(cursor, left, word, count);
  const after = cursor.ahead(count + 1);
  if (!after || !/^(?:string|word|bracket)$/.test(after.kind) || isCloser(after)) return null;
  const isLoud = word.text === word.text.toUpperCase() || word.lower === 'in';
  // in a search, these are words to look for unless they are written as operators are
  if (dialect.id === 'search' && !isLoud) return null;
  if (how === 'null') return isNull(cursor, left, first, negated, count);
  cursor.skip(count + 1);
  if (dialect.id === 'search' && how !== 'in') {
    const range = join(left, word);
    cursor.report(messages.foreignRelation(cursor.textOf(range), cursor.at(range)));
  }
  // "includes one of [...]"
  while (cursor.here?.kind === 'word' && /^(?:one|any|of)$/.test(cursor.here.lower)) cursor.take();
  if (how === 'in' && isRawEvent(cursor)) {
    cursor.skip(2);
    return { kind: 'call', name: 'raw event', args: [left], ...join(left, cursor.before!) };
  }
  const isBare = how === 'regex' && dialect.id === 'car' && cursor.here?.kind === 'word';
  const right = isBare ? [bareRegex(cursor)] : values(cursor);
  if (right.length === 0) return noValue(cursor, join(left, word));
  const to = Math.max(cursor.before!.to, left.to);
  return { kind: 'relation', how, left, right, negated, from: left.from, to };
}

/** `parent_exe exists`. To a search, these are words to look for. */
function exists(cursor: Cursor, left: Node, word: Token, count: number): Node | null {
  if (cursor.dialect.id === 'search') return null;
  cursor.skip(count + 1);
  return {
    kind: 'relation',
    how: 'null',
    left,
    right: [],
    negated: count === 0,
    ...join(left, word),
  };
}

/** `"lsass" in raw event`. */
const isRawEvent = (cursor: Cursor): boolean =>
  cursor.dialect.id === 'car' && cursor.here?.lower === 'raw' && cursor.ahead(1)?.lower === 'event';

/** A regular expression without its quotes: all up to a space, or to a bracket that is not its own. */
function bareRegex(cursor: Cursor): Node {
  const first = cursor.take();
  let last = first;
  let depth = 0;
  while (cursor.here?.isJoined) {
    if (cursor.here.kind === 'bracket') depth += isCloser(cursor.here) ? -1 : 1;
    if (depth < 0) break;
    last = cursor.take();
  }
  const range = join(first, last);
  const text = cursor.textOf(range);
  if (last !== first) cursor.report(messages.lostQuotes(text, cursor.at(range)));
  return { kind: 'word', text, ...range };
}

/** `is null`, `is not null`. */
function isNull(
  cursor: Cursor,
  left: Node,
  first: Token,
  negated: boolean,
  count: number,
): Node | null {
  if (first.lower !== 'is') return null;
  const at = negated ? count : 1;
  const isNegated = cursor.ahead(1)?.lower === 'not';
  const end = cursor.ahead(isNegated ? 2 : at);
  if (end?.lower !== 'null') return null;
  cursor.skip(isNegated ? 3 : at + 1);
  return {
    kind: 'relation',
    how: 'null',
    left,
    right: [],
    negated: isNegated,
    ...join(left, end),
  };
}

/** `a between 1 and 3`, `a not between 1 and 3`. */
function between(cursor: Cursor, left: Node, count: number): Node {
  const word = cursor.ahead(count)!;
  cursor.skip(count + 1);
  const low = value(cursor);
  if (cursor.here?.lower === 'and') cursor.take();
  const high = low && value(cursor);
  if (!low || !high) return noValue(cursor, join(left, word));
  const range = join(left, high);
  const items: Node[] = [
    { kind: 'compare', left, sign: '>=', right: low, ...range },
    { kind: 'compare', left, sign: '<=', right: high, ...range },
  ];
  const both: Node = { kind: 'and', items, ...range };
  return count > 0 ? { kind: 'not', item: both, ...range } : both;
}

/** The values behind IN and its kin: a list in brackets, or one. */
function values(cursor: Cursor): readonly Node[] {
  if (cursor.here?.kind === 'bracket' && cursor.isOpen) return list(cursor, cursor.take());
  const one = value(cursor, true);
  return one ? [one] : [];
}
