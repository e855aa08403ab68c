import type { Order } from '../../ir/expr.ts';
import { DIGIT, range } from '../../ir/regex/charset.ts';
import {
  alt,
  concat,
  optional,
  plus,
  type RegexNode,
  repeat,
  set,
  star,
  textNode,
} from '../../ir/regex/tree.ts';

/**
 * The texts in plain decimal notation (`-1`, `007`, `2.50`) that are less or greater than a bound:
 * how numbers are compared where a field holds text. To be held against the whole text.
 *
 * @param bound in plain decimal notation
 */
export function numbersOf(order: Order, bound: string): RegexNode {
  const size = magnitudeOf(bound);
  const equal = order === 'lte' || order === 'gte' ? equalTo(size) : nothing;
  const less = order === 'lt' || order === 'lte';
  const zero = size.whole === '' && size.fraction === '';
  if (zero) {
    const beyond = less ? concat([minus, above(size)]) : above(size);
    return alt([beyond, concat([optional(minus), equal])]);
  }
  if (bound.startsWith('-'))
    return less
      ? concat([minus, alt([above(size), equal])])
      : alt([number, concat([minus, alt([below(size), equal])])]);
  return less ? alt([below(size), equal, concat([minus, number])]) : alt([above(size), equal]);
}

/** A number without its sign, leading zeros, and trailing zeros behind the point. */
interface Magnitude {
  readonly whole: string;
  readonly fraction: string;
}

function magnitudeOf(bound: string): Magnitude {
  const [whole = '', fraction = ''] = bound.replace('-', '').split('.');
  return { whole: whole.replace(/^0+/, ''), fraction: fraction.replace(/0+$/, '') };
}

const nothing = alt([]);
const minus = textNode('-');
const point = textNode('.');
const digit = set(DIGIT);
const digits = star(digit);
const zeros = star(textNode('0'));
const anyFraction = optional(concat([point, plus(digit)]));
const number = concat([plus(digit), anyFraction]);
const between = (first: number, last: number): RegexNode => set(range(0x30 + first, 0x30 + last));
const nonZero = between(1, 9);

/** The whole part as it may be written: with leading zeros, and `0` where it is nothing. */
const wholeIs = (whole: string): RegexNode =>
  whole === '' ? plus(textNode('0')) : concat([zeros, textNode(whole)]);

const equalTo = ({ whole, fraction }: Magnitude): RegexNode =>
  concat([
    wholeIs(whole),
    fraction === ''
      ? optional(concat([point, plus(textNode('0'))]))
      : concat([point, textNode(fraction), zeros]),
  ]);

const above = ({ whole, fraction }: Magnitude): RegexNode =>
  alt([
    concat([zeros, nonZero, repeat(digit, whole.length, whole.length), digits, anyFraction]),
    ...differing(whole, (here) => between(here + 1, 9)).map((way) =>
      concat([zeros, way, anyFraction]),
    ),
    ...fractionsAbove(fraction).map((way) => concat([wholeIs(whole), point, way])),
  ]);

const below = ({ whole, fraction }: Magnitude): RegexNode =>
  alt([
    ...(whole === '' ? [] : [concat([plus(textNode('0')), anyFraction])]),
    ...(whole.length < 2
      ? []
      : [concat([zeros, nonZero, repeat(digit, 0, whole.length - 2), anyFraction])]),
    ...differing(whole, (here, i) => between(i === 0 ? 1 : 0, here - 1)).map((way) =>
      concat([zeros, way, anyFraction]),
    ),
    ...(fraction === '' ? [] : [wholeIs(whole)]),
    ...fractionsBelow(fraction).map((way) => concat([wholeIs(whole), point, way])),
  ]);

/** Whole parts of the same length, equal up to a digit that differs as said. */
const differing = (whole: string, other: (here: number, i: number) => RegexNode): RegexNode[] =>
  [...whole].map((char, i) => {
    const rest = whole.length - i - 1;
    return concat([textNode(whole.slice(0, i)), other(Number(char), i), repeat(digit, rest, rest)]);
  });

const fractionsAbove = (fraction: string): RegexNode[] => [
  ...[...fraction].map((char, i) =>
    concat([textNode(fraction.slice(0, i)), between(Number(char) + 1, 9), digits]),
  ),
  concat([textNode(fraction), zeros, nonZero, digits]),
];

const fractionsBelow = (fraction: string): RegexNode[] =>
  [...fraction].flatMap((char, i) => {
    const same = textNode(fraction.slice(0, i));
    const less = concat([same, between(0, Number(char) - 1), digits]);
    return i === 0 ? [less] : [same, less]; // what ends here is less, for there is more to come
  });
