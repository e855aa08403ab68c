import { expect } from 'chai';
import fc from 'fast-check';
import { lowerAscii, patternTest } from '../../src/evaluate/text.ts';
import { ANY, ONE, type Piece, pattern, text } from '../../src/ir/pattern.ts';
import { hold } from '../ir/property.ts';
import { growth, LINEAR } from '../support/cost.ts';

/* Patterns held against what they say word for word, tried in every way. */

const unit = fc.constantFrom('a', 'b', 'A', 'é', '😀', '\n');
const word = fc.string({ unit, minLength: 1, maxLength: 2 });
const pieces = fc.array(fc.oneof(word.map(text), fc.constant(ANY), fc.constant(ONE)), {
  maxLength: 6,
});

const small = (char: string): string => (/[A-Z]/.test(char) ? char.toLowerCase() : char);

function tries(of: readonly Piece[], chars: readonly string[], cased: boolean): boolean {
  const [first, ...rest] = of;
  if (!first) return chars.length === 0;
  if (first.kind === 'any')
    return [...chars, ''].some((_, i) => tries(rest, chars.slice(i), cased));
  if (first.kind === 'one') return chars.length > 0 && tries(rest, chars.slice(1), cased);
  if (first.kind !== 'text') return false;
  const same = (a: string, b: string | undefined) =>
    b !== undefined && (cased ? a === b : small(a) === small(b));
  const wanted = [...first.text];
  return (
    wanted.every((char, i) => same(char, chars[i])) &&
    tries(rest, chars.slice(wanted.length), cased)
  );
}

describe('a pattern against a text', () => {
  it('is what it says, tried in every way', () =>
    hold(
      3000,
      fc.property(pieces, fc.string({ unit, maxLength: 8 }), fc.boolean(), (of, value, cased) => {
        const found = patternTest(pattern(of), cased)(value);
        expect(found).to.equal(tries(of, [...value], cased));
      }),
    ));

  it('with a gap left in it matches nothing', () => {
    const test = patternTest([ANY, { kind: 'placeholder', name: 'x' }], false);
    expect(['', 'a', '%x%'].filter(test)).to.deep.equal([]);
  });

  it('takes time that grows with the lengths, not with their powers', () => {
    const test = patternTest(pattern([ANY, text('a'), ANY, text('a'), ANY, text('b')]), false);
    expect(test('a'.repeat(1 << 16))).to.equal(false);
    expect(growth((size) => test('a'.repeat(size)), 1 << 16)).to.be.below(LINEAR);
  });
});

describe('small letters', () => {
  for (const [of, are] of [
    ['ABCxyz[@`{', 'abcxyz[@`{'],
    ['ÉÀΣİ', 'ÉÀΣİ'],
    ['AÉB', 'aÉb'],
    ['\u212aK', '\u212ak'],
    ['', ''],
  ] as const)
    it(`of "${of}" are "${are}"`, () => expect(lowerAscii(of)).to.equal(are));
});
