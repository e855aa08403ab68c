import { decimalOf } from '../../../ir/decimal.ts';
import type { Atom, Expr, Keyword } from '../../../ir/expr.ts';
import { networkText } from '../../../ir/network.ts';
import { ANY, type Pattern, pattern } from '../../../ir/pattern.ts';
import { requiredPattern } from '../../../ir/regex/required.ts';
import { hasOtherCases } from './pcre.ts';
import { isModifier, quote, searchField } from './quote.ts';

/**
 * What the `search` command can be asked of an expression: never less than the expression says, and
 * the same where `exact`. `text` is null where nothing can be asked, so that every event passes.
 */
export interface Asked {
  readonly text: string | null;
  readonly exact: boolean;
  /** What the text is made of, for who puts it beside others. */
  readonly shape: 'term' | 'and' | 'or';
}

const everything: Asked = { text: null, exact: true, shape: 'term' };
const open: Asked = { text: null, exact: false, shape: 'term' };
const nothing: Asked = { text: 'NOT *', exact: true, shape: 'term' };
const term = (text: string, exact = true): Asked => ({ text, exact, shape: 'term' });

export function ask(expr: Expr): Asked {
  switch (expr.kind) {
    case 'and':
      return joinAnd(expr.items.map(ask));
    case 'or':
      return askOr(expr.items);
    case 'not':
      return askNot(expr.item);
    default:
      return askAtom(expr);
  }
}

/** Every part in one search: AND is what stands between terms. OR binds tighter, but is put in parentheses. */
export function joinAnd(parts: readonly Asked[]): Asked {
  const asked = parts.filter(({ text }) => text !== null);
  const exact = parts.every((part) => part.exact);
  if (asked.length === 0) return exact ? everything : open;
  if (asked.length === 1) return { ...asked[0]!, exact };
  return { text: asked.map((part) => inParentheses(part, 'or')).join(' '), exact, shape: 'and' };
}

function joinOr(parts: readonly Asked[]): Asked {
  if (parts.length === 0) return nothing;
  const exact = parts.every((part) => part.exact);
  if (parts.some(({ text }) => text === null)) return exact ? everything : open;
  if (parts.length === 1) return parts[0]!;
  return { text: parts.map((part) => inParentheses(part, 'and')).join(' OR '), exact, shape: 'or' };
}

const inParentheses = ({ text, shape }: Asked, where: 'and' | 'or'): string =>
  shape === where ? `(${text})` : text!;

/** The values of one field, which become one IN. */
interface Values {
  readonly field: string;
  readonly texts: string[];
  exact: boolean;
}

function askOr(items: readonly Expr[]): Asked {
  const parts: (Asked | Values)[] = [];
  let values: Values | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (!isTest(item) || (item.field !== values?.field && isModifier(item.field))) {
      parts.push(ask(item));
      continue;
    }
    const { field } = item;
    const value = valueText(item);
    if (!value) {
      parts.push(ask(item));
      continue;
    }
    if (values?.field !== field)
      values = parts.find((part): part is Values => 'field' in part && part.field === field);
    if (!values) {
      values = { field, texts: [], exact: true };
      parts.push(values);
    }
    values.texts.push(value.text);
    values.exact &&= value.exact;
  }
  return joinOr(parts.map((part) => ('field' in part ? askIn(part) : part)));
}

function askIn({ field, texts, exact }: Values): Asked {
  const name = searchField(field);
  const list = texts.length === 1 ? texts : [...new Set(texts)];
  return term(list.length === 1 ? `${name}=${list[0]}` : `${name} IN (${list.join(', ')})`, exact);
}

/** What can't be asked exactly can't be turned round; then its parts may still. */
function askNot(item: Expr): Asked {
  const asked = ask(item);
  if (asked.exact) {
    if (asked.text === null) return nothing;
    return term(asked.shape === 'term' ? `NOT ${asked.text}` : `NOT (${asked.text})`);
  }
  if (item.kind === 'and') return joinOr(item.items.map(askNot));
  if (item.kind === 'or') return joinAnd(item.items.map(askNot));
  return open;
}

type Test = Exclude<Atom, Keyword>;
const isTest = (expr: Expr): expr is Test =>
  expr.kind !== 'and' && expr.kind !== 'or' && expr.kind !== 'not' && expr.kind !== 'keyword';

function askAtom(atom: Atom): Asked {
  if (atom.kind === 'keyword') return askKeyword(atom);
  if (isModifier(atom.field)) return open;
  const name = searchField(atom.field);
  const value = valueText(atom);
  if (value) return term(`${name}=${value.text}`, value.exact);
  switch (atom.kind) {
    case 'compare': {
      // other texts are compared as texts, and numbers to some 15 digits, so it finds more
      const sign = atom.order === 'lt' || atom.order === 'lte' ? '<=' : '>=';
      return term(`${name}${sign}${decimalOf(atom.value)}`, false);
    }
    case 'null':
      return term(`NOT ${name}=*`);
    case 'exists':
      return term(`${name}=*`);
    case 'sameAs':
      if (isModifier(atom.other)) return open;
      return { text: `${name}=* ${searchField(atom.other)}=*`, exact: false, shape: 'and' };
    default:
      return term(`${name}=*`, false);
  }
}

/** What stands behind `field=`, and whether it says all that the test does. */
interface Value {
  readonly text: string;
  readonly exact: boolean;
}

/** The value of a test that is for one. */
function valueText(atom: Test): Value | null {
  switch (atom.kind) {
    case 'match':
      return patternValue(atom.pattern, !atom.cased);
    case 'number': {
      const text = String(atom.value);
      return { text, exact: !text.includes('e') }; // the case of 1e-7 counts
    }
    case 'boolean':
      return { text: quote(String(atom.value)), exact: false }; // the case of its letters counts
    case 'cidr':
      return { text: quote(networkText(atom.network)), exact: true };
    case 'regex':
      return { ...patternValue(requiredPattern(atom.regex.tree), true), exact: false };
    default:
      return null;
  }
}

/** A value with `*`, which can't be escaped; what `search` can't be told becomes a `*` too. */
function patternValue(of: Pattern, fold: boolean): Value {
  let exact = true;
  let value = '';
  for (let i = 0; i < of.length; i++) {
    const piece = of[i]!;
    if (piece.kind !== 'text') {
      if (piece.kind !== 'any') exact = false;
      value += '*';
      continue;
    }
    const { text } = piece;
    if (!fold && /[A-Za-z]/.test(text)) exact = false;
    if (isPlain(text)) value += text;
    else {
      if (hasOtherCases(text) || unspeakable.test(text)) exact = false;
      value += text.replace(new RegExp(unspeakable, 'g'), '*');
    }
  }
  if (!exact) value = value.replace(/\*{2,}/g, '*');
  if (value === '*') return { text: '*', exact };
  // without a wildcard, a network would be taken for one
  if (value.includes('/') && /^[\dA-Fa-f.:]+\/\d+$/.test(value))
    return { text: quote(value.replace('/', '*')), exact: false };
  return { text: quote(value), exact };
}

/** Nothing in the text needs a second look. */
const isPlain = (text: string): boolean => /^[ -)+-_a-~]*$/.test(text);

/** What can't stand in a value: a wildcard, what begins a macro, and what has no sign. */
const unspeakable = /[*`\x00-\x1f\x7f]+/;

/**
 * A keyword is looked for in `_raw`. Splunk's index holds words, so what the search asks for is the
 * words of the keyword, each of them anywhere in a word; a keyword that is one word needs no more.
 */
function askKeyword({ pattern: of, cased }: Keyword): Asked {
  const pieces = pattern([ANY, ...of, ANY]).filter((piece) => piece.kind !== 'any');
  const words = pieces.flatMap((piece) =>
    piece.kind === 'text' ? piece.text.split(/[^A-Za-z0-9]+/) : [],
  );
  const [only] = pieces;
  const one = pieces.length === 1 && only?.kind === 'text' && /^[A-Za-z0-9]+$/.test(only.text);
  const exact = one && (!cased || !/[A-Za-z]/.test(only.text));
  const asked = words.filter((word) => word.length >= (one ? 1 : 3)).map((word) => `*${word}*`);
  if (asked.length === 0) return open;
  return { text: asked.join(' '), exact, shape: asked.length > 1 ? 'and' : 'term' };
}
