import type { DatePart, OfKind } from '../ir/expr.ts';

/** More dates than this are not tried for one field. */
const most = 300;

/** The usual date of an example, and of each part what it can be at most. */
const usual: Readonly<Record<Exclude<DatePart, 'week'>, readonly [number, number, number]>> = {
  year: [2026, 0, 9999],
  month: [1, 1, 12],
  day: [5, 1, 31],
  hour: [7, 0, 23],
  minute: [30, 0, 59],
};

/** Dates whose parts are what the tests name, or lie beside it. */
export function* datesFor(tests: readonly OfKind<'timePart'>[]): Iterable<string> {
  if (tests.length === 0) return;
  const near = (part: Exclude<DatePart, 'week'>): readonly number[] => {
    const [first, least, greatest] = usual[part];
    const own = tests.filter((test) => test.part === part).flatMap(({ value }) => beside(value));
    return [...new Set([...own, first])].filter((one) => one >= least && one <= greatest);
  };
  const weeks = tests.filter(({ part }) => part === 'week').flatMap(({ value }) => beside(value));
  let count = 0;
  for (const year of near('year'))
    for (const [month, day] of [...weeks.map((week) => inWeek(year, week)), ...days(near)])
      for (const hour of near('hour'))
        for (const minute of near('minute')) {
          if (count++ === most) return;
          yield `${padded(year, 4)}-${padded(month)}-${padded(day)}T${padded(hour)}:${padded(minute)}:00Z`;
        }
}

const beside = (value: number): readonly number[] => [value, value + 1, value - 1];

const days = (
  near: (part: 'month' | 'day') => readonly number[],
): readonly (readonly [number, number])[] =>
  near('month').flatMap((month) => near('day').map((day) => [month, day] as const));

/** The month and the day of the Thursday of a week of ISO 8601, which lies in the week's year. */
function inWeek(year: number, week: number): readonly [number, number] {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 4); // always in the first week
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7) + 7 * (week - 1));
  return [date.getUTCMonth() + 1, date.getUTCDate()];
}

const padded = (number: number, width = 2): string => String(number).padStart(width, '0');
