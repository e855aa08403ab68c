import type { Scalar } from '../../../src/evaluate/event.ts';
import { decimalOf } from '../../../src/ir/decimal.ts';
import type { Atom, OfKind } from '../../../src/ir/expr.ts';
import { maskByte, type Network } from '../../../src/ir/network.ts';
import { spell } from './addresses.ts';
import type { Choices } from './choices.ts';
import { sample } from './regexes.ts';
import { edit, fill, someText, words } from './texts.ts';

/* Values for the field of an atom: those that it is true of, and those that are nearly so. */

/** Of one field, what it holds. */
export type FieldAtom = Exclude<Atom, OfKind<'keyword' | 'sameAs' | 'exists' | 'null'>>;

/** A value that the atom is true of, or, where that is hard to tell, may well be. */
export function holding(atom: FieldAtom, choices: Choices): Scalar {
  switch (atom.kind) {
    case 'match':
      return retype(fill(atom.pattern, atom.cased, choices), choices);
    case 'number':
    case 'boolean':
      return choices.pick([atom.value, String(atom.value)]);
    case 'compare':
      return numberNear(atom, choices);
    case 'regex':
      return someText(choices) + sample(atom.regex.tree, choices) + someText(choices);
    case 'cidr':
      return addressIn(atom.network, choices);
    case 'timePart':
      return dateWith(atom, choices);
  }
}

/** The value with something small about it changed. */
export function nearly(value: Scalar, choices: Choices): Scalar {
  if (typeof value === 'boolean') return choices.pick([!value, Number(value), value ? 'True' : '']);
  if (typeof value === 'string') return retype(edit(value, choices), choices);
  const text = decimalOf(value);
  return choices.pick([
    value + 1,
    -value,
    `0${text}`,
    `${text}.0`,
    `${text}0`,
    ` ${text}`,
    `+${text}`,
    value.toExponential(),
    text.slice(0, -1),
    `${text}.`,
  ]);
}

/** Anything that a field may hold. */
export const something = (choices: Choices): Scalar =>
  choices.pick<() => Scalar>([
    () => 'x',
    () => '',
    () => 0,
    () => false,
    () => choices.pick(words),
    () => someText(choices),
    () => choices.pick([1, -1.5, 4688, 1e21, 1e-7, true]),
  ])();

/** A text as the number or boolean that JSON writes so, sometimes. */
export function retype(text: string, choices: Choices): Scalar {
  if (choices.below(2) === 0) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && String(Number(text)) === text && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}

function numberNear({ order, value }: OfKind<'compare'>, choices: Choices): Scalar {
  const sign = order === 'lt' || order === 'lte' ? -1 : 1;
  const step = choices.pick([1, 0, 0.5, 1e-9, 10, 1000, Math.abs(value) * 1e-15, Math.abs(value)]);
  const number = value + sign * step;
  const text = decimalOf(number);
  const [minus, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  return choices.pick([
    number,
    text,
    `${minus}00${digits}`,
    digits.includes('.') ? `${text}00` : `${text}.00`,
    // a little more than the number, further down than a number can say
    digits.includes('.') ? `${text}0000000000000001` : `${text}.0000000000000001`,
  ]);
}

function addressIn({ bytes, prefix }: Network, choices: Choices): string {
  const address = bytes.map(
    (byte, i) => byte | (choices.pick([0, 255, 1, 128, 99]) & ~maskByte(prefix, i)),
  );
  return spell(address, () => choices.below(12));
}

const two = (number: number): string => String(number).padStart(2, '0');

function dateWith({ part, order, value }: OfKind<'timePart'>, choices: Choices): string {
  const parts = {
    year: choices.pick([2026, 2025, 1, 9999, 1970]),
    month: 1 + choices.below(12),
    day: 1 + choices.below(31),
    hour: choices.below(24),
    minute: choices.below(60),
  };
  const step = { eq: 0, lt: -1, lte: 0, gt: 1, gte: 0 }[order];
  if (part !== 'week') parts[part] = Math.max(0, value + step);
  const date = [String(parts.year).padStart(4, '0'), two(parts.month), two(parts.day)].join('-');
  if (choices.oneIn(8)) return date;
  const seconds = choices.pick(['', ':00', ':59.123456789', ':60']);
  const zone = choices.pick(['Z', '', '+00:00', '-0000', '+02:00', '-1130', '+23:59']);
  return `${date}${choices.pick(['T', ' '])}${two(parts.hour)}:${two(parts.minute)}${seconds}${zone}`;
}
