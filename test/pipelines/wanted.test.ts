import { expect } from 'chai';
import fc from 'fast-check';
import { predicate, print } from '../../src/index.ts';
import { and, not, or } from '../../src/ir/build.ts';
import type { Expr, Match } from '../../src/ir/expr.ts';
import { flatten } from '../../src/passes/flatten.ts';
import { among, constant } from '../../src/pipelines/kit/constant.ts';
import { mayEnd } from '../../src/pipelines/kit/may-end.ts';
import { isWithin, wantedOf } from '../../src/pipelines/kit/wanted.ts';
import { expressionsOf } from '../ir/expressions.ts';
import * as ir from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';

const values = ['1', '2', '12', 'ab', 'ab$', '$', 'b'];
const atom = fc
  .constantFrom('a', 'b')
  .chain((field) =>
    fc.constantFrom<Expr>(
      ...['1', '2', '1*', '*2', 'ab', '*$', 'ab*', '*', '?', ''].map((of) => ir.match(field, of)),
      { kind: 'number', field, value: 1, at: ir.at },
      ir.re(field, '^[12]'),
      ir.exists(field),
      ir.isNull(field),
    ),
  );
const expr = expressionsOf(atom);
const events = [null, ...values].flatMap((a) => [null, ...values].map((b) => ({ a, b })));

describe('what a field has to be for a rule to be true', () => {
  it('is what it is in every event that the rule is true of', () => {
    let told = 0;
    let found = 0;
    hold(
      2000,
      fc.property(expr, (made) => {
        const when = flatten(made);
        const wanted = wantedOf(when, ['a']);
        if (!wanted) return;
        told++;
        const isOne = predicate(
          or(wanted.map((pattern) => ({ ...ir.match('a', 'x'), pattern }) as Expr)),
        );
        const isTrue = predicate(when);
        for (const event of events)
          if (isTrue(event)) {
            found++;
            expect(isOne(event), JSON.stringify(event)).to.equal(true);
          }
      }),
    );
    expect([told > 300, found > 300]).to.deep.equal([true, true]);
  });

  for (const [wanted, name, is] of [
    ['CreateUser', 'CreateUser', true],
    ['createuser', 'CreateUser', true],
    ['CreateUser', 'Create*', true],
    ['CreateUser', '*User*', true],
    ['CreateUser*', 'Create*', true],
    ['*Create*', 'Create*', false],
    ['Create*', 'CreateUser', false],
    ['CreateUse?', 'Create*', false],
    ['*', '*', true],
    ['Delete*Logs', '*Delete*', true],
  ] as const)
    it(`${wanted} is ${is ? '' : 'not '}all within ${name}`, () => {
      const of = (text: string) => (ir.match('a', text) as Match).pattern;
      expect(isWithin(of(wanted), of(name))).to.equal(is);
    });
});

describe('a field that may end in a text', () => {
  it('ends in no event that a rule is true of, where it may not', () => {
    const counts = { may: 0, not: 0 };
    hold(
      2000,
      fc.property(expr, (made) => {
        const when = flatten(made);
        const may = mayEnd(when, 'a', '$');
        counts[may ? 'may' : 'not']++;
        if (may) return;
        const isTrue = predicate(when);
        for (const event of events)
          if (event.a?.endsWith('$')) expect(isTrue(event), JSON.stringify(event)).to.equal(false);
      }),
    );
    for (const count of Object.values(counts)) expect(count).to.be.above(100);
  });

  for (const [what, when, may] of [
    ['nothing of it', ir.match('b', 'x'), true],
    ['another end', ir.match('a', '*x'), false],
    ['a beginning', ir.match('a', 'x*'), true],
    ['a whole text', ir.match('a', 'x'), false],
    ['that it does not', and([ir.match('b', 'x'), not(ir.match('a', '*$'))]), false],
  ] as const)
    it(`${may ? 'may' : 'may not'} where a rule asks ${what}`, () =>
      expect(mayEnd(when, 'a', '$')).to.equal(may));
});

describe('a field of events that is known', () => {
  for (const [what, field, test, when] of [
    ['its value is asked', constant('7045'), ir.match('a', '70*'), '(and)'],
    ['another is asked', constant('7045'), ir.match('a', '4697'), '(or)'],
    [
      'a number is asked',
      constant('7045'),
      { ...ir.match('a', 'x'), kind: 'number', value: 7045 },
      '(and)',
    ],
    ['it is asked for', constant('7045'), ir.exists('a'), '(and)'],
    ['one of its values is asked', among('b', ['1', '2']), ir.match('a', '2'), 'b'],
    ['none of its values is asked', among('b', ['1', '2']), ir.match('a', '3'), '(or)'],
    ['nothing is asked', among('b', ['1', '2']), ir.isNull('a'), '(or)'],
  ] as const)
    it(`is decided where ${what}`, () => {
      const { when: asked, reason } = field.ask(test as never);
      expect(print(asked)).to.contain(when);
      expect(reason).to.equal(undefined);
    });

  it('is left open where a regular expression asks it', () =>
    expect(constant('7045').ask(ir.re('a', '^7') as never).reason?.code).to.equal(
      'pipeline/values',
    ));
});
