import { expect } from 'chai';
import fc from 'fast-check';
import { datesOf, datesWithOffset } from '../../../src/backends/kit/date-text.ts';
import { compile } from '../../../src/evaluate/evaluate.ts';
import { timePart } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { isOf } from './languages.ts';

const two = (most: number) => fc.nat(most).map((value) => String(value).padStart(2, '0'));
const date = fc
  .tuple(
    fc.oneof(fc.constantFrom('0000', '0099', '1999', '2026', '9999'), fc.stringMatching(/^\d{4}$/)),
    two(14),
    two(33),
  )
  .map((parts) => parts.join('-'));
const seconds = fc.oneof(
  fc.constant(''),
  fc.tuple(two(61), fc.constantFrom('', '.', '.5', '.1234567')).map(([s, f]) => `:${s}${f}`),
);
const time = fc
  .tuple(fc.constantFrom('T', ' ', 't', ''), two(25), fc.constantFrom(':', ''), two(61), seconds)
  .map((parts) => parts.join(''));
const utc = fc.constantFrom('', 'Z', '+00:00', '-0000', 'z', ' Z');
const offset = fc.constantFrom('+03:00', '-0330', '+00:01', '-99:99');
const dateTime = fc.tuple(date, time).map((parts) => parts.join(''));
const inUtc = fc.oneof(
  date,
  fc.tuple(dateTime, utc).map((parts) => parts.join('')),
  fc.constantFrom('', 'a'),
);

const part = fc.oneof(
  fc.tuple(fc.constant('minute'), fc.integer({ min: 0, max: 59 })),
  fc.tuple(fc.constant('hour'), fc.integer({ min: 0, max: 23 })),
  fc.tuple(fc.constant('day'), fc.integer({ min: 1, max: 31 })),
  fc.tuple(fc.constant('month'), fc.integer({ min: 1, max: 12 })),
  fc.tuple(fc.constant('year'), fc.constantFrom(0, 99, 1998, 1999, 2000, 2026, 2027, 9999)),
) as fc.Arbitrary<['minute' | 'hour' | 'day' | 'month' | 'year', number]>;
const order = fc.constantFrom('eq', 'lt', 'lte', 'gt', 'gte');

describe('the texts of dates', () => {
  it('in UTC are those whose part the evaluator says is so', () => {
    let found = 0;
    hold(
      500,
      fc.property(
        part,
        order,
        fc.array(inUtc, { minLength: 8, maxLength: 8 }),
        ([part, value], order, texts) => {
          const test = compile(timePart('f', part, order, value));
          const is = isOf([datesOf(part, order, value)!]);
          for (const text of texts) {
            const wanted = test({ f: text });
            if (wanted) found++;
            expect(is(text), `${text}: ${part} ${order} ${value}`).to.equal(wanted);
          }
        },
      ),
    );
    expect(found).to.be.above(300);
  });

  it('with an offset are those that are dates for the evaluator', () => {
    const isDate = compile(timePart('f', 'year', 'gte', -2));
    const isShifted = isOf([datesWithOffset()]);
    hold(
      500,
      fc.property(dateTime, offset, (text, by) => {
        expect(isShifted(text + by)).to.equal(isDate({ f: text + by }));
        expect(isShifted(text)).to.equal(false);
      }),
    );
  });

  it('show no week', () => expect(datesOf('week', 'eq', 7)).to.equal(null));
});
