import fc from 'fast-check';
import { at, correlation, countsOf, failed } from '../correlation.ts';

/** Random rules that count the events with `EventID: 4625` within five seconds. */
export const someCounts = fc
  .record({
    type: fc.constantFrom('event_count', 'value_count'),
    by: fc.constantFrom('', '[User]', '[User, Host]'),
    condition: fc.constantFrom(
      'gte: 2',
      'gt: 2',
      'lt: 3',
      'lte: 1',
      'eq: 2',
      'neq: 2',
      'gte: 2, lte: 4, neq: 3',
      'gte: 1',
    ),
  })
  .map(({ type, by: groups, condition }) =>
    countsOf([
      failed,
      correlation({
        type,
        'group-by': groups,
        timespan: '5s',
        condition: type === 'value_count' ? `{field: Port, ${condition}}` : `{${condition}}`,
      }),
    ]),
  );

const some = (values: readonly unknown[]) =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.array(fc.constantFrom(...values.slice(0, 3)), { maxLength: 3 }),
  );

/** Events of some ten seconds, few values, lists too. */
export const someEvents = fc.array(
  fc
    .record({
      second: fc.nat(20).map((n) => n / 2),
      EventID: fc.constantFrom(4625, 4625, 4625, 1),
      User: some(['bob', 'ann', 'Bob', null, 5]),
      Host: some(['a', 'b', '', null]),
      Port: some([1, 2, '2', 3, null]),
    })
    .map(({ second, ...fields }) => at(second, fields)),
  { maxLength: 25 },
);
