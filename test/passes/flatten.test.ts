import { expect } from 'chai';
import fc from 'fast-check';
import { compile } from '../../src/evaluate/evaluate.ts';
import { always, and, never, not, or } from '../../src/ir/build.ts';
import type { Expr } from '../../src/ir/expr.ts';
import { flatten } from '../../src/passes/flatten.ts';
import { exists, isNull, match } from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';
import { casesOf } from '../support/random/cases.ts';
import { expressionsOf } from '../support/random/expressions.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((f) => match(f, 'x')) as [Expr, Expr, Expr, Expr];
const one = (kind: 'and' | 'or', item: Expr): Expr => ({ kind, items: [item] });

describe('flatten', () => {
  for (const [does, before, after] of [
    ['opens an and in an and', and([a, and([b, c])]), and([a, b, c])],
    ['opens an or in an or', or([or([a, b]), c]), or([a, b, c])],
    ['opens them at any depth', and([and([a, and([b, c])]), d]), and([a, b, c, d])],
    ['keeps an or in an and', and([a, or([b, c])]), and([a, or([b, c])])],
    ['keeps an and in an or', or([and([a, b]), c]), or([and([a, b]), c])],
    ['opens what stands behind a not not', and([a, not(not(and([b, c])))]), and([a, b, c])],
    ['keeps an and behind a not', and([a, not(and([b, c]))]), and([a, not(and([b, c]))])],
    ['takes off two nots', not(not(a)), a],
    ['takes off four', not(not(not(not(a)))), a],
    ['leaves one of three', not(not(not(a))), not(a)],
    ['opens an and of one', one('and', one('or', a)), a],
    ['leaves out what is always true', and([a, always, b]), and([a, b])],
    ['leaves out what is never true', or([a, never]), a],
    ['takes an and with what is never true', and([a, never, b]), never],
    ['takes an or with what is always true', or([a, b, always]), always],
    ['turns what is always true round', not(always), never],
    ['turns what is never true round', not(never), always],
    ['says of what is not null that it exists', not(isNull('f')), exists('f')],
    ['says of what does not exist that it is null', not(exists('f')), isNull('f')],
    ['carries it up', and([a, not(or([b, not(and([c, never]))]))]), never],
    ['leaves nothing of nothing', and([always, one('and', always)]), always],
    ['has no say in what is asked twice', and([a, a, not(a)]), and([a, a, not(a)])],
  ] as const)
    it(does, () => expect(flatten(before)).to.deep.equal(after));

  it('leaves what is flat as it is', () => {
    const flat = and([a, or([b, not(and([c, d]))])]);
    expect(flatten(flat)).to.equal(flat);
  });

  it('keeps what is true of every event', () =>
    hold(
      500,
      fc.property(casesOf(4), ({ when, events }) => {
        const [before, after] = [compile(when), compile(flatten(when))];
        for (const one of events) expect(after(one)).to.equal(before(one));
      }),
    ));

  it('leaves nothing to flatten', () =>
    hold(
      500,
      fc.property(expressionsOf(), (when) => {
        const flat = flatten(when);
        expect(flatten(flat)).to.equal(flat);
      }),
    ));
});
