import { expect } from 'chai';
import { ANY, ONE, type Piece, pattern, printPattern, simple, text } from '../../src/ir/pattern.ts';
import { glob } from './nodes.ts';

const gap: Piece = { kind: 'placeholder', name: 'users' };

describe('a pattern', () => {
  for (const [joins, pieces, becomes] of [
    ['nothing of nothing', [], []],
    ['texts side by side', [text('a'), text('b')], [text('ab')]],
    ['no empty text', [text(''), ANY, text('')], [ANY]],
    ['texts around an empty one', [text('a'), text(''), text('b')], [text('ab')]],
    ['runs side by side', [ANY, ANY, ANY], [ANY]],
    ['runs around an empty text', [ANY, text(''), ANY], [ANY]],
    ['no single characters', [ONE, ONE], [ONE, ONE]],
    ['a run with what it takes before it', [ANY, ONE], [ONE, ANY]],
    ['runs and single characters', [ANY, ONE, ANY, ONE, text('a')], [ONE, ONE, ANY, text('a')]],
    ['no texts around a run', [text('a'), ANY, text('b')], [text('a'), ANY, text('b')]],
    ['no texts around a gap', [text('a'), gap, text('b')], [text('a'), gap, text('b')]],
  ] as const)
    it(`joins ${joins}`, () => expect(pattern(pieces)).to.deep.equal(becomes));

  for (const [of, where, value] of [
    ['', 'whole', ''],
    ['a', 'whole', 'a'],
    ['a*', 'start', 'a'],
    ['*a', 'end', 'a'],
    ['*a*', 'anywhere', 'a'],
    ['*', 'anywhere', ''],
    ['\\*a', 'whole', '*a'],
  ] as const)
    it(`${of || 'of nothing'} is one text: "${value}", ${where}`, () =>
      expect(simple(glob(of))).to.deep.equal({ where, text: value }));

  for (const of of ['?', 'a?', '?a', '?*', 'a*b', 'a?b', '*a*b*', 'a*b*', '*a?', '?a*'])
    it(`${of} is more than one text`, () => expect(simple(glob(of))).to.equal(null));

  it('with a gap is more than one text', () => expect(simple([gap])).to.equal(null));

  for (const [shows, pieces, as] of [
    ['a run and a single character', [text('a'), ANY, ONE], 'a*?'],
    ['their signs in a text', [text('a*b?c\\d')], 'a\\*b\\?c\\\\d'],
    ['a gap', [text('a'), gap], 'a%users%'],
    ['nothing', [], ''],
  ] as const)
    it(`shows ${shows} as "${as}"`, () => expect(printPattern(pieces)).to.equal(as));
});
