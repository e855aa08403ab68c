import type { Holds } from './index-fields.ts';

/*
 * The types of fields that engines have:
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/field-data-types and
 * https://docs.opensearch.org/latest/mappings/supported-field-types/index/
 */

const byType: Readonly<Record<Exclude<Holds, 'other'>, readonly string[]>> = {
  keyword: ['keyword', 'wildcard', 'constant_keyword'],
  text: ['text', 'match_only_text'],
  integer: ['long', 'integer', 'short', 'byte', 'unsigned_long'],
  double: ['double'],
  rounded: ['float', 'half_float', 'scaled_float'],
  boolean: ['boolean'],
  address: ['ip'],
  date: ['date', 'date_nanos'],
  flat: ['flattened', 'flat_object'],
};

const known = new Map<string, Holds>(
  Object.entries(byType).flatMap(([holds, types]) =>
    types.map((type) => [type, holds as Holds] as const),
  ),
);

/** What a type holds; `other` of what isn't looked into, and of what isn't known. */
export const holdsOf = (type: string): Holds => known.get(type) ?? 'other';

/** Types whose values `exists` finds, though they can't be looked into here. */
const present: ReadonlySet<string> = new Set([
  ...['ip_range', 'integer_range', 'float_range', 'long_range', 'double_range', 'date_range'],
  ...['version', 'token_count', 'geo_point', 'search_as_you_type'],
]);

export const isPresent = (type: string): boolean => known.has(type) || present.has(type);

/** The least and the greatest value of an integer type, as near as a number of JSON is. */
export const bounds: Readonly<Record<string, readonly [number, number]>> = {
  byte: [-128, 127],
  short: [-32_768, 32_767],
  integer: [-(2 ** 31), 2 ** 31 - 1],
  long: [-(2 ** 63), 2 ** 63],
  unsigned_long: [0, 2 ** 64],
};
