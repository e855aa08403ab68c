import type { DatePart } from '../ir/expr.ts';
import type { Scalar } from './event.ts';

/**
 * ISO 8601's calendar dates: `2026-01-05`, `2026-01-05T10:01:00.1234567Z`, `2026-01-05 10:01:00`,
 * with `Z`, an offset (`+03:00`, `+0300`) or, read as UTC, without. A date alone is its midnight.
 */
const iso =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(\.\d+)?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;

/** The part of a date, in UTC; null where there is no date. A number is none: nothing says since when it counts. */
export function datePart(value: Scalar, part: DatePart): number | null {
  const found = typeof value === 'string' && iso.exec(value);
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1, 6).map((digits) => Number(digits ?? 0));
  const offset = Number(found[9] ?? 0) * 60 + Number(found[10] ?? 0);
  if (offset === 0 && part !== 'week') return { year, month, day, hour, minute }[part]!;
  const date = new Date(0);
  date.setUTCFullYear(year!, month! - 1, day);
  date.setUTCHours(hour!, minute! - (found[8] === '-' ? -offset : offset));
  return partOf(date, part);
}

/** When a date is, in milliseconds since 1970, parts of one too; null where there is none. A number is that already. */
export function instantOf(value: Scalar): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const found = typeof value === 'string' && iso.exec(value);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  const offset = Number(found[9] ?? 0) * 60 + Number(found[10] ?? 0);
  const date = new Date(0);
  date.setUTCFullYear(year!, month! - 1, day);
  date.setUTCHours(hour!, minute! - (found[8] === '-' ? -offset : offset), second);
  return date.getTime() + Number(found[7] ?? 0) * 1000;
}

function partOf(date: Date, part: DatePart): number {
  switch (part) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
  }
}

/** Weeks begin on Monday; the first is the one with the year's first Thursday. */
function isoWeek(date: Date): number {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const first = new Date(thursday);
  first.setUTCMonth(0, 1); // Date.UTC would take the year 99 for 1999
  return 1 + Math.floor((thursday.getTime() - first.getTime()) / (7 * 24 * 3_600_000));
}
