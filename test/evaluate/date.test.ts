import { expect } from 'chai';
import fc from 'fast-check';
import { datePart } from '../../src/evaluate/date.ts';
import type { DatePart } from '../../src/ir/expr.ts';
import { hold } from '../ir/property.ts';

const day = 24 * 3_600_000;

describe('the part of a date', () => {
  for (const [text, part, is] of [
    ['2026-01-05', 'year', 2026],
    ['2026-01-05', 'hour', 0],
    ['2026-01-05T10:01:00.1234567Z', 'minute', 1],
    ['2026-01-05 10:01:00', 'hour', 10],
    ['2026-01-05T10:01', 'minute', 1],
    ['2026-01-05T10:01:60Z', 'minute', 1],
    ['2026-01-05T10:01:00+03:00', 'hour', 7],
    ['2026-01-05T10:01:00+0330', 'minute', 31],
    ['2026-01-05T00:30:00+01:00', 'day', 4],
    ['2026-01-01T00:30:00+01:00', 'year', 2025],
    ['2026-12-31T23:30:00-01:00', 'month', 1],
    ['2026-01-05T10:01:00-00:00', 'hour', 10],
    ['0007-03-02', 'year', 7],
    ['2026-01-05', 'week', 2],
    ['2027-01-01', 'week', 53],
    ['2024-12-30', 'week', 1],
    ['2024-12-30T00:30:00+01:00', 'week', 52],
  ] as const)
    it(`${text} has the ${part} ${is}`, () => expect(datePart(text, part)).to.equal(is));

  for (const no of [
    '',
    '2026',
    '2026-1-5',
    '2026-13-01',
    '2026-01-32',
    '2026-01-05T24:00:00Z',
    '2026-01-05T10:60:00Z',
    '2026-01-05T10:01:61Z',
    '2026-01-05T10',
    '2026-01-05T10:01:00.Z',
    '2026-01-05T10:01:00+3',
    '2026-01-05t10:01:00z',
    '2026-01-05Z',
    ' 2026-01-05',
    '2026-01-05\n',
    '20260105',
    '05.01.2026',
    1767571200000,
    true,
  ])
    it(`${JSON.stringify(no)} is no date`, () => expect(datePart(no, 'year')).to.equal(null));

  const moment = fc.date({
    min: new Date('0001-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  });
  const two = (of: number) => String(of).padStart(2, '0');

  /** The moment as a clock shows it that goes so many minutes before UTC. */
  const shown = (at: Date, before: number, colon: string) =>
    new Date(at.getTime() + before * 60_000).toISOString().slice(0, -1) +
    (before < 0 ? '-' : '+') +
    two(Math.floor(Math.abs(before) / 60)) +
    colon +
    two(Math.abs(before) % 60);

  it('is that of the moment in UTC, whatever the clock shows', () =>
    hold(
      500,
      fc.property(
        moment,
        fc.integer({ min: -840, max: 840 }),
        fc.constantFrom(':', ''),
        (at, before, colon) => {
          const text = shown(at, before, colon);
          const parts: [DatePart, number][] = [
            ['year', at.getUTCFullYear()],
            ['month', at.getUTCMonth() + 1],
            ['day', at.getUTCDate()],
            ['hour', at.getUTCHours()],
            ['minute', at.getUTCMinutes()],
          ];
          for (const [part, is] of parts) expect(datePart(text, part), part).to.equal(is);
        },
      ),
    ));

  it('the week: its Thursday is so many Thursdays into its year', () =>
    hold(
      300,
      fc.property(moment, (at) => {
        let thursday = at.getTime() - 4 * day;
        while (new Date(thursday).getUTCDay() !== 4 || thursday < at.getTime() - 3.5 * day)
          thursday += day;
        const year = new Date(thursday).getUTCFullYear();
        let count = 0;
        for (let t = thursday; new Date(t).getUTCFullYear() === year; t -= 7 * day) count++;
        expect(datePart(at.toISOString(), 'week')).to.equal(count);
      }),
    ));
});
