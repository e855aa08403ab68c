import { ALL, type CharSet, equal, intersect, isAll, isEmpty } from '../../../ir/regex/charset.ts';

/**
 * A regular language, as Lucene's automata know them: no looks, no memory; but, unlike PCRE, what
 * two languages share (`&`) and what one lacks (`~`). It is held against the whole text.
 */
export type Plain =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'concat'; readonly items: readonly Plain[] }
  | { readonly kind: 'alt'; readonly items: readonly Plain[] }
  | { readonly kind: 'repeat'; readonly item: Plain; readonly min: number; readonly max: number }
  | { readonly kind: 'both'; readonly left: Plain; readonly right: Plain }
  | { readonly kind: 'except'; readonly item: Plain };

const ENDLESS = Number.POSITIVE_INFINITY;

export const set = (of: CharSet): Plain => ({ kind: 'set', set: of });
/** The language of the empty text alone. */
export const EPSILON: Plain = { kind: 'concat', items: [] };
/** The language without texts. */
export const VOID: Plain = set([]);
export const ANYTHING: Plain = { kind: 'repeat', item: set(ALL), min: 0, max: ENDLESS };

export function isVoid(of: Plain): boolean {
  return of.kind === 'set' && isEmpty(of.set);
}

export function isEpsilon(of: Plain): boolean {
  return of.kind === 'concat' && of.items.length === 0;
}

export function isAnything(of: Plain): boolean {
  const endless = of.kind === 'repeat' && of.min === 0 && of.max === ENDLESS;
  return endless && of.item.kind === 'set' && isAll(of.item.set);
}

export function concat(items: readonly Plain[]): Plain {
  const flat: Plain[] = [];
  for (const item of items.flatMap((one) => (one.kind === 'concat' ? one.items : [one]))) {
    if (isVoid(item)) return VOID;
    const last = flat.at(-1);
    if (!(last && isAnything(last) && isAnything(item))) flat.push(item);
  }
  return flat.length === 1 ? flat[0]! : { kind: 'concat', items: flat };
}

export function alt(items: readonly Plain[]): Plain {
  const flat: Plain[] = [];
  let empty = false;
  for (const item of items.flatMap((one) => (one.kind === 'alt' ? one.items : [one]))) {
    if (isAnything(item)) return ANYTHING;
    if (isEpsilon(item)) empty = true;
    else if (!isVoid(item) && !flat.some((other) => same(other, item))) flat.push(item);
  }
  if (flat.length === 0) return empty ? EPSILON : VOID;
  const factored = factor(factor(flat, 'first'), 'last');
  const one: Plain = factored.length === 1 ? factored[0]! : { kind: 'alt', items: factored };
  const whole = one.kind === 'alt' && one.items.length === 1 ? one.items[0]! : one;
  return empty && !nullable(whole) ? repeat(whole, 0, 1) : whole;
}

/** More alternatives than this are left as they are: each is held against each. */
const mostFactored = 64;

/**
 * Alternatives that begin alike become one, with the rest behind it: `ab|ac` is `a(b|c)`. So do those
 * that end with one of them, `xa|ya|a` is `(x|y)?a`, which is what looks are written out as; and those
 * that begin or end with anything, which an engine need not tell apart then.
 */
function factor(items: readonly Plain[], side: 'first' | 'last'): readonly Plain[] {
  if (items.length < 2 || items.length > mostFactored) return items;
  const sequences = items.map((item) => (item.kind === 'concat' ? item.items : [item]));
  const common = side === 'first' ? sequences.reduce((a, b) => alike(a, b, side)) : [];
  const core =
    common.length > 0
      ? common
      : (sequences.find((one) => wholeOf(one, sequences, side)) ?? openEdge(sequences, side));
  if (!core) return items;
  const inside = sequences.map((sequence) => alike(sequence, core, side).length === core.length);
  const rests = sequences
    .filter((_, i) => inside[i])
    .map((one) => concat(side === 'first' ? one.slice(core.length) : one.slice(0, -core.length)));
  const others = items.filter((_, i) => !inside[i]);
  return factor([...others, join(side, concat(core), alt(rests))], side);
}

/** Whether some other sequence begins, or ends, with all of this one. */
const wholeOf = (
  one: readonly Plain[],
  sequences: readonly (readonly Plain[])[],
  side: 'first' | 'last',
): boolean =>
  sequences.some((other) => other !== one && alike(one, other, side).length === one.length);

/** Anything, where more than one sequence begins or ends with it. */
function openEdge(
  sequences: readonly (readonly Plain[])[],
  side: 'first' | 'last',
): readonly Plain[] | null {
  const open = sequences.filter((one) => isAnything(one.at(side === 'first' ? 0 : -1)!));
  return open.length > 1 ? [ANYTHING] : null;
}

/** What two sequences have in common at their beginning, or at their end. */
function alike(a: readonly Plain[], b: readonly Plain[], side: 'first' | 'last'): readonly Plain[] {
  let length = 0;
  const at = (of: readonly Plain[]) => (side === 'first' ? of[length] : of.at(-1 - length));
  while (length < a.length && length < b.length && same(at(a)!, at(b)!)) length++;
  return side === 'first' ? a.slice(0, length) : a.slice(a.length - length);
}

export function repeat(item: Plain, min: number, max: number): Plain {
  if (max === 0 || isEpsilon(item)) return EPSILON;
  if (isVoid(item)) return min === 0 ? EPSILON : VOID;
  if (min === 1 && max === 1) return item;
  return { kind: 'repeat', item, min, max };
}

export function both(left: Plain, right: Plain): Plain {
  if (isVoid(left) || isVoid(right)) return VOID;
  if (isAnything(left)) return right;
  if (isAnything(right)) return left;
  if (isEpsilon(left)) return nullable(right) ? EPSILON : VOID;
  if (isEpsilon(right)) return nullable(left) ? EPSILON : VOID;
  return { kind: 'both', left, right };
}

export function except(item: Plain): Plain {
  if (isVoid(item)) return ANYTHING;
  if (isAnything(item)) return VOID;
  return item.kind === 'except' ? item.item : { kind: 'except', item };
}

/** Whether the empty text is in the language. */
export function nullable(of: Plain): boolean {
  switch (of.kind) {
    case 'set':
      return false;
    case 'concat':
      return of.items.every(nullable);
    case 'alt':
      return of.items.some(nullable);
    case 'repeat':
      return of.min === 0 || nullable(of.item);
    case 'both':
      return nullable(of.left) && nullable(of.right);
    case 'except':
      return !nullable(of.item);
  }
}

function same(a: Plain, b: Plain): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'set':
      return b.kind === 'set' && equal(a.set, b.set);
    case 'concat':
    case 'alt': {
      if (b.kind !== a.kind || b.items.length !== a.items.length) return false;
      return a.items.every((item, i) => same(item, b.items[i]!));
    }
    case 'repeat':
      return b.kind === 'repeat' && b.min === a.min && b.max === a.max && same(a.item, b.item);
    case 'both':
      return b.kind === 'both' && same(a.left, b.left) && same(a.right, b.right);
    case 'except':
      return b.kind === 'except' && same(a.item, b.item);
  }
}

/**
 * The texts of a language that begin (or end) with a character of a set; with `orEmpty`, the empty
 * text too where the language has it.
 */
export function edgeIn(of: Plain, side: 'first' | 'last', chars: CharSet, orEmpty: boolean): Plain {
  switch (of.kind) {
    case 'set':
      return set(intersect(of.set, chars));
    case 'alt':
      return alt(of.items.map((item) => edgeIn(item, side, chars, orEmpty)));
    case 'concat': {
      if (of.items.length === 0) return orEmpty ? EPSILON : VOID;
      const edge = side === 'first' ? of.items[0]! : of.items.at(-1)!;
      const rest = concat(side === 'first' ? of.items.slice(1) : of.items.slice(0, -1));
      const held = join(side, edgeIn(edge, side, chars, false), rest);
      return nullable(edge) ? alt([held, edgeIn(rest, side, chars, orEmpty)]) : held;
    }
    case 'repeat': {
      const least = nullable(of.item) ? 0 : Math.max(0, of.min - 1);
      const rest = repeat(of.item, least, of.max - 1);
      const held = join(side, edgeIn(of.item, side, chars, false), rest);
      return orEmpty && nullable(of) ? alt([EPSILON, held]) : held;
    }
    case 'both':
    case 'except': {
      const edge = join(side, set(chars), ANYTHING);
      return both(of, orEmpty ? alt([EPSILON, edge]) : edge);
    }
  }
}

const join = (side: 'first' | 'last', edge: Plain, rest: Plain): Plain =>
  concat(side === 'first' ? [edge, rest] : [rest, edge]);
