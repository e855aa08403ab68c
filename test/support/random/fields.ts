import fc from 'fast-check';

/*
 * Names of fields, the same in every case: an index takes a name either for values or for an object.
 */

/** Fields that hold values. */
const common = ['a', 'b', 'A', 'c.d', 'c.e.f'];
/** With signs, and with words of JSON, of query languages and of the bodies of queries. */
const odd = [
  ...['with space', 'with-dash', 'x.y z.w-v', '@timestamp', 'é', 'k"q', "it's", 'back\\slash'],
  ...['1', 'a:b', 'a(b', '{x}', '$x', 'p|q', 'a=b', 'a,b', 'a/b', '%x%', '_raw', '#'],
  ...['AND', 'not', 'null', 'true', 'index', 'source', 'host', 'count', 'where', 'by', 'like'],
  ...['boost', '_name', 'value', 'query', 'field', 'exists', 'case_insensitive', 'properties'],
];
/** Fields that hold objects, with one that is in them. */
const objects = new Map([
  ['c', 'c.d'],
  ['c.e', 'c.e.f'],
  ['x', 'x.y z.w-v'],
]);

/** Fields of values, few of them often. */
export const field = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...common) },
  { weight: 1, arbitrary: fc.constantFrom(...odd) },
);

export const fieldOrObject = fc.oneof(
  { weight: 9, arbitrary: field },
  { weight: 1, arbitrary: fc.constantFrom(...objects.keys()) },
);

export const names: readonly string[] = [...common, ...odd];

/** The field to write when this one is to hold something. */
export const leafOf = (field: string): string => objects.get(field) ?? field;
