import type { CharSet } from '../ir/regex/charset.ts';
import type { RegexNode } from '../ir/regex/tree.ts';
import type { Dice } from './dice.ts';

/** Longer texts are no examples. */
const longest = 2000;

/**
 * A text in which the regular expression may well be found: looks and places are not looked at. Without dice the
 * plainest one.
 */
export function sample(node: RegexNode, dice: Dice | null): string {
  switch (node.kind) {
    case 'set':
      return node.set.length === 0 ? '' : member(node.set, dice);
    case 'concat':
      return cut(node.items.map((item) => sample(item, dice)).join(''));
    case 'alt':
      return sample(dice ? dice.pick(node.items) : node.items[0]!, dice);
    case 'repeat': {
      const { min, max, item } = node;
      const times = dice ? dice.pick(timesOf(min, max)) : Math.max(min, Math.min(max, 1));
      let text = '';
      for (let i = 0; i < times && text.length < longest; i++) text += sample(item, dice);
      return cut(text);
    }
    case 'look':
      return node.negate ? '' : sample(node.item, dice);
    case 'capture':
    case 'atomic':
      return sample(node.item, dice);
    case 'boundary':
    case 'backReference':
      return '';
  }
}

const cut = (text: string): string => text.slice(0, longest);

/** How often something may be repeated: the fewest, the most, and what lies near. */
const timesOf = (min: number, max: number): readonly number[] =>
  [min, min + 1, min + 2, max - 1, max].filter((times) => times >= min && times <= max);

/** What people write, of which an example shows one if it can. */
const plain = [...'x1A '].map((char) => char.codePointAt(0)!);

function member(set: CharSet, dice: Dice | null): string {
  const point = dice ? edge(set, dice) : (plain.find((one) => isIn(set, one)) ?? set[0]!);
  return String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
}

/** A character at the edge of one of its ranges, or a few behind it. */
function edge(set: CharSet, dice: Dice): number {
  const from = 2 * dice.below(set.length / 2);
  const [first, last] = [set[from]!, set[from + 1]!];
  return dice.pick([first, last, Math.min(last, first + dice.below(128))]);
}

function isIn(set: CharSet, point: number): boolean {
  for (let i = 0; i < set.length; i += 2) if (set[i]! <= point && point <= set[i + 1]!) return true;
  return false;
}
