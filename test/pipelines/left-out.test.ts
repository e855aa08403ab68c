import { expect } from 'chai';
import fc from 'fast-check';
import { type Event, type Pipeline, predicate } from '../../src/index.ts';
import { and, not, or } from '../../src/ir/build.ts';
import type { Expr } from '../../src/ir/expr.ts';
import { flatten } from '../../src/passes/flatten.ts';
import { applyPipelines } from '../../src/pipelines/apply.ts';
import { named } from '../../src/pipelines/kit/change.ts';
import { expressionsOf } from '../ir/expressions.ts';
import * as ir from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';

/* A schema that has no field where its value is empty or a dash, as Winlogbeat has none. */

const pipeline: Pipeline = {
  id: 'x',
  title: 'X',
  schemasOf: () => [
    {
      where: () => and([]),
      fields: new Map([
        ['a', named('held.a')],
        ['b', named('held.b')],
      ]),
      others: 'none',
      leftOut: ['', '-'],
    },
  ],
};

const map = (when: Expr) => applyPipelines(ir.rule(flatten(when)), [pipeline]);

const values = ['', '-', 'x', '-x', null] as const;
const events: readonly Event[] = values.flatMap((a) => values.map((b) => ({ a, b })));
const held = ({ a, b }: Event): Event => ({
  ...(a === null || a === '' || a === '-' ? {} : { 'held.a': a }),
  ...(b === null || b === '' || b === '-' ? {} : { 'held.b': b }),
});

const atom = fc
  .constantFrom('a', 'b')
  .chain((field) =>
    fc.constantFrom<Expr>(
      ...['', '-', '*', '?', '-*', 'x', '*x*'].map((of) => ir.match(field, of)),
      ...['^-$', 'x', '^$', '.'].map((of) => ir.re(field, of)),
      ir.exists(field),
      ir.isNull(field),
      ir.sameAs('a', 'equals', 'b'),
      ir.sameAs('b', 'contains', 'a'),
      or([ir.isNull(field), ir.match(field, ''), ir.match(field, '-')]),
      and([not(ir.isNull(field)), not(ir.match(field, '')), not(ir.match(field, '-'))]),
    ),
  );
const expr = expressionsOf(atom);

describe('values that a schema leaves out', () => {
  it('are asked for as they are held, or more, and then it is said', () => {
    const counts = { exact: 0, wider: 0, found: 0 };
    hold(
      3000,
      fc.property(expr, (when) => {
        const { when: mapped, exact, diagnostics } = map(when);
        if (diagnostics.some(({ severity }) => severity === 'error')) return;
        counts[exact ? 'exact' : 'wider']++;
        expect(exact || diagnostics.length > 0).to.equal(true);
        const [isTrue, finds] = [predicate(when), predicate(mapped)];
        for (const event of events) {
          const wanted = isTrue(event);
          if (wanted) counts.found++;
          if (wanted || exact) expect(finds(held(event)), JSON.stringify(event)).to.equal(wanted);
        }
      }),
    );
    for (const count of Object.values(counts)) expect(count).to.be.above(100);
  });

  for (const [what, when, exact] of [
    ['missing, empty or a dash', or([ir.isNull('a'), ir.match('a', '-'), ir.match('a', '')]), true],
    [
      'none of them',
      and(['', '-'].map((of) => not(ir.match('a', of))).concat(not(ir.isNull('a')))),
      true,
    ],
    ['missing or empty', or([ir.isNull('a'), ir.match('a', '')]), false],
    ['missing', ir.isNull('a'), false],
    ['a dash', ir.match('a', '-'), false],
    ['a text', ir.match('a', 'x*'), true],
  ] as const)
    it(`are told where a rule asks for ${what}: ${exact ? 'exact' : 'wider'}`, () => {
      const mapped = map(and([when, ir.match('b', 'x')]));
      expect([mapped.exact, mapped.diagnostics.map(({ code }) => code)]).to.deep.equal([
        exact,
        exact ? [] : ['pipeline/left-out'],
      ]);
    });
});
