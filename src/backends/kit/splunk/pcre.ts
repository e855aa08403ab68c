import type { Pattern } from '../../../ir/pattern.ts';
import { type CharSet, complement, only, pairs } from '../../../ir/regex/charset.ts';
import { printTree } from '../../../ir/regex/print.ts';
import type { Regex, RegexNode } from '../../../ir/regex/tree.ts';

/*
 * Regular expressions as `match` takes them: PCRE, found anywhere in the text. A backtick would begin
 * a macro and a control character may not survive the way to the server: both are written as codes.
 */

/** A pattern held against the whole text. */
export function patternRegex(of: Pattern, cased: boolean): string {
  const classes = !cased && needsClasses(of);
  const fold = !cased && of.some((piece) => piece.kind === 'text' && /[A-Za-z]/.test(piece.text));
  return `${fold && !classes ? '(?i)' : ''}${patternBody(of, classes && fold)}`;
}

/** Whether patterns that ignore case may share an expression: the flag says the same of all. */
export const needsClasses = (of: Pattern): boolean =>
  of.some((piece) => piece.kind === 'text' && hasOtherCases(piece.text));

/** The pattern without flags; with `classes`, ASCII letters stand as both their cases. */
export function patternBody(of: Pattern, classes: boolean): string {
  const first = of[0];
  const last = of.at(-1);
  const before = first?.kind === 'any' ? '' : '^';
  const behind = last?.kind === 'any' ? '' : '\\z';
  const inner = of
    .map((piece, i) => {
      if (piece.kind === 'text') return classes ? bothCases(piece.text) : escapeText(piece.text);
      if (piece.kind === 'one') return '(?s:.)';
      return i === 0 || i === of.length - 1 ? '' : '(?s:.*)';
    })
    .join('');
  return `${before}${inner}${behind}`;
}

/** A rule's own regular expression, which is PCRE already. */
export function regexText({ source, flags }: Regex): string {
  const on = (['i', 'm', 's'] as const).filter((flag) => flags[flag]).join('');
  const written = source
    .replace(/\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g, (whole, quoted?: string) =>
      quoted === undefined ? whole : escapeText(quoted),
    )
    // a backslash before a sign that is not a letter says that it stands for itself
    .replace(/\\([\s\S])|[`\x00-\x1f\x7f]/g, (whole, escaped?: string) =>
      escaped !== undefined && !unsafe.test(escaped) ? whole : code(escaped ?? whole),
    );
  return `${on ? `(?${on})` : ''}${written}`;
}

const unsafe = /[`\x00-\x1f\x7f]/;

/**
 * Whether a regular expression may have comments, or spaces that mean nothing, written with what can't
 * be: their end would get lost.
 */
export const hasHiddenSpace = ({ source }: Regex): boolean =>
  /\(\?\^?[a-z]*x/i.test(source) && unsafe.test(source);

/** A tree of our own making, without looks, held against the whole text. */
export const wholeRegex = (tree: RegexNode): string =>
  `^(?:${printTree(tree, { point: (point) => escapeText(String.fromCodePoint(point)), set: printClass })})\\z`;

const code = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;

const escapeText = (text: string): string =>
  text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&').replace(/[`\x00-\x1f\x7f]/g, code);

const bothCases = (text: string): string =>
  escapeText(text).replace(/\\x[0-9a-f]{2}|[A-Za-z]/g, (part) =>
    part.length > 1 ? part : `[${part.toUpperCase()}${part.toLowerCase()}]`,
  );

function printClass(set: CharSet): string {
  if (set.length === 0) return '(?!)';
  const point = only(set);
  if (point !== null) return escapeText(String.fromCodePoint(point));
  const rest = complement(set);
  const [negated, shown] = rest.length < set.length ? ['^', rest] : ['', set];
  const char = (code: number) => {
    const text = String.fromCodePoint(code);
    return /[\\\]^[-]/.test(text) ? `\\${text}` : text;
  };
  const ranges = pairs(shown).map(([first, last]) =>
    first === last ? char(first) : `${char(first)}-${char(last)}`,
  );
  return `[${negated}${ranges.join('')}]`;
}

/** Letters outside ASCII have cases that PCRE ignores with `i`, and a rule does not. */
export const hasOtherCases = (text: string): boolean => {
  const rest = text.replace(/[\0-\x7f]+/g, '');
  return rest.toLowerCase() !== rest || rest.toUpperCase() !== rest;
};
