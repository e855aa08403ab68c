import fc from 'fast-check';

/* Random addresses and networks, spelled in every way and in some that are none. */

const byte = fc.oneof(fc.constantFrom(0, 1, 9, 10, 99, 100, 127, 128, 199, 255), fc.nat(255));
const group = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1, 0xff, 0x100, 0xfff, 0xfe80, 0xffff) },
  { weight: 1, arbitrary: fc.nat(0xffff) },
);

const toBytes = (groups: readonly number[]): number[] =>
  groups.flatMap((value) => [value >> 8, value & 0xff]);

const bytesOf = {
  4: fc.array(byte, { minLength: 4, maxLength: 4 }),
  6: fc.array(group, { minLength: 8, maxLength: 8 }).map(toBytes),
} as const;

/** One of the ways to spell an address; `choose` is where the ways part, and says which to take. */
export function spell(bytes: readonly number[], choose: () => number): string {
  if (bytes.length === 4) return bytes.join('.');
  const decimal = choose() % 4 === 0;
  const count = decimal ? 6 : 8;
  const values = Array.from({ length: count }, (_, i) => bytes[2 * i]! * 256 + bytes[2 * i + 1]!);
  const parts = values.map((value) => {
    const digits = value.toString(16).padStart(choose() % 3 === 0 ? 4 : 1, '0');
    return choose() % 2 === 0 ? digits.toUpperCase() : digits;
  });
  if (decimal) parts.push(bytes.slice(12).join('.'));
  const zero = values.map((value) => value === 0);
  const starts = zero.flatMap((isZero, i) => (isZero ? [i] : []));
  if (starts.length === 0 || choose() % 4 === 0) return parts.join(':');
  const from = starts[choose() % starts.length]!;
  let to = from + 1;
  while (to < count && zero[to] && choose() % 4 !== 0) to++;
  return `${parts.slice(0, from).join(':')}::${parts.slice(to).join(':')}`;
}

const choices = fc.infiniteStream(fc.nat(11)).map((stream) => () => stream.next().value as number);

const valid = fc
  .tuple(fc.oneof(bytesOf[4], bytesOf[6]), choices)
  .map(([bytes, choose]) => spell(bytes, choose));

/** What stands in addresses, put where it does not belong, or taken away. */
const damage = fc
  .tuple(fc.nat(40), fc.constantFrom('', '', ':', '::', '.', '0', '00', '1', 'f', 'g', '%1', ' '))
  .map(([at, part]) => (text: string) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + part + text.slice(place + (part === '' ? 1 : 0));
  });
const damaged = fc.tuple(valid, damage).map(([text, by]) => by(text));

/** Texts that are addresses, and texts that nearly are. */
export const addressText = fc.oneof(valid, damaged);

export interface NetworkCase {
  readonly version: 4 | 6;
  readonly address: string;
  readonly prefix: number;
  /** As a rule writes it. */
  readonly text: string;
  /** Addresses of the same version in the network and beside it, spelled in many ways. */
  readonly near: readonly string[];
  /** Some of those with a sign too many, or too few. */
  readonly nearly: readonly string[];
}

const ofVersion = (version: 4 | 6): fc.Arbitrary<NetworkCase> => {
  const bits = version === 4 ? 32 : 128;
  return fc
    .record({
      bytes: bytesOf[version],
      prefix: fc.oneof(fc.nat(bits), fc.constantFrom(0, 8, 16, 24, bits - 1, bits)),
      flips: fc.array(fc.array(fc.nat(bits - 1), { maxLength: 3 }), { maxLength: 8 }),
      others: fc.array(bytesOf[version], { maxLength: 3 }),
      damages: fc.array(damage, { maxLength: 8 }),
      choose: choices,
    })
    .map(({ bytes, prefix, flips, others, damages, choose }) => {
      const flipped = flips.map((places) =>
        places.reduce((out, bit) => out.with(bit >> 3, out[bit >> 3]! ^ (128 >> (bit & 7))), bytes),
      );
      const address = spell(bytes, choose);
      const near = [bytes, ...flipped, ...others].map((one) => spell(one, choose));
      const nearly = damages.map((by, i) => by(near[i % near.length]!));
      return { version, address, prefix, text: `${address}/${prefix}`, near, nearly };
    });
};

export const network = fc.oneof(ofVersion(4), ofVersion(6));
