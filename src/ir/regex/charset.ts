/** A set of Unicode code points: pairs of first and last, ascending, none touching the next. */
export type CharSet = readonly number[];

export const LAST = 0x10ffff;
export const ALL: CharSet = [0, LAST];
export const NONE: CharSet = [];

export const chars = (text: string): CharSet =>
  charSet([...text].map((char) => [char.codePointAt(0)!, char.codePointAt(0)!]));

export const range = (first: number, last: number): CharSet => (first > last ? [] : [first, last]);

/** The set of any ranges, in any order, touching or not. */
export function charSet(ranges: readonly (readonly [number, number])[]): CharSet {
  const out: number[] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const end = out.length - 1;
    if (out.length > 0 && first <= out[end]! + 1) out[end] = Math.max(out[end]!, last);
    else out.push(first, last);
  }
  return out;
}

export const pairs = (set: CharSet): [number, number][] =>
  Array.from({ length: set.length / 2 }, (_, i) => [set[2 * i]!, set[2 * i + 1]!]);

export const union = (...sets: readonly CharSet[]): CharSet => charSet(sets.flatMap(pairs));

export function complement(set: CharSet): CharSet {
  const out: number[] = [];
  let next = 0;
  for (const [first, last] of pairs(set)) {
    if (first > next) out.push(next, first - 1);
    next = last + 1;
  }
  if (next <= LAST) out.push(next, LAST);
  return out;
}

export function intersect(a: CharSet, b: CharSet): CharSet {
  const out: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const first = Math.max(a[i]!, b[j]!);
    const last = Math.min(a[i + 1]!, b[j + 1]!);
    if (first <= last) out.push(first, last);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return out;
}

export const minus = (a: CharSet, b: CharSet): CharSet => intersect(a, complement(b));

export const isEmpty = (set: CharSet): boolean => set.length === 0;
export const isAll = (set: CharSet): boolean => set[0] === 0 && set[1] === LAST;
export const equal = (a: CharSet, b: CharSet): boolean =>
  a.length === b.length && a.every((point, i) => point === b[i]);

/** How many code points are in the set. */
export const size = (set: CharSet): number =>
  pairs(set).reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** The only code point of a set of one, else null. */
export const only = (set: CharSet): number | null =>
  set.length === 2 && set[0] === set[1] ? set[0]! : null;

export const has = (set: CharSet, point: number): boolean =>
  pairs(set).some(([first, last]) => first <= point && point <= last);

/* The classes as PCRE has them without UCP: of ASCII. https://www.pcre.org/current/doc/html/pcre2pattern.html */
export const DIGIT = range(0x30, 0x39);
export const WORD = union(DIGIT, range(0x41, 0x5a), range(0x61, 0x7a), chars('_'));
export const SPACE = union(range(0x09, 0x0d), chars(' '));
export const NEWLINE = chars('\n');
export const HORIZONTAL = union(
  chars('\t \u00a0\u1680\u180e\u202f\u205f\u3000'),
  range(0x2000, 0x200a),
);
export const VERTICAL = union(range(0x0a, 0x0d), chars('\u0085\u2028\u2029'));

const ASCII: CharSet = [0, 0x7f];

/**
 * The set with the other cases of its letters. `é` is `É`, but no ASCII letter is the case of a sign
 * outside ASCII: not K of the Kelvin sign, not s of the long s (PCRE2's CASELESS_RESTRICT).
 */
export function foldCase(set: CharSet): CharSet {
  const added: CharSet[] = [];
  for (const [first, last] of pairs(intersect(set, [0x41, 0x5a])))
    added.push([first + 32, last + 32]);
  for (const [first, last] of pairs(intersect(set, [0x61, 0x7a])))
    added.push([first - 32, last - 32]);
  const high = minus(set, ASCII);
  if (high.length > 0 && !equal(high, [0x80, LAST]))
    for (const letter of letters())
      if (letter.some((point) => has(high, point)))
        added.push(charSet(letter.map((point) => [point, point])));
  return added.length === 0 ? set : union(set, ...added);
}

let known: number[][] | undefined;

/** The letters outside ASCII that have cases, each with all of them. 30 ms, so only when asked for. */
function letters(): number[][] {
  if (known) return known;
  const byFold = new Map<string, number[]>();
  for (let point = 0x80; point < 0x1f000; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const char = String.fromCodePoint(point);
    const fold = char.toUpperCase().toLowerCase();
    if (fold === char && char.toUpperCase() === char) continue;
    if ([...fold].length > 1 || fold < '\u0080') continue;
    byFold.set(fold, [...(byFold.get(fold) ?? []), point]);
  }
  known = [...byFold.values()].filter((letter) => letter.length > 1);
  return known;
}
