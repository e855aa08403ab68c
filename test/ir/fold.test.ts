import { expect } from 'chai';
import { always, and, never, not, or } from '../../src/ir/build.ts';
import type { Expr } from '../../src/ir/expr.ts';
import { eachAtom, fold, rewrite } from '../../src/ir/fold.ts';
import { exists, isNull } from './nodes.ts';

const [a, b, c] = ['a', 'b', 'c'].map(exists) as [Expr, Expr, Expr];
const tree = and([a, not(or([b, c]))]);

describe('building', () => {
  for (const [makes, built, is] of [
    ['nothing of one item of an and', and([a]), a],
    ['nothing of one item of an or', or([a]), a],
    ['an and of two', and([a, b]), { kind: 'and', items: [a, b] }],
    ['an or of two', or([a, b]), { kind: 'or', items: [a, b] }],
    ['what is always true of no items', and([]), always],
    ['what is never true of no items', or([]), never],
    ['a not', not(a), { kind: 'not', item: a }],
  ] as const)
    it(`makes ${makes}`, () => expect(built).to.deep.equal(is));
});

describe('folding', () => {
  it('goes from the leaves up, in the order of the text', () => {
    const words = fold<string>(tree, {
      and: (items) => `(${items.join(' and ')})`,
      or: (items) => `(${items.join(' or ')})`,
      not: (item) => `not ${item}`,
      atom: (node) => (node.kind === 'exists' ? node.field : node.kind),
    });
    expect(words).to.equal('(a and not (b or c))');
  });

  it('hands on each atom in the order of the text', () => {
    const seen: Expr[] = [];
    eachAtom(tree, (atom) => seen.push(atom));
    expect(seen).to.deep.equal([a, b, c]);
  });
});

describe('rewriting', () => {
  it('changes atoms wherever they stand', () => {
    const missing = rewrite(tree, { atom: (node) => (node === c ? isNull('c') : node) });
    expect(missing).to.deep.equal(and([a, not(or([b, isNull('c')]))]));
  });

  it('changes a node when its children are changed', () => {
    const sizes: number[] = [];
    rewrite(and([or([a, b]), c]), {
      or: () => c,
      and: (node) => {
        sizes.push(node.items.filter((item) => item === c).length);
        return node;
      },
    });
    expect(sizes).to.deep.equal([2]);
  });

  it('makes nothing anew that it does not change', () => {
    const left = or([a, b]);
    const changed = rewrite(and([left, c]), { atom: (node) => (node === c ? isNull('c') : node) });
    expect(rewrite(tree, { atom: (node) => node })).to.equal(tree);
    expect(changed.kind === 'and' && changed.items[0]).to.equal(left);
  });
});
