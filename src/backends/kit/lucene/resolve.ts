import { type CharSet, complement, WORD } from '../../../ir/regex/charset.ts';
import type { RegexNode } from '../../../ir/regex/tree.ts';
import {
  ANYTHING,
  alt,
  both,
  concat,
  edgeIn,
  except,
  isEpsilon,
  nullable,
  type Plain,
  repeat,
  set,
} from './plain.ts';

/** Why a regular expression is not a regular language, or not one of a size to be written. */
export class Unspeakable extends Error {}

/** A question about what stands at a place between two characters. */
type Look = {
  readonly kind: 'look';
  readonly ahead: boolean;
} & (
  | { readonly one: CharSet; readonly orEdge: boolean } // the next character is one of these
  | { readonly one: null; readonly language: Plain } // what comes, to the text's end, is of it
);

type Item = Plain | Look;
/** What matches in a row, from the beginning of the text or of a part to its end. */
type Sequence = readonly Item[];

/** More ways than this are refused: the query would be too long. */
const mostWays = 256;
/** Repeats of what holds a look are written out, up to so many. */
const mostCopies = 8;

/**
 * The texts in which a regular expression is found. Looks are turned into what they ask of their
 * neighbours: `a$` is `a` before nothing, `\bx` is `x` behind no word character. What more they say
 * becomes `&` and `~`.
 */
export function resolve(tree: RegexNode): Plain {
  return solve(expand(tree).map((sequence) => [ANYTHING, ...sequence, ANYTHING]));
}

function solve(sequences: readonly Sequence[]): Plain {
  return alt(limited(sequences.flatMap(settleOnes)).map(settleRest));
}

const limited = <T>(ways: readonly T[]): readonly T[] => {
  if (ways.length > mostWays) throw new Unspeakable('its looks can be met in too many ways');
  return ways;
};

/** Every way through a node, as a sequence; nodes without looks stay whole. */
function expand(node: RegexNode): readonly Sequence[] {
  const plain = plainOf(node);
  if (plain) return [[plain]];
  switch (node.kind) {
    case 'concat':
      return node.items.reduce<readonly Sequence[]>(
        (ways, item) => product(ways, expand(item)),
        [[]],
      );
    case 'alt':
      return limited(node.items.flatMap(expand));
    case 'repeat': {
      if (node.max > mostCopies)
        throw new Unspeakable('it repeats a look (such as ^, $ or \\b) without end');
      const ways: Sequence[] = [];
      let copies: readonly Sequence[] = [[]];
      for (let count = 0; count <= node.max; count++) {
        if (count > 0) copies = product(copies, expand(node.item));
        if (count >= node.min) ways.push(...copies);
      }
      return limited(ways);
    }
    case 'boundary': {
      const here = (ahead: boolean, word: boolean): Look => ({
        kind: 'look',
        ahead,
        one: word ? WORD : complement(WORD),
        orEdge: !word,
      });
      return [true, false].map((word) => [here(false, word), here(true, word === node.negate)]);
    }
    case 'look':
      return expandLook(node);
    case 'backReference':
    case 'capture':
      throw new Unspeakable('it refers back to what a group has matched');
    case 'atomic':
      throw new Unspeakable('it has an atomic group or a possessive quantifier');
    case 'set':
      throw new Error('A set holds no look.');
  }
}

function expandLook({ ahead, negate, item }: RegexNode & { kind: 'look' }): readonly Sequence[] {
  if (item.kind === 'set') {
    const one = negate ? complement(item.set) : item.set;
    return [[{ kind: 'look', ahead, one, orEdge: negate }]];
  }
  const inner = expand(item);
  const outward = inner.flat().some((part) => part.kind === 'look' && part.ahead !== ahead);
  if (outward) throw new Unspeakable('a look in it looks the other way');
  const language = solve(inner.map((part) => (ahead ? [...part, ANYTHING] : [ANYTHING, ...part])));
  return [[{ kind: 'look', ahead, one: null, language: negate ? except(language) : language }]];
}

const product = (left: readonly Sequence[], right: readonly Sequence[]): readonly Sequence[] =>
  limited(left.flatMap((before) => right.map((behind) => [...before, ...behind])));

/** The node as it is, where it holds no look and no memory; else null. */
export function plainOf(node: RegexNode): Plain | null {
  switch (node.kind) {
    case 'set':
      return set(node.set);
    case 'concat':
    case 'alt': {
      const items = node.items.map(plainOf);
      return items.includes(null) ? null : (node.kind === 'alt' ? alt : concat)(items as Plain[]);
    }
    case 'repeat': {
      const item = plainOf(node.item);
      return item && repeat(item, node.min, node.max);
    }
    default:
      return null;
  }
}

/** The looks at one character go into their neighbours, which may be met in several ways. */
function settleOnes(sequence: Sequence): readonly Sequence[] {
  const index = sequence.findIndex((item) => item.kind === 'look' && item.one !== null);
  if (index < 0) return [sequence];
  const look = sequence[index] as Look & { one: CharSet };
  const before = sequence.slice(0, index);
  const behind = sequence.slice(index + 1);
  const ways = look.ahead
    ? restrict(behind, 'first', look).map((rest) => [...before, ...rest])
    : restrict(before, 'last', look).map((rest) => [...rest, ...behind]);
  return limited(ways).flatMap(settleOnes);
}

/** The sequence with its first or last character in a set; looks take no room and are passed over. */
function restrict(
  sequence: Sequence,
  side: 'first' | 'last',
  look: { readonly one: CharSet; readonly orEdge: boolean },
): readonly Sequence[] {
  const ordered = side === 'first' ? sequence : sequence.toReversed();
  const index = ordered.findIndex((item) => item.kind !== 'look');
  if (index < 0) return look.orEdge ? [sequence] : [];
  const edge = ordered[index] as Plain;
  const rest = (between: readonly Item[]) => {
    const items = [...ordered.slice(0, index), ...between, ...ordered.slice(index + 1)];
    return side === 'first' ? items : items.toReversed();
  };
  const held = edgeIn(edge, side, look.one, false);
  const ways: Sequence[] = held.kind === 'set' && held.set.length === 0 ? [] : [rest([held])];
  if (nullable(edge)) ways.push(...restrict(rest([]), side, look));
  return ways;
}

/** What looks are left are held against all that stands before them, or behind. */
function settleRest(sequence: Sequence): Plain {
  const lastBack = sequence.findLastIndex((item) => item.kind === 'look' && !item.ahead);
  const firstAhead = sequence.findIndex((item) => item.kind === 'look' && item.ahead);
  if (firstAhead >= 0 && firstAhead < lastBack)
    throw new Unspeakable('it looks ahead before it looks behind');
  let prefix: Plain[] = [];
  for (const item of sequence.slice(0, lastBack + 1)) {
    if (item.kind !== 'look') prefix.push(item);
    else if (item.one === null) prefix = [both(concat(prefix), item.language)];
  }
  let suffix: Plain[] = [];
  for (const item of sequence.slice(lastBack + 1).toReversed()) {
    if (item.kind !== 'look') suffix = [item, ...suffix];
    else if (item.one === null) suffix = [both(concat(suffix), item.language)];
  }
  return concat([...prefix, ...suffix].filter((item) => !isEpsilon(item)));
}
