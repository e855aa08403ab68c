import { expect } from 'chai';
import { type Member, pairsOf } from '../../src/diff/pairs.ts';

const member = (id: string | null, place: string): Member => ({
  name: { id, title: null, path: place },
  place,
});

describe('two sets of rules', () => {
  for (const [what, old, now, wanted] of [
    ['by their ids, wherever they stand', ['1 a', '2 b'], ['2 a', '1 b'], ['2 b=2 a', '1 a=1 b']],
    ['else by their places', ['- a', '1 b'], ['1 c', '- a'], ['1 b=1 c', '- a=- a']],
    ['by place where an id is new', ['1 a', '3 c'], ['2 a', '3 c'], ['1 a=2 a', '3 c=3 c']],
    [
      'in the order of the new',
      ['1 a', '2 b', '3 c'],
      ['3 c', '4 d', '1 a'],
      ['3 c=3 c', 'none=4 d', '1 a=1 a', '2 b=none'],
    ],
    [
      'one by one where an id stands twice',
      ['1 a', '1 b'],
      ['1 x', '1 y', '1 z'],
      ['1 a=1 x', '1 b=1 y', 'none=1 z'],
    ],
    ['whatever they are called, where each is one', ['1 a'], ['2 b'], ['1 a=2 b']],
    ['with none of them', [], ['1 a'], ['none=1 a']],
  ] as const)
    it(`are laid beside each other ${what}`, () => {
      const set = (of: readonly string[]) =>
        of.map((one) => member(one[0] === '-' ? null : one[0]!, one[2]!));
      const shown = (one: Member | null) => (one ? `${one.name.id ?? '-'} ${one.place}` : 'none');
      const pairs = pairsOf(set(old), set(now)).map(([a, b]) => `${shown(a)}=${shown(b)}`);
      expect(pairs).to.deep.equal(wanted);
    });
});
