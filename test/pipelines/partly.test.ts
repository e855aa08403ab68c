import { expect } from 'chai';
import fc from 'fast-check';
import { compile } from '../../src/evaluate/evaluate.ts';
import { filled } from '../../src/pipelines/kit/filled.ts';
import { hostName, sometimes, unless } from '../../src/pipelines/kit/partly.ts';
import type { Field, FieldTest } from '../../src/pipelines/pipeline.ts';
import * as ir from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';

/*
 * Fields that are held, or not, in more than one way. A test of a value is true of all that may be stored of
 * it; without a reason, of nothing else.
 */

type Stored = readonly Readonly<Record<string, string>>[];

const cases: readonly (readonly [
  string,
  Field,
  readonly (string | null)[],
  (value: string | null) => Stored,
])[] = [
  [
    'there in some events only',
    sometimes('to', 'is not there'),
    ['a', 'Ab', null],
    (value) => (value === null ? [{}] : [{ to: value }, {}]),
  ],
  [
    'not there where it is a dash',
    unless('to', ['-'], 'is not there'),
    ['-', 'a', 'a-b', null],
    (value) => (value === null || value === '-' ? [{}] : [{ to: value }]),
  ],
  [
    'the name of a host, or its address',
    hostName('to'),
    ['-', 'fs.corp', 'ab', 'fe', null],
    (value) =>
      value === null || value === '-' ? [{ to: '10.0.0.7' }, { to: 'fe80::ab' }] : [{ to: value }],
  ],
  [
    'a word where it is missing',
    filled('to', 'unknown'),
    ['a', 'know', 'UNK', null],
    (value) => [{ to: value ?? 'unknown' }],
  ],
  [
    'a number where it is missing',
    filled('to', '0'),
    ['1', '10', '443', null],
    (value) => [{ to: value ?? '0' }],
  ],
];

const texts = ['a', 'ab', 'b', '-', 'know', 'unknown', 'no', 'fe', 'fs.corp', 'fs', '0', '1', '10'];
const test: fc.Arbitrary<FieldTest> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', '*', '?'),
        fc.constantFrom(...texts),
        fc.constantFrom('', '*', '?'),
      )
      .chain((parts) =>
        fc.constantFrom<FieldTest>(
          ir.match('from', parts.join('')),
          ir.cased('from', parts.join('')) as FieldTest,
        ),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a', '^-$', 'know', 'k.*n', '^f', '.')
      .map((source) => ir.re('from', source) as FieldTest),
  },
  fc.constantFrom<FieldTest>(
    ir.match('from', '*') as FieldTest,
    ir.exists('from') as FieldTest,
    ir.isNull('from') as FieldTest,
    ir.number('from', 0) as FieldTest,
    ir.number('from', 10) as FieldTest,
    ir.cidr('from', '10.0.0.0/8') as FieldTest,
  ),
  fc
    .tuple(fc.constantFrom('lt', 'lte', 'gt', 'gte'), fc.constantFrom(-1, 0, 1, 10))
    .map(([order, value]) => ir.compare('from', order as 'lt', value) as FieldTest),
);

describe('a field that is held', () => {
  for (const [name, field, values, store] of cases)
    it(`as ${name} is asked for so`, () => {
      let exact = 0;
      let found = 0;
      hold(
        1500,
        fc.property(test, (asked) => {
          const { when, reason } = field.ask(asked);
          const [isTrue, finds] = [compile(asked), compile(when)];
          if (!reason) exact++;
          for (const value of values)
            for (const stored of store(value)) {
              const wanted = isTrue(value === null ? {} : { from: value });
              if (wanted) found++;
              if (wanted || !reason)
                expect(finds(stored), `${JSON.stringify(asked)} of ${value}`).to.equal(wanted);
            }
        }),
      );
      expect(found).to.be.above(40);
      if (!name.startsWith('there')) expect(exact).to.be.above(40);
    });
});
