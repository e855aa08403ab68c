import type { Scalar } from '../evaluate/event.ts';
import { decimalOf } from '../ir/decimal.ts';
import type { Atom, OfKind } from '../ir/expr.ts';
import { maskByte, type Network, networkText } from '../ir/network.ts';
import { datesFor } from './dates.ts';
import type { Dice } from './dice.ts';
import { textsFor } from './texts.ts';

/**
 * Values for a field, that may well pass the tests that are to hold and fail the others. The plainest come first;
 * where texts are asked for, they do not end.
 */
export function* candidates(
  hold: readonly Atom[],
  fail: readonly Atom[],
  dice: Dice,
): Iterable<Scalar> {
  for (const atom of hold)
    if (atom.kind === 'number' || atom.kind === 'boolean') {
      yield atom.value;
      yield String(atom.value);
    }
  yield* numbersFor([...hold, ...fail].filter((atom) => atom.kind === 'compare'));
  yield* addressesFor(
    hold.filter((atom) => atom.kind === 'cidr'),
    fail.filter((atom) => atom.kind === 'cidr'),
  );
  yield* datesFor([...hold, ...fail].filter((atom) => atom.kind === 'timePart'));
  if (hold.every(({ kind }) => kind === 'exists'))
    yield* [...dice.shuffled(['x', 'y', 'z']), 1, '', true];
  yield* textsFor(hold, dice);
}

/** The bounds, what lies beside each, and what lies between two. */
function* numbersFor(tests: readonly OfKind<'compare'>[]): Iterable<Scalar> {
  const bounds = [...new Set(tests.map(({ value }) => value))].sort((a, b) => a - b);
  for (const [i, bound] of bounds.entries()) {
    const next = bounds[i + 1] ?? bound + 2;
    for (const number of [bound, bound + 1, bound - 1, (bound + next) / 2, bound * 2, bound / 2])
      if (Number.isFinite(number)) {
        yield number;
        yield decimalOf(number);
      }
  }
}

/** The edges of the networks, and what lies beside the edges of those that are to be left. */
function* addressesFor(
  hold: readonly OfKind<'cidr'>[],
  fail: readonly OfKind<'cidr'>[],
): Iterable<string> {
  for (const { network } of hold) {
    const [first, last] = edgesOf(network);
    for (const address of [first, last, beside(first, 1), beside(last, -1)]) yield textOf(address);
  }
  if (hold.length > 0)
    for (const { network } of fail) {
      const [first, last] = edgesOf(network);
      for (const address of [beside(last, 1), beside(first, -1)]) yield textOf(address);
    }
}

function edgesOf({ bytes, prefix }: Network): readonly [readonly number[], readonly number[]] {
  return [bytes, bytes.map((byte, i) => byte | (0xff & ~maskByte(prefix, i)))];
}

/** The address before or behind. */
function beside(address: readonly number[], step: 1 | -1): readonly number[] {
  const out = [...address];
  for (let i = out.length - 1; i >= 0; i--) {
    const byte = out[i]! + step;
    out[i] = byte & 0xff;
    if (byte >= 0 && byte <= 0xff) break;
  }
  return out;
}

const textOf = (bytes: readonly number[]): string => {
  const version = bytes.length === 4 ? 4 : 6;
  return networkText({ version, bytes, prefix: bytes.length * 8, text: '' }).split('/')[0]!;
};
