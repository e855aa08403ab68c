import {
  type CharSet,
  complement,
  equal,
  has,
  intersect,
  isAll,
  isEmpty,
  minus,
  only,
  pairs,
} from '../../../ir/regex/charset.ts';
import { escapeInClass, escapeRegexp } from './escape.ts';
import { isEpsilon, type Plain } from './plain.ts';

/** A regular expression as a `regexp` query takes it. */
export interface LuceneRegexp {
  readonly value: string;
  /** The operators beyond the standard ones that it uses. */
  readonly flags: 'NONE' | 'INTERSECTION|COMPLEMENT';
  /** Every ASCII letter in it stands for both cases. */
  readonly caseInsensitive: boolean;
}

/**
 * The language in Lucene's syntax.
 *
 * @param isSpelledOut letters are written in both cases, for who can't be told to ignore them
 * https://lucene.apache.org/core/10_4_0/core/org/apache/lucene/util/automaton/RegExp.html
 */
export function printLucene(language: Plain, isSpelledOut = false): LuceneRegexp {
  const caseInsensitive = !isSpelledOut && ignoresCase(language);
  const printer = new Printer(caseInsensitive);
  const value = printer.print(language);
  return {
    value,
    flags: printer.extended ? 'INTERSECTION|COMPLEMENT' : 'NONE',
    caseInsensitive,
  };
}

class Printer {
  extended = false;
  private readonly folded: boolean;

  constructor(folded: boolean) {
    this.folded = folded;
  }

  print(of: Plain): string {
    switch (of.kind) {
      case 'set':
        return this.set(of.set);
      case 'concat':
        // an empty alternative or an empty expression is an error, the empty group is not
        return isEpsilon(of) ? '()' : of.items.map((item) => this.group(item, tight)).join('');
      case 'alt':
        return of.items.map((item) => this.print(item)).join('|');
      case 'repeat': {
        const { min, max } = of;
        const item = this.group(of.item, atomic);
        if (max === Number.POSITIVE_INFINITY)
          return item + (min === 0 ? '*' : min === 1 ? '+' : `{${min},}`);
        return item + (min === 0 && max === 1 ? '?' : min === max ? `{${min}}` : `{${min},${max}}`);
      }
      case 'both':
        this.extended = true;
        return `${this.group(of.left, atomic)}&${this.group(of.right, atomic)}`;
      case 'except':
        this.extended = true;
        return `~(${this.print(of.item)})`;
    }
  }

  private group(of: Plain, bare: ReadonlySet<Plain['kind']>): string {
    return bare.has(of.kind) || isEpsilon(of) ? this.print(of) : `(${this.print(of)})`;
  }

  private set(of: CharSet): string {
    if (isAll(of)) return '.';
    const point = only(of);
    if (point !== null) return escapeRegexp(String.fromCodePoint(point));
    if (this.folded) {
      const letter = bothCases(of);
      if (letter !== null) return String.fromCodePoint(letter);
    }
    const rest = complement(of);
    return rest.length < of.length ? `[^${ranges(rest)}]` : `[${ranges(of)}]`;
  }
}

const tight: ReadonlySet<Plain['kind']> = new Set(['set', 'concat', 'repeat', 'except']);
const atomic: ReadonlySet<Plain['kind']> = new Set(['set']);

/** The small letter of a set that is one ASCII letter in both cases, or null. */
function bothCases(of: CharSet): number | null {
  const small = of.length === 4 && of[0] === of[1] && of[2] === of[3] ? of[2]! : 0;
  return small >= 0x61 && small <= 0x7a && of[0] === small - 32 ? small : null;
}

const ranges = (set: CharSet): string =>
  pairs(withoutSurrogates(set))
    .map(([first, last]) => range(first, last))
    .join('');

/** Lucene 10 takes an escaped character for a range of its own: none can begin or end another. */
function range(first: number, last: number): string {
  const [from, to] = [first, last].map((point) => escapeInClass(String.fromCodePoint(point)));
  if (first === last) return from!;
  if (from!.startsWith('\\')) return from + range(first + 1, last);
  if (to!.startsWith('\\')) return range(first, last - 1) + to;
  return `${from}${last === first + 1 ? '' : '-'}${to}`;
}

/** A query is sent as UTF-8, which has no surrogates, and no text holds one. */
const withoutSurrogates = (set: CharSet): CharSet =>
  set.some((point) => point >= 0xd800 && point <= 0xdfff) ? minus(set, [0xd800, 0xdfff]) : set;

/**
 * Whether the engine's own `case_insensitive` says what the language says: each set with a letter
 * has its other case. Lucene 9 folds ASCII, Lucene 10 all of Unicode, so that `s` would be the long
 * s too and `k` the Kelvin sign: with those letters, or any outside ASCII, the classes stay.
 */
function ignoresCase(language: Plain): boolean {
  let letters = false;
  const walk = (of: Plain): boolean => {
    switch (of.kind) {
      case 'set': {
        if (isAll(of.set)) return true;
        const ascii = of.set.every((point) => point < 0x80);
        const rest = complement(of.set);
        const named = ascii ? of.set : rest; // what is printed, as [a] or as [^a]
        if (!ascii && rest.some((point) => point >= 0x80 && point !== 0x10ffff)) return false;
        if (foldless.some((point) => has(named, point))) return false;
        if (!equal(named, swapCase(named))) return false;
        letters ||= !isEmpty(intersect(named, LETTERS));
        return true;
      }
      case 'concat':
      case 'alt':
        return of.items.every(walk);
      case 'repeat':
      case 'except':
        return walk(of.item);
      case 'both':
        return walk(of.left) && walk(of.right);
    }
  };
  return walk(language) && letters;
}

const LETTERS = [0x41, 0x5a, 0x61, 0x7a];
const foldless = [...'kKsS'].map((char) => char.charCodeAt(0));

const swapCase = (set: CharSet): CharSet =>
  pairs(set)
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .map((point) => {
      const char = String.fromCharCode(point);
      return (/[a-z]/.test(char) ? char.toUpperCase() : char.toLowerCase()).charCodeAt(0);
    })
    .sort((a, b) => a - b)
    .reduce<number[]>((out, point) => {
      if (out.at(-1) === point - 1) out[out.length - 1] = point;
      else out.push(point, point);
      return out;
    }, []);
