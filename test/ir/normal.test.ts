import { expect } from 'chai';
import fc from 'fast-check';
import { inTime } from '../../src/cli/in-time.ts';
import { type Expr, predicate, print } from '../../src/index.ts';
import { always, and, never, not, or } from '../../src/ir/build.ts';
import { rewrite } from '../../src/ir/fold.ts';
import { Normals } from '../../src/ir/normal.ts';
import { Choices, numbers } from '../support/random/choices.ts';
import { eventNear } from '../support/random/events.ts';
import { expressionsOf } from '../support/random/expressions.ts';
import * as node from './nodes.ts';
import { hold } from './property.ts';

const [a, b, c] = [node.match('a', 'x'), node.match('b', 'y'), node.match('c', 'z')];

function isSame(one: Expr, other: Expr): boolean {
  const normals = new Normals();
  return normals.of(one).id === normals.of(other).id;
}

describe('the normal form', () => {
  for (const [what, one, other] of [
    ['the order of items', and([a, or([b, c])]), and([or([c, b]), a])],
    ['an item that stands there twice', or([a, b, a]), or([b, a])],
    ['an and in an and', and([a, and([b, c])]), and([a, b, c])],
    ['not of an or', not(or([a, b])), and([not(a), not(b)])],
    ['not of an and', not(and([a, not(b)])), or([not(a), b])],
    ['not of not', not(not(a)), a],
    ['what is always true', and([a, always]), a],
    ['what is never true', and([a, never]), never],
    ['a test and its opposite', or([a, not(a), b]), always],
    ['null and not there', node.isNull('a'), not(node.exists('a'))],
    ['the case of letters', node.match('a', 'X*'), node.match('a', 'x*')],
    ['cased, where there is no case', node.cased('a', '7*'), node.match('a', '7*')],
    ['a number and its text', node.number('a', 4688), node.match('a', '4688')],
    ['a boolean and its text', node.boolean('a', true), node.cased('a', 'true')],
    ['a keyword that is open already', node.keyword('x'), node.keyword('*x*')],
    ['bits behind a prefix', node.cidr('a', '10.1.2.3/8'), node.cidr('a', '10.0.0.0/8')],
    ['two spellings of a class', node.re('a', '[0-9]+'), node.re('a', '\\d+')],
    ['which field is compared', node.sameAs('a', 'equals', 'b'), node.sameAs('b', 'equals', 'a')],
  ] as const)
    it(`is the same whatever is ${what}`, () => expect(isSame(one, other)).to.equal(true));

  for (const [what, one, other] of [
    ['another value', a, node.match('a', 'y')],
    ['another field', a, node.match('b', 'x')],
    ['the case of a field', a, node.match('A', 'x')],
    ['and and or', and([a, b]), or([a, b])],
    ['a test and its opposite', a, not(a)],
    ['cased', node.cased('a', 'x'), a],
    ['a sign and a wildcard', node.match('a', '\\*'), node.match('a', '*')],
    ['there and not empty of values', node.exists('a'), node.match('a', '*')],
    ['a boolean and any case of its text', node.boolean('a', true), node.match('a', 'true')],
    ['cased letters outside ASCII', node.match('a', 'É'), node.match('a', 'é')],
    [
      'which field begins with the other',
      node.sameAs('a', 'starts', 'b'),
      node.sameAs('b', 'starts', 'a'),
    ],
    ['flags', node.re('a', 'x'), node.re('a', 'x', 'i')],
  ] as const)
    it(`tells ${what}`, () => expect(isSame(one, other)).to.equal(false));

  const recipes = fc.array(numbers, { minLength: 20, maxLength: 20, size: 'max' });

  it('is that of an expression said another way', () =>
    hold(
      300,
      fc.property(expressionsOf(), numbers, (when, recipe) => {
        const said = anew(when, new Choices(recipe));
        expect(isSame(when, said), print(said)).to.equal(true);
      }),
    ));

  it('is only that of expressions that mean the same', () =>
    hold(
      300,
      fc.property(expressionsOf(), numbers, recipes, (when, recipe, events) => {
        const said = dropped(when, new Choices(recipe));
        if (!isSame(when, said)) return;
        const near = events.map((numbers) => eventNear(when, new Choices(numbers)));
        const [one, other] = [predicate(when), predicate(said)];
        inTime(2000, () => {
          for (const event of near) expect(one(event), print(said)).to.equal(other(event));
        });
      }),
    ));
});

/** The same in other words. */
const anew = (when: Expr, choices: Choices): Expr =>
  rewrite(when, {
    and: (one) => said({ ...one, items: turned(one.items, choices) }, choices),
    or: (one) => said({ ...one, items: turned(one.items, choices) }, choices),
    not: (one) => said(one, choices),
    atom: (one) => said(one, choices),
  });

const turned = (items: readonly Expr[], choices: Choices): readonly Expr[] => {
  const from = choices.below(items.length || 1);
  const out = [...items.slice(from), ...items.slice(0, from)];
  return choices.oneIn(3) ? out.reverse() : out;
};

function said(one: Expr, choices: Choices): Expr {
  if ((one.kind === 'and' || one.kind === 'or') && choices.oneIn(3)) {
    const kind = one.kind === 'and' ? 'or' : 'and';
    return not({ kind, items: one.items.map(not) });
  }
  return choices.pick<() => Expr>([
    () => one,
    () => not(not(one)),
    () => ({ kind: 'and', items: [one, one] }),
    () => ({ kind: 'or', items: [one, never] }),
  ])();
}

/** The expression with an item left out here and there, which may make no difference. */
const dropped = (when: Expr, choices: Choices): Expr => {
  const less = (items: readonly Expr[]) => items.filter(() => !choices.oneIn(4));
  return rewrite(when, {
    and: (one) => ({ ...one, items: less(one.items) }),
    or: (one) => ({ ...one, items: less(one.items) }),
  });
};
