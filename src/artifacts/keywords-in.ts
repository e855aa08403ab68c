import type { QueryBody } from '../backends/backend.ts';

/**
 * A query of Query DSL that looks for keywords in one field: one that holds all texts of an event, as `copy_to`
 * gathers them. Of `{"query_string":{"query":"...","fields":["*"]}}` the fields become `["texts"]`.
 */
export const keywordsIn = (query: QueryBody, field: string): QueryBody =>
  typeof query === 'string' ? query : (moved(query, field) as QueryBody);

function moved(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      isEverywhere(key, inner) ? { ...inner, fields: [field] } : moved(inner, field),
    ]),
  );
}

/** A field of that name has no `fields` in any query. */
const isEverywhere = (key: string, value: unknown): value is object =>
  key === 'query_string' &&
  typeof value === 'object' &&
  value !== null &&
  'fields' in value &&
  Array.isArray(value.fields) &&
  value.fields.join() === '*';
