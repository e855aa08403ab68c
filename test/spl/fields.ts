/*
 * Events as Splunk's search sees them: flat fields that hold text, some of them several, and `_raw`.
 *
 * Search Reference, "spath": from JSON, the fields of an object inside an object are called by their
 * path, `a.b`. https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/spath
 *
 * Assumed, for no page says it of all the ways into Splunk: a list makes a field of several values
 * under its own name (spath calls it `a{}`), null and an empty list make no field, an empty text
 * makes a field with an empty text, and a field `a.b` beside an object `a` adds its values to it.
 */

export type Scalar = string | number | boolean;
/** A field's value: none, one, or two and more. */
export type Value = null | Scalar | readonly Scalar[];
export type Row = Readonly<Record<string, Value>>;
type Json = Readonly<Record<string, unknown>>;

/** What `_raw` is made of: the event's JSON, or its texts alone, with a sign between them that is in none. */
export type Raw = 'json' | 'values';

export function rowOf(event: Json, raw: Raw = 'values'): Row {
  const values = new Map<string, string[]>();
  const all: string[] = [];
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) for (const item of value) add(name, item);
    else if (typeof value === 'object') addFields(value as Json, `${name}.`);
    else {
      const text = String(value);
      all.push(text);
      const before = values.get(name);
      if (before) before.push(text);
      else values.set(name, [text]);
    }
  };
  const addFields = (of: Json, start: string): void => {
    for (const name of Object.keys(of)) add(start + name, of[name]);
  };
  addFields(event, '');
  const row: Record<string, Value> = Object.create(null);
  for (const [name, texts] of values) row[name] = many(texts);
  row._raw = raw === 'json' ? JSON.stringify(event) : all.join('\u{f0000}');
  return row;
}

/** Some values as the value of a field. */
export const many = (values: readonly Scalar[]): Value =>
  values.length === 0 ? null : values.length === 1 ? values[0]! : values;

export const listOf = (value: Value | undefined): readonly Scalar[] =>
  value === null || value === undefined ? [] : typeof value === 'object' ? value : [value];

/** Search Reference, "Conversion functions", tostring(): a Boolean is "True" or "False". */
export const textOf = (value: Scalar): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'boolean'
      ? value
        ? 'True'
        : 'False'
      : String(value);

/** The row with one field changed, for one value of many. */
export function withField(row: Row, name: string, value: Value): Row {
  const changed: Record<string, Value> = Object.create(row);
  changed[name] = value;
  return changed;
}
