import type { Order } from '../../ir/expr.ts';
import { DIGIT, range } from '../../ir/regex/charset.ts';
import {
  alt,
  concat,
  EMPTY,
  NEVER,
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
  const orEqual = order === 'lte' || order === 'gte';
  const less = order === 'lt' || order === 'lte';
  if (size.whole === '' && size.fraction === '') {
    // zero has either sign
    const zero = orEqual ? concat([optional(minus), plus(textNode('0')), noFraction]) : NEVER;
    return alt([less ? concat([minus, above(size, false)]) : above(size, false), zero]);
  }
  if (bound.startsWith('-'))
    return less
      ? concat([minus, above(size, orEqual)])
      : alt([number, concat([minus, below(size, orEqual)])]);
  return less ? alt([below(size, orEqual), concat([minus, number])]) : above(size, orEqual);
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

const minus = textNode('-');
const point = textNode('.');
const digit = set(DIGIT);
const digits = star(digit);
const zeros = star(textNode('0'));
const someZeros = plus(textNode('0'));
const anyFraction = optional(concat([point, plus(digit)]));
const noFraction = optional(concat([point, someZeros]));
const number = concat([plus(digit), anyFraction]);
const between = (first: number, last: number): RegexNode => set(range(0x30 + first, 0x30 + last));
const nonZero = between(1, 9);

function above({ whole, fraction }: Magnitude, orEqual: boolean): RegexNode {
  const fractionAbove = byDigit(
    fraction,
    (here) => concat([between(here + 1, 9), digits]),
    orEqual ? digits : concat([zeros, nonZero, digits]),
  );
  const sameWhole = fraction === '' && orEqual ? anyFraction : concat([point, fractionAbove]);
  return alt([
    concat([zeros, nonZero, exactly(whole.length), digits, anyFraction]),
    sameLength(whole, (here) => between(here + 1, 9), sameWhole),
  ]);
}

function below({ whole, fraction }: Magnitude, orEqual: boolean): RegexNode {
  // what ends before all digits are there is less, for the last one is not zero
  const fractionBelow = byDigit(
    fraction,
    (here, i) => alt([i === 0 ? NEVER : EMPTY, concat([between(0, here - 1), digits])]),
    orEqual ? zeros : NEVER,
  );
  const equal = orEqual ? noFraction : NEVER;
  const sameWhole = fraction === '' ? equal : optional(concat([point, fractionBelow]));
  return alt([
    whole === '' ? NEVER : concat([someZeros, anyFraction]),
    whole.length < 2
      ? NEVER
      : concat([zeros, nonZero, repeat(digit, 0, whole.length - 2), anyFraction]),
    sameLength(whole, (here, i) => between(i === 0 ? 1 : 0, here - 1), sameWhole),
  ]);
}

const exactly = (count: number): RegexNode => repeat(digit, count, count);

/** Whole parts of the same length: `other` in some digit, or the same in all and then `same`. */
const sameLength = (
  whole: string,
  other: (here: number, i: number) => RegexNode,
  same: RegexNode,
): RegexNode =>
  concat([
    whole === '' ? someZeros : zeros,
    byDigit(
      whole,
      (here, i) => concat([other(here, i), exactly(whole.length - i - 1), anyFraction]),
      same,
    ),
  ]);

/** At the first digit what `other` says of it, or that digit and so on; behind the last one `end`. */
const byDigit = (
  text: string,
  other: (here: number, i: number) => RegexNode,
  end: RegexNode,
): RegexNode =>
  [...text].reduceRight(
    (rest, char, i) => alt([other(Number(char), i), concat([textNode(char), rest])]),
    end,
  );
