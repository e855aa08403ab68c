import { expect } from 'chai';
import { and, not, or } from '../../src/ir/build.ts';
import type { Atom } from '../../src/ir/expr.ts';
import { ANY, type Piece, text } from '../../src/ir/pattern.ts';
import { unfilled } from '../../src/passes/placeholders.ts';
import { exists, keyword, match } from '../ir/nodes.ts';

const gap = (name: string): Piece => ({ kind: 'placeholder', name });
const filledWith = (atom: ReturnType<typeof match>, ...pieces: Piece[]): Atom => ({
  ...atom,
  pattern: pieces,
});

describe('what nobody has filled', () => {
  it('is told of each gap, in the order of the rule', () => {
    const gaps = unfilled(
      and([
        filledWith(match('f', ''), text('a'), gap('one'), ANY, gap('two')),
        not(or([exists('g'), filledWith(match('f', ''), gap('three'))])),
        { ...keyword(''), pattern: [gap('four')] } as Atom,
      ]),
    );
    expect(gaps.map(({ message }) => message)).to.deep.equal(
      ['one', 'two', 'three', 'four'].map((name) => `The placeholder %${name}% has no values.`),
    );
    expect(gaps.every(({ severity }) => severity === 'error')).to.equal(true);
  });

  it('is nothing where signs of percent are text', () =>
    expect(unfilled(match('f', '%users%'))).to.deep.equal([]));
});
