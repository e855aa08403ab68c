import type { Match } from '../../../ir/expr.ts';
import { type Simple, simple } from '../../../ir/pattern.ts';
import { escapeRegexp } from '../lucene/escape.ts';
import { type Clause, prefix, regexp, term, wildcard } from './clauses.ts';
import * as limits from './limits.ts';

/** Whether the case of ASCII letters is of any moment to a text. */
export const folds = (text: string, cased: boolean): boolean => !cased && /[A-Za-z]/.test(text);

/** A match that is one text, or null. */
export interface Literal extends Simple {
  readonly fold: boolean;
}

export function literalOf({ pattern, cased }: Match): Literal | null {
  const parts = simple(pattern);
  return parts && { ...parts, fold: folds(parts.text, cased) };
}

export function literalClause(field: string, { where, text, fold }: Literal): Clause {
  switch (where) {
    case 'whole':
      // an empty text that ignores case finds nothing in OpenSearch, as it is it finds the empty
      return term(field, text, fold);
    case 'start':
      return prefix(field, text, fold);
    case 'end':
      return wildcard(field, `*${escapeWildcard(text)}`, fold);
    case 'anywhere':
      // `*` alone: all text; exists would find objects too
      return wildcard(field, text === '' ? '*' : `*${escapeWildcard(text)}*`, fold);
  }
}

/** Only `*`, `?` and the backslash mean anything in a wildcard query. */
export const escapeWildcard = (text: string): string => text.replace(/[*?\\]/g, '\\$&');

const frames = {
  whole: ['', ''],
  start: ['', '.*'],
  end: ['.*', ''],
  anywhere: ['.*', '.*'],
} as const;

/**
 * Many texts as few regular expressions, each within an engine's length. Texts that begin alike come
 * to stand together, and what they share is written once.
 *
 * The engine's own `case_insensitive` is used where it is the same in all of them: Lucene 10 takes
 * `s` for the long s too and `k` for the Kelvin sign, and folds what is not ASCII.
 *
 * @param isSpelledOut all letters are, for the field's expressions take no `case_insensitive`
 */
export function literalsClauses(
  field: string,
  where: Simple['where'],
  texts: readonly string[],
  fold: boolean,
  isSpelledOut: boolean,
): Clause[] {
  const spelledOut = (text: string) => isSpelledOut || /[kKsS]|[^\0-\x7f]/.test(text);
  const sorted = sortAlike(texts, fold);
  const [byParameter, byClasses] = fold
    ? [sorted.filter((text) => !spelledOut(text)), sorted.filter(spelledOut)]
    : [sorted, []];
  return [
    ...packTexts(where, byParameter, escapeRegexp).map((value) =>
      regexp(field, value, 'NONE', fold),
    ),
    ...packTexts(where, byClasses, foldRegexp).map((value) => regexp(field, value, 'NONE', false)),
  ];
}

/** Sorted, each once, as the engine tells them apart. */
export function sortAlike(texts: readonly string[], fold: boolean): string[] {
  const same = fold ? lowerAscii : (text: string) => text;
  return [...new Map(texts.map((text) => [same(text), text])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text);
}

const lowerAscii = (text: string): string =>
  text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

/** Expressions as alternatives of as few as their length allows. */
export function pack(where: Simple['where'], alternatives: readonly string[]): string[] {
  const [before, behind] = frames[where];
  const room = limits.regexLength - before.length - behind.length - 2;
  const packs: string[] = [];
  for (const alternative of alternatives) {
    const joined = `${packs.at(-1)}|${alternative}`;
    if (packs.length > 0 && joined.length <= room) packs[packs.length - 1] = joined;
    else packs.push(alternative);
  }
  return packs.map((inside) => `${before}(${inside})${behind}`);
}

/** Sorted texts as alternatives of as few expressions as their length allows. */
function packTexts(
  where: Simple['where'],
  texts: readonly string[],
  spell: (text: string) => string,
): string[] {
  const [before, behind] = frames[where];
  const room = limits.regexLength - before.length - behind.length - 3;
  const packs: { shared: string; texts: string[]; rest: number }[] = [];
  for (const text of texts) {
    const open = packs.at(-1);
    if (open) {
      const shared = open.shared.slice(0, sharedLength(open.shared, text));
      const length = spell(text.slice(shared.length)).length + 1;
      // what is no longer shared by all is written once for each
      const lost = spell(open.shared).length - spell(shared).length;
      const rest = open.rest + length + lost * open.texts.length;
      if (spell(shared).length + rest <= room) {
        open.texts.push(text);
        open.shared = shared;
        open.rest = rest;
        continue;
      }
    }
    packs.push({ shared: text, texts: [text], rest: 1 });
  }
  return packs.map(({ shared, texts: inside }) => {
    const rests = inside.map((text) => spell(text.slice(shared.length)));
    const some = rests.filter((rest) => rest !== '');
    // an alternative can't be empty
    const optional = some.length < rests.length ? '?' : '';
    const either = some.length === 0 ? '' : `(${some.join('|')})${optional}`;
    return `${before}${spell(shared)}${either}${behind}`;
  });
}

/** How much of two texts is the same, not cutting a character in two. */
export function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return /[\ud800-\udbff]/.test(a[length - 1] ?? '') ? length - 1 : length;
}

/** Whether the text can be an alternative at all. */
export const fitsRegexp = (text: string, fold: boolean): boolean =>
  (fold ? foldRegexp(text) : escapeRegexp(text)).length <= limits.regexLength - 10;

/** The text with each ASCII letter in both cases. */
export const foldRegexp = (text: string): string =>
  escapeRegexp(text).replace(/[A-Za-z]/g, (char) => `[${char.toUpperCase()}${char.toLowerCase()}]`);
