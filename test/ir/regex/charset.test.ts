import { expect } from 'chai';
import fc from 'fast-check';
import {
  ALL,
  type CharSet,
  charSet,
  chars,
  complement,
  equal,
  foldCase,
  has,
  intersect,
  isAll,
  isEmpty,
  minus,
  only,
  size,
  union,
} from '../../../src/ir/regex/charset.ts';
import { hold } from '../property.ts';

/* Held against sets of numbers, on the first few code points and the last. */

const probes = [...Array.from({ length: 40 }, (_, i) => i), 0x10fffe, 0x10ffff];
const ranges = fc.array(
  fc
    .tuple(fc.nat(39), fc.nat(6))
    .map(([first, more]) => [first, Math.min(39, first + more)] as const),
  { maxLength: 6 },
);
const points = (of: readonly (readonly [number, number])[]) =>
  new Set(of.flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i)));
const isNormal = (set: CharSet) =>
  set.every((point, i) => i === 0 || (i % 2 ? point >= set[i - 1]! : point > set[i - 1]! + 1));

describe('a set of characters', () => {
  it('does what sets do, and stays in order', () =>
    hold(
      500,
      fc.property(ranges, ranges, (a, b) => {
        const [x, y] = [charSet(a), charSet(b)];
        const [p, q] = [points(a), points(b)];
        for (const [set, holds] of [
          [x, (point: number) => p.has(point)],
          [complement(x), (point: number) => !p.has(point)],
          [union(x, y), (point: number) => p.has(point) || q.has(point)],
          [intersect(x, y), (point: number) => p.has(point) && q.has(point)],
          [minus(x, y), (point: number) => p.has(point) && !q.has(point)],
        ] as const) {
          expect(isNormal(set)).to.equal(true);
          expect(probes.filter((point) => has(set, point))).to.deep.equal(probes.filter(holds));
        }
        expect(size(x)).to.equal(p.size);
        expect(isEmpty(x)).to.equal(p.size === 0);
        expect(only(x)).to.equal(p.size === 1 ? [...p][0] : null);
        expect(equal(x, y)).to.equal(p.size === q.size && [...p].every((point) => q.has(point)));
      }),
    ));

  it('is all, or nothing, when it is turned round from the other', () => {
    expect(isAll(complement([]))).to.equal(true);
    expect(isEmpty(complement(ALL))).to.equal(true);
  });

  for (const [folds, set, to] of [
    ['a letter', 'a', 'Aa'],
    ['capitals', 'AZ', 'AZaz'],
    ['no sign between the cases of letters', '[_@', '@[_'],
    ['letters outside ASCII', 'éÉж', 'ÉéЖж'],
    ['letters of three cases', 'ǆ', 'Ǆǅǆ'],
    ['letters of two small forms', 'Σ', 'Σςσ'],
    ['no k to the Kelvin sign', 'k', 'Kk'],
    ['no Kelvin sign to k', '\u212a', '\u212a'],
    ['no s to the long s', 'sS', 'Ss'],
    ['no long s to s', 'ſ', 'ſ'],
    ['no dotless i to i', 'ıi', 'Iiı'],
    ['no dotted capital I to i', 'İ', 'İ'],
    ['signs without case not at all', '漢5', '5漢'],
  ] as const)
    it(`folds ${folds}`, () => expect(foldCase(chars(set))).to.deep.equal(chars(to)));
});
