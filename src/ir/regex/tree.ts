import { ALL, type CharSet, complement, isAll, NEWLINE, NONE } from './charset.ts';

/** A regular expression: what the rule wrote, and what it says. Found anywhere in a text. */
export interface Regex {
  /** PCRE, as written, without delimiters. */
  readonly source: string;
  readonly flags: RegexFlags;
  readonly tree: RegexNode;
}

/** Modifiers beside the pattern; those inside it (`(?i)`) are part of `source`. */
export interface RegexFlags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/**
 * The tree knows no flags: letters that ignore case are sets, `.` is a set, `^` and `$` look at
 * what stands beside them. Greedy and lazy are one, for we ask only whether there is a match.
 */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'concat'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'alt'; readonly items: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: RegexNode;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: 'look';
      readonly ahead: boolean;
      readonly negate: boolean;
      readonly item: RegexNode;
    }
  /** Between a word character and none; or, negated, not there. */
  | { readonly kind: 'boundary'; readonly negate: boolean }
  /** Remembers what it matched, for a back-reference of the same name. */
  | { readonly kind: 'capture'; readonly name: string; readonly item: RegexNode }
  | { readonly kind: 'backReference'; readonly name: string }
  /** Its first match is its only one: `(?>a+)`, `a++`. */
  | { readonly kind: 'atomic'; readonly item: RegexNode };

export const set = (of: CharSet): RegexNode => ({ kind: 'set', set: of });
export const EMPTY: RegexNode = { kind: 'concat', items: [] };
export const NEVER: RegexNode = set(NONE);
export const ANY_CHAR: RegexNode = set(ALL);
export const DOT: RegexNode = set(complement(NEWLINE));

export const textNode = (text: string): RegexNode =>
  concat([...text].map((char) => set([char.codePointAt(0)!, char.codePointAt(0)!])));

export function concat(items: readonly RegexNode[]): RegexNode {
  const flat = items.flatMap((item) => (item.kind === 'concat' ? item.items : [item]));
  if (flat.some(isNever)) return NEVER;
  return flat.length === 1 ? flat[0]! : { kind: 'concat', items: flat };
}

export function alt(items: readonly RegexNode[]): RegexNode {
  const flat = items
    .flatMap((item) => (item.kind === 'alt' ? item.items : [item]))
    .filter((item) => !isNever(item));
  if (flat.length === 0) return NEVER;
  return flat.length === 1 ? flat[0]! : { kind: 'alt', items: flat };
}

export function repeat(item: RegexNode, min: number, max: number): RegexNode {
  if (min === 1 && max === 1) return item;
  if (max === 0 || isEmptyText(item)) return EMPTY;
  if (isNever(item)) return min === 0 ? EMPTY : NEVER;
  return { kind: 'repeat', item, min, max };
}

export const star = (item: RegexNode): RegexNode => repeat(item, 0, Number.POSITIVE_INFINITY);
export const plus = (item: RegexNode): RegexNode => repeat(item, 1, Number.POSITIVE_INFINITY);
export const optional = (item: RegexNode): RegexNode => repeat(item, 0, 1);

export function isNever(node: RegexNode): boolean {
  return node.kind === 'set' && node.set.length === 0;
}

export function isEmptyText(node: RegexNode): boolean {
  return node.kind === 'concat' && node.items.length === 0;
}

export function isAnyChar(node: RegexNode): boolean {
  return node.kind === 'set' && isAll(node.set);
}

/** Any run of any characters, newlines included. */
export function isAnything(node: RegexNode): boolean {
  const endless = node.kind === 'repeat' && node.min === 0 && node.max === Number.POSITIVE_INFINITY;
  return endless && isAnyChar(node.item);
}

export const ANYTHING: RegexNode = star(ANY_CHAR);

/** No character stands before, or behind. */
export const EDGE = {
  start: { kind: 'look', ahead: false, negate: true, item: ANY_CHAR },
  end: { kind: 'look', ahead: true, negate: true, item: ANY_CHAR },
} as const satisfies Record<string, RegexNode>;
