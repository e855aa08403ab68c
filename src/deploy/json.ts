import { hashOf } from '../emit/hash.ts';

/** What JSON can write. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The hash of a value, whatever the order of its maps' keys. */
export const hashOfJson = (value: Json): string => hashOf(JSON.stringify(sorted(value)));

/** The value as a text to lay beside another's: JSON, also where it stands in a text, its maps' keys in one order. */
export function printed(value: Json): string {
  if (typeof value !== 'string') return `${JSON.stringify(sorted(value), null, 2)}\n`;
  try {
    return printed(JSON.parse(value) as Json);
  } catch {
    return value;
  }
}

/** The value with the keys of all its maps in one order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
