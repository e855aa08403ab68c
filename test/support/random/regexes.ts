import fc from 'fast-check';
import type { CharSet } from '../../../src/ir/regex/charset.ts';
import type { RegexNode } from '../../../src/ir/regex/tree.ts';
import { regex } from '../../ir/nodes.ts';
import type { Choices } from './choices.ts';
import { kept } from './texts.ts';

const unit = fc.constantFrom(...'abcABkK1 \n_-éÉ😀\u212a');
const text = fc.string({ unit, maxLength: 6 });
/** Short texts of few characters, some of which are cases of others. */
export const texts = fc.array(text, { minLength: 8, maxLength: 8 });

/** What stands for one character. */
export const char = fc.constantFrom(
  ...[
    'a',
    'b',
    'k',
    's',
    'é',
    'A',
    'K',
    ' ',
    '-',
    '_',
    '/',
    '1',
    '.',
    '\\n',
    '😀',
    '\\-',
    '"',
    '#',
  ],
  ...['~', '&', '@', '<', '\\.', '\\\\', '\\d', '\\w', '\\W', '\\s', '\\S', '\\D', '[ab]', '[a-c]'],
  ...['[^ab]', '[^a]', '[^a-c\\n]', '[[:upper:]]', '[^\\W_]', '[\\]a^-]', '[X-\\]]', '[X-b]'],
  ...['[\\^-c]', '[+--]', '[\\]\\^_-]', '[&<~@]', '[é-ü]', '\\x{e9}'],
);
const place = fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z');
const count = fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,2}', '{2,}', '*?', '+?', '{1,3}?');
const look = fc.constantFrom('(?=', '(?!', '(?<=', '(?<!');
const group = fc.constantFrom('(?:', '(', '(?i:', '(?s:', '(?m:', '(?-i:');

export const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    char,
    fc.tuple(char, count).map((parts) => parts.join('')),
    place,
    fc.array(tie('source'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
    fc.array(tie('source'), { minLength: 2, maxLength: 3 }).map((ways) => `(?:${ways.join('|')})`),
    fc
      .tuple(group, tie('source'), fc.option(count, { nil: '' }))
      .map(([o, r, n]) => `${o}${r})${n}`),
    fc.tuple(look, tie('source')).map(([open, inner]) => `${open}${inner})`),
  ),
}));
/** Random regular expressions, with looks, places and flags, but nothing that remembers. */
export const regexes = fc
  .tuple(source, fc.constantFrom('', 'i', 'm', 's', 'is', 'im'))
  .map(([s, f]) => regex(s, f));

/** A text in which the regular expression may well be found: looks and places are not looked at. */
export function sample(node: RegexNode, choices: Choices): string {
  switch (node.kind) {
    case 'set':
      return node.set.length === 0 ? '' : member(node.set, choices);
    case 'concat':
      return kept(node.items.map((item) => sample(item, choices)).join(''));
    case 'alt':
      return sample(choices.pick(node.items), choices);
    case 'repeat': {
      const times = node.min + choices.below(Math.min(node.max - node.min, 3) + 1);
      return kept(Array.from({ length: times }, () => sample(node.item, choices)).join(''));
    }
    case 'look':
      return node.negate ? '' : sample(node.item, choices);
    case 'capture':
    case 'atomic':
      return sample(node.item, choices);
    case 'boundary':
    case 'backReference':
      return '';
  }
}

/** One of a set's characters, at the edge of one of its ranges or a few behind it. */
function member(set: CharSet, choices: Choices): string {
  const range = 2 * choices.below(set.length / 2);
  const [first, last] = [set[range]!, set[range + 1]!];
  const point = choices.pick([first, last, Math.min(last, first + choices.below(128))]);
  return String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
}
