import {
  ALL,
  type CharSet,
  charSet,
  chars,
  complement,
  DIGIT,
  HORIZONTAL,
  NEWLINE,
  range,
  SPACE,
  union,
  VERTICAL,
  WORD,
} from './charset.ts';

/*
 * The classes and single characters that PCRE names.
 * https://www.pcre.org/current/doc/html/pcre2syntax.html
 */

/** What a letter behind a backslash means, in a class and outside. */
export const escapes: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: complement(DIGIT),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
  h: HORIZONTAL,
  H: complement(HORIZONTAL),
  v: VERTICAL,
  V: complement(VERTICAL),
  N: complement(NEWLINE),
  a: chars('\x07'),
  e: chars('\x1b'),
  f: chars('\f'),
  n: chars('\n'),
  r: chars('\r'),
  t: chars('\t'),
};

const LOWER = range(0x61, 0x7a);
const UPPER = range(0x41, 0x5a);

/** The names of `[:name:]`. */
export const posixClasses: Readonly<Record<string, CharSet>> = {
  alpha: union(LOWER, UPPER),
  alnum: union(LOWER, UPPER, DIGIT),
  ascii: range(0, 0x7f),
  blank: chars(' \t'),
  cntrl: union(range(0, 0x1f), chars('\x7f')),
  digit: DIGIT,
  graph: range(0x21, 0x7e),
  lower: LOWER,
  print: range(0x20, 0x7e),
  punct: charSet([
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ]),
  space: SPACE,
  upper: UPPER,
  word: WORD,
  xdigit: union(DIGIT, range(0x41, 0x46), range(0x61, 0x66)),
};

/** The code points of a general category or a script, read off the machine's own Unicode tables. */
export function propertySet(name: string): CharSet | null {
  let found = known.get(name);
  if (found === undefined) {
    found = readProperty(name);
    known.set(name, found);
  }
  return found;
}

const known = new Map<string, CharSet | null>();

function readProperty(name: string): CharSet | null {
  if (name === 'Any') return ALL;
  const spelled = name === 'L&' ? 'LC' : name;
  for (const spelling of [spelled, `Script=${spelled}`]) {
    try {
      const test = new RegExp(`^\\p{${spelling}}$`, 'u');
      const found: [number, number][] = [];
      for (let point = 0; point <= 0x10ffff; point++)
        if (test.test(String.fromCodePoint(point))) found.push([point, point]);
      return charSet(found);
    } catch {
      // not a property by this spelling
    }
  }
  return null;
}
