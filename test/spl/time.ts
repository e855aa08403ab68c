import type { Reading } from './reading.ts';

/*
 * Search Reference, "Date and Time functions" and "Date and time format variables",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/time-format-variables-and-modifiers/date-and-time-format-variables
 * A time without a zone is where the user is. strptime() wants a day, and a date from 1971 on.
 */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Parts = Record<string, string>;

/** What a variable is read by; a capture's name says which part it is. */
const variables: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>0?[1-9]|1[0-2])',
  d: '(?<d>0?[1-9]|[12]\\d|3[01])',
  e: '\\s*(?<d>0?[1-9]|[12]\\d|3[01])',
  b: `(?<b>${months.join('|')})`,
  H: '(?<H>[01]?\\d|2[0-3])',
  M: '(?<M>[0-5]?\\d)',
  S: '(?<S>[0-5]?\\d|6[01])',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
  Z: '(?<z>UTC|GMT|Z)',
  s: '(?<s>\\d+)',
  '%': '%',
};

/** Seconds since 1970; null where the text is not of the format. */
export function parseTime(text: string, format: string, reading: Reading): number | null {
  const source = format
    .replace('%F', '%Y-%m-%d')
    .replace('%T', '%H:%M:%S')
    .replace(/%[369]?[NQ]|%:?([A-Za-z%])|[\s\S]/g, (part, variable: string | undefined) => {
      if (/^%[369]?[NQ]$/.test(part)) return '(?<N>\\d{1,9})';
      if (variable !== undefined) {
        const known = variables[variable];
        if (known === undefined) throw new Error(`a format that is not read here: ${part}`);
        return known;
      }
      return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    });
  const found = new RegExp(`^${source}${reading.strptimeIgnoresRest ? '' : '$'}`).exec(text);
  if (!found) return null;
  const parts = found.groups as Parts;
  if (parts.s !== undefined) return Number(parts.s);
  const month = parts.b === undefined ? Number(parts.m) - 1 : months.indexOf(parts.b);
  if (parts.Y === undefined || parts.d === undefined || !(month >= 0)) return null;
  const date = new Date(Date.UTC(Number(parts.Y), month, Number(parts.d)));
  if (Number(parts.Y) < 1971 || date.getUTCMonth() !== month) return null;
  const zone = parts.z === undefined ? reading.timeZone : minutesOf(parts.z);
  const seconds = Number(parts.H ?? 0) * 3600 + Number(parts.M ?? 0) * 60 + Number(parts.S ?? 0);
  return date.getTime() / 1000 + seconds + Number(`0.${parts.N ?? 0}`) - zone * 60;
}

function minutesOf(zone: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!found) return 0;
  return (Number(found[2]) * 60 + Number(found[3])) * (found[1] === '-' ? -1 : 1);
}

/** A time as text, where the user is. */
export function formatTime(seconds: number, format: string, reading: Reading): string {
  const date = new Date((seconds + reading.timeZone * 60) * 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  return format.replace(/%([A-Za-z%])/g, (part, variable: string) => {
    switch (variable) {
      case 'Y':
        return String(date.getUTCFullYear()).padStart(4, '0');
      case 'm':
        return two(date.getUTCMonth() + 1);
      case 'd':
        return two(date.getUTCDate());
      case 'H':
        return two(date.getUTCHours());
      case 'M':
        return two(date.getUTCMinutes());
      case 'S':
        return two(date.getUTCSeconds());
      case 'F':
        return date.toISOString().slice(0, 10);
      case 'T':
        return date.toISOString().slice(11, 19);
      case 'b':
        return months[date.getUTCMonth()]!;
      case 'w':
        return String(date.getUTCDay());
      case 's':
        return String(Math.floor(seconds));
      case '%':
        return '%';
      default:
        throw new Error(`a format that is not written here: ${part}`);
    }
  });
}
