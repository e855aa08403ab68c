import { expect } from 'chai';
import fc from 'fast-check';
import { Counting } from '../../src/evaluate/counts.ts';
import { instantOf } from '../../src/evaluate/date.ts';
import { compile } from '../../src/evaluate/evaluate.ts';
import type { Event } from '../../src/evaluate/event.ts';
import { type Counts, isWithin } from '../../src/ir/counts.ts';
import { hold } from '../ir/property.ts';
import { at, correlation, countedRule, countsOf, failed, finds } from '../support/correlation.ts';
import { someCounts, someEvents } from '../support/random/counts.ts';

const by = (lines: Readonly<Record<string, string>>) => countsOf([failed, correlation(lines)]);
const logon = (second: number, fields: Event = { User: 'bob' }) =>
  at(second, { EventID: 4625, ...fields });
const times = (...seconds: readonly number[]) => seconds.map((second) => logon(second));

describe('a rule that counts', () => {
  for (const [is, lines, events, wanted] of [
    ['of enough events', {}, times(0, 60, 120), [2]],
    ['of none before there are enough, and of each from then on', {}, times(0, 1, 2, 3), [2, 3]],
    ['of events in any order', {}, times(120, 0, 60), [0]],
    ['of no event that is as long ago as the timespan', {}, times(0, 299, 300), []],
    ['of one that is a little less long ago', {}, times(0, 299, 299.999), [2]],
    ['of all events of one time', {}, times(7, 7, 7), [0, 1, 2]],
    ['of each group for itself', {}, [...times(0, 1), logon(2, { User: 'ann' })], []],
    ['of letters in their case', {}, [...times(0, 1), logon(2, { User: 'Bob' })], []],
    [
      'of a number and its text as one',
      {},
      [logon(0, { User: 5 }), logon(1, { User: '5' }), logon(2, { User: [5] })],
      [2],
    ],
    [
      'of a list in the group of each of its values',
      {},
      [...times(0, 1), logon(2, { User: ['ann', 'bob'] }), logon(3, { User: 'ann' })],
      [2],
    ],
    [
      'of a value that a list holds twice as once',
      {},
      [logon(0), logon(1, { User: ['bob', 'bob'] })],
      [],
    ],
    [
      'of no event without the field',
      { condition: '{gte: 1}' },
      [logon(0, {}), logon(1, { User: null }), logon(2)],
      [2],
    ],
    [
      'of the empty text as a group',
      { condition: '{gte: 2}' },
      [logon(0, { User: '' }), logon(1, { User: '' })],
      [1],
    ],
    [
      'of no event without a time',
      { condition: '{gte: 1}' },
      [
        { EventID: 4625, User: 'bob' },
        { EventID: 4625, User: 'bob', '@timestamp': 'now' },
        logon(0),
      ],
      [2],
    ],
    [
      'of times in milliseconds, too',
      {},
      [...times(0, 1), { EventID: 4625, User: 'bob', '@timestamp': Date.UTC(2026, 0, 5) + 2000 }],
      [2],
    ],
    [
      'of all events as one group without group-by',
      { 'group-by': '' },
      [logon(0, {}), logon(1, { User: 'ann' }), logon(2)],
      [2],
    ],
    [
      'of several fields together',
      { 'group-by': '[User, Host]', condition: '{gte: 2}' },
      [
        logon(0, { User: 'bob', Host: 'a' }),
        logon(1, { User: 'bob', Host: 'b' }),
        logon(2, { User: 'bob', Host: 'a' }),
      ],
      [2],
    ],
    [
      'of fields inside objects',
      { 'group-by': '[user.name]', condition: '{gte: 2}' },
      [logon(0, { user: { name: 'bob' } }), logon(1, { 'user.name': 'bob' })],
      [1],
    ],
    ['gt', { condition: '{gt: 2}' }, times(0, 1, 2), [2]],
    ['lt', { condition: '{lt: 3}' }, times(0, 1, 2), [0, 1]],
    ['lte', { condition: '{lte: 2}' }, times(0, 1, 2), [0, 1]],
    ['eq', { condition: '{eq: 2}' }, times(0, 1, 2), [1]],
    ['neq', { condition: '{neq: 2}' }, times(0, 1, 2), [0, 2]],
    ['several of them at once', { condition: '{gt: 1, lte: 3, neq: 2}' }, times(0, 1, 2, 3), [2]],
    [
      'of different values',
      { type: 'value_count', condition: '{field: Host, gte: 2}' },
      [
        logon(0, { User: 'bob', Host: 'a' }),
        logon(1, { User: 'bob', Host: 'a' }),
        logon(2, { User: 'bob', Host: 'b' }),
      ],
      [2],
    ],
    [
      'of values that are gone from the timespan no more',
      { type: 'value_count', condition: '{field: Host, gte: 2}' },
      [
        logon(0, { User: 'bob', Host: 'a' }),
        logon(1, { User: 'bob', Host: 'b' }),
        logon(300, { User: 'bob', Host: 'b' }),
      ],
      [1],
    ],
    [
      'of no event without the field that is counted',
      { type: 'value_count', condition: '{field: Host, gte: 1}' },
      [logon(0), logon(1, { User: 'bob', Host: null }), logon(2, { User: 'bob', Host: '' })],
      [2],
    ],
    [
      'of every value of a list',
      { type: 'value_count', condition: '{field: Host, gte: 3}' },
      [logon(0, { User: 'bob', Host: ['a', 'b'] }), logon(1, { User: 'bob', Host: ['B', 'b'] })],
      [1],
    ],
  ] as readonly [string, Readonly<Record<string, string>>, readonly Event[], readonly number[]][])
    it(`is true ${is}`, () => expect(finds(by(lines), events)).to.deep.equal(wanted));

  it('counts an event that several rules find once', () => {
    const all = [
      failed,
      countedRule('any', '{EventID|exists: true}'),
      correlation({ rules: '[failed, any]' }),
    ];
    expect(finds(countsOf(all), times(0, 1))).to.deep.equal([]);
    expect(
      finds(countsOf(all), [...times(0, 1), at(2, { EventID: 1, User: 'bob' })]),
    ).to.deep.equal([2]);
  });

  it('groups by what an alias is in the events of each rule', () => {
    const counts = countsOf([
      failed,
      countedRule('denied', '{EventID: 1}'),
      correlation({
        rules: '[failed, denied]',
        'group-by': '[who]',
        condition: '{gte: 2}',
        aliases: '{who: {failed: User, denied: Account}}',
      }),
    ]);
    const events = [
      logon(0),
      at(1, { EventID: 1, Account: 'bob', User: 'ann' }),
      at(2, { EventID: 1, User: 'bob' }),
    ];
    expect(finds(counts, events)).to.deep.equal([1]);
  });

  it('leaves an event that is in too many groups, and says so', () => {
    const many = Array.from({ length: 200 }, (_, i) => String(i));
    const counting = new Counting(by({ 'group-by': '[A, B]' }), '@timestamp');
    expect(counting.take(logon(0, { A: many, B: many }), [0])).to.equal('too many groups');
    expect(counting.take(logon(0, { A: many, B: many.slice(0, 50) }), [0])).to.equal('counted');
  });
});

const instants = [
  ['2026-01-05', Date.UTC(2026, 0, 5)],
  ['2026-01-05T10:01:02.5Z', Date.UTC(2026, 0, 5, 10, 1, 2, 500)],
  ['2026-01-05T10:01:02+0330', Date.UTC(2026, 0, 5, 6, 31, 2)],
  ['2026-01-05 10:01', Date.UTC(2026, 0, 5, 10, 1)],
  [1_767_600_000_000, 1_767_600_000_000],
  ['1767600000000', null],
  [true, null],
] as const;

describe('the time of a date', () => {
  for (const [value, is] of instants)
    it(`of ${value} is ${is}`, () => expect(instantOf(value)).to.equal(is));
});

/** The definition, word by word: every event with every other. */
function naive(counts: Counts, events: readonly Event[]): readonly number[] {
  const { within, bounds } = counts;
  const [{ rule, by: fields, value }] = counts.of as readonly [Counts['of'][0]];
  const list = (event: Event, field: string): readonly string[] =>
    [event[field]]
      .flat()
      .flatMap((one) => (one === undefined || one === null ? [] : [String(one)]));
  const groupsOf = (event: Event): readonly string[] =>
    fields
      .reduce<string[][]>(
        (all, field) => all.flatMap((some) => list(event, field).map((one) => [...some, one])),
        [[]],
      )
      .map((group) => JSON.stringify(group));
  const own = events
    .map((event, number) => ({
      number,
      time: Date.parse(String(event['@timestamp'])),
      groups: compile(rule.when)(event) ? groupsOf(event) : [],
      values: value === null ? [''] : list(event, value),
    }))
    .filter(({ values }) => values.length > 0);
  return own
    .filter(({ time, groups }) =>
      groups.some((group) => {
        const near = own.filter(
          (one) =>
            one.groups.includes(group) && one.time <= time && one.time > time - within * 1000,
        );
        const count =
          value === null ? near.length : new Set(near.flatMap(({ values }) => values)).size;
        return isWithin(count, bounds);
      }),
    )
    .map(({ number }) => number);
}

describe('what counting finds', () => {
  it('is what its definition says of random events', () => {
    let count = 0;
    hold(
      Number(process.env.FUZZ_RUNS ?? 500),
      fc.property(someCounts, someEvents, (counts, events) => {
        const numbers = finds(counts, events);
        count += numbers.length;
        expect(numbers).to.deep.equal(naive(counts, events));
      }),
    );
    expect(count).to.be.above(500);
  });
});
