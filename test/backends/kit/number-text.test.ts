import { expect } from 'chai';
import fc from 'fast-check';
import { numbersOf } from '../../../src/backends/kit/number-text.ts';
import { compile } from '../../../src/evaluate/evaluate.ts';
import { decimalOf } from '../../../src/ir/decimal.ts';
import { compare } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { isOf } from './languages.ts';

const order = fc.constantFrom('lt', 'lte', 'gt', 'gte');
const bound = fc.oneof(
  fc.integer({ min: -1200, max: 1200 }),
  fc.integer({ min: -2000, max: 2000 }).map((value) => value / 100),
  fc.constantFrom(0, -0, 1, -1, 0.1, -0.5, 9, 10, 99, 100, 1e21, 1e-7, 4294967295, 0.05, 100.001),
);

/** Texts for a bound: itself, what is near it, and anything, in many spellings and in some that are none. */
const number = fc.oneof(
  fc.constantFrom(-1, -0.1, -0.01, 0, 0.01, 0.1, 1).map((by) => (of: number) => decimalOf(of + by)),
  bound.map((other) => () => decimalOf(other)),
  fc.stringMatching(/^-?[0-9]{1,4}(\.[0-9]{1,3})?$/).map((text) => () => text),
  fc
    .constantFrom('', '-', '-0', '0.0', '-0.00', '.5', '5.', '+5', '1e3', ' 5', '5\n', '5a')
    .map((text) => () => text),
);
const near = fc
  .tuple(number, fc.constantFrom('', '0', '00'), fc.constantFrom('', '.0', '0', '00', '.5'))
  .map(
    ([number, lead, tail]) =>
      (of: number) =>
        number(of).replace(/^-?/, `$&${lead}`) + tail,
  );

describe('the texts of numbers', () => {
  it('are those that the evaluator says are less, or greater', () => {
    let found = 0;
    hold(
      600,
      fc.property(
        order,
        bound,
        fc.array(near, { minLength: 12, maxLength: 12 }),
        (order, value, texts) => {
          const test = compile(compare('f', order, value));
          const is = isOf([numbersOf(order, decimalOf(value))]);
          for (const text of texts.map((text) => text(value))) {
            const wanted = test({ f: text });
            if (wanted) found++;
            expect(is(text), `${text} ${order} ${value}`).to.equal(wanted);
          }
        },
      ),
    );
    expect(found).to.be.above(2000);
  });
});
