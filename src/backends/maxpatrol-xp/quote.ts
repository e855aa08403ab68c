import type { Spelling } from '../kit/maxpatrol/term.ts';

/** What XP keeps for itself, so that no field can be called so. */
export const words = new Set([
  ...['and', 'or', 'not', 'null', 'true', 'false', 'if', 'then', 'else', 'elif', 'endif'],
  ...['event', 'rule', 'emit', 'init', 'on', 'key', 'filter', 'query', 'from', 'qhandler'],
  ...['within', 'timer', 'with', 'close', 'insert_into', 'enrich', 'enrichment', 'enrich_fields'],
]);

/** What isn't written as it is: control characters, and halves of surrogate pairs. */
export const unspeakable =
  /[\x00-\x1f\x7f-\x9f\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A text of XP: of its escapes two are written, those that every reader of it knows. */
export const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** How a field is asked for one of some values. */
export type How = 'whole' | 'number' | 'regex';

/** As many characters as stand in one regular expression, where it needn't be more. */
const longest = 1000;

export const isThere = (field: string): string => `${field} != null`;

export const spelling: Spelling = {
  all: isThere('time'), // every event has a time
  none: 'time == null',
  isMissing: (field) => `${field} == null`,
  values: (field, how, values) => {
    if (how === 'regex')
      return inParts(values).map((part) => `regex(${field}, ${quote(part.join('|'))}, 0) != null`);
    const said = how === 'number' ? values : values.map(quote);
    return [
      said.length === 1 ? `${field} == ${said[0]}` : `in_list([${said.join(', ')}], ${field})`,
    ];
  },
};

function inParts(values: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const value of values) {
    if (value.length > left) {
      parts.push([]);
      left = longest;
    }
    parts.at(-1)!.push(value);
    left -= value.length + 1;
  }
  return parts;
}
