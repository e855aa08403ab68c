import type { Pattern } from '../../ir/pattern.ts';
import {
  type CharSet,
  complement,
  DIGIT,
  equal,
  isAll,
  isEmpty,
  minus,
  NEWLINE,
  only,
  pairs,
  WORD,
} from '../../ir/regex/charset.ts';
import { isAnyChar, type RegexNode } from '../../ir/regex/tree.ts';

/*
 * Regular expressions as `regex()` takes them: RE2's, found anywhere in the text.
 * https://github.com/google/re2/wiki/Syntax
 */

/** Why RE2 can't say an expression: what it lacks. */
export type Lack =
  | 'look-arounds'
  | 'back-references'
  | 'possessive or atomic parts'
  | 'so many repetitions';

/** The most that RE2 repeats a part, those inside each other multiplied. */
const mostRepeats = 1000;

/** Where a node stands: whether nothing is before it, or behind it. */
interface Place {
  readonly first: boolean;
  readonly last: boolean;
}

const inside: Place = { first: false, last: false };

/** An expression that is found where the tree is, or what RE2 lacks to say it. */
export function re2Of(tree: RegexNode): { readonly text: string } | { readonly lack: Lack } {
  const lacks: Lack[] = [];
  const text = say(tree, { first: true, last: true }, 1);
  return lacks.length > 0 ? { lack: lacks[0]! } : { text };

  function say(node: RegexNode, place: Place, repeats: number): string {
    switch (node.kind) {
      case 'set':
        return setText(node.set);
      case 'concat': {
        const end = node.items.length - 1;
        return node.items
          .map((item, i) => {
            const at = { first: place.first && i === 0, last: place.last && i === end };
            const said = say(item, at, repeats);
            return item.kind === 'alt' ? `(?:${said})` : said;
          })
          .join('');
      }
      case 'alt':
        return node.items.map((item) => say(item, place, repeats)).join('|');
      case 'repeat': {
        const { min, max, item } = node;
        const times = repeats * (max === Number.POSITIVE_INFINITY ? Math.max(1, min) : max);
        if (times > mostRepeats) return lacking('so many repetitions');
        const said = say(item, inside, times);
        return (item.kind === 'set' ? said : `(?:${said})`) + quantifier(min, max);
      }
      case 'look':
        return look(node, place, repeats);
      case 'boundary':
        return node.negate ? '\\B' : '\\b';
      case 'capture':
        return `(?:${say(node.item, place, repeats)})`;
      case 'backReference':
        return lacking('back-references');
      case 'atomic':
        return lacking('possessive or atomic parts');
    }
  }

  /** What is looked at and not taken may as well be taken where nothing else stands. */
  function look(
    { ahead, negate, item }: Extract<RegexNode, { kind: 'look' }>,
    place: Place,
    repeats: number,
  ): string {
    if (negate && isAnyChar(item)) return ahead ? '$' : '^';
    const isFree = ahead ? place.last : place.first;
    if (!isFree) return lacking('look-arounds');
    if (!negate)
      return `(?:${say(item, ahead ? { ...inside, last: true } : { ...inside, first: true }, repeats)})`;
    if (item.kind !== 'set') return lacking('look-arounds');
    const other = setText(complement(item.set));
    return ahead ? `(?:${other}|$)` : `(?:^|${other})`;
  }

  function lacking(what: Lack): string {
    lacks.push(what);
    return '';
  }
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return max === min ? `{${min}}` : `{${min},${max}}`;
}

/** A pattern held against the whole text; with `classes`, ASCII letters stand as both their cases. */
export function patternRe2(of: Pattern, classes: boolean): string {
  const inner = of.map((piece, i) => {
    if (piece.kind === 'text') return textRe2(piece.text, classes);
    if (piece.kind === 'one') return '(?s:.)';
    return i === 0 || i === of.length - 1 ? '' : '(?s:.*)';
  });
  const before = of[0]?.kind === 'any' ? '' : '^';
  const behind = of.at(-1)?.kind === 'any' ? '' : '$';
  return before + inner.join('') + behind;
}

const textRe2 = (text: string, classes: boolean): string =>
  [...text]
    .map((char) =>
      classes && /[A-Za-z]/.test(char)
        ? `[${char.toUpperCase()}${char.toLowerCase()}]`
        : setText([char.codePointAt(0)!, char.codePointAt(0)!]),
    )
    .join('');

/** Halves of pairs are in no text that RE2 reads. */
const halves: CharSet = [0xd800, 0xdfff];

function setText(of: CharSet): string {
  if (isAll(of)) return '(?s:.)';
  const set = minus(of, halves);
  if (isEmpty(set)) return '[^\\x{0}-\\x{10ffff}]';
  const point = only(set);
  if (point !== null) return pointText(point);
  for (const [name, known] of named) if (equal(set, known)) return name;
  const rest = complement(of);
  const [sign, shown] = rest.length < set.length ? ['^', rest] : ['', set];
  const ranges = pairs(shown).map(([first, last]) => {
    const [from, to] = [pointText(first, true), pointText(last, true)];
    return first === last ? from : `${from}${last === first + 1 ? '' : '-'}${to}`;
  });
  return `[${sign}${ranges.join('')}]`;
}

const named: readonly (readonly [string, CharSet])[] = (
  [
    ['.', complement(NEWLINE)],
    ['\\d', DIGIT],
    ['\\D', complement(DIGIT)],
    ['\\w', WORD],
    ['\\W', complement(WORD)],
  ] as const
).map(([name, set]) => [name, minus(set, halves)]);

const controls: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A character that stands for itself. */
function pointText(point: number, inClass = false): string {
  const char = String.fromCodePoint(point);
  if (Object.hasOwn(controls, char)) return controls[char]!;
  if (point < 0x80 ? point < 0x20 || point === 0x7f : !/[\p{L}\p{N}]/u.test(char))
    return `\\x{${point.toString(16)}}`;
  return (inClass ? /[\\\]^[-]/ : /[\\^$.|?*+()[\]{}]/).test(char) ? `\\${char}` : char;
}
