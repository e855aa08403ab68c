/*
 * How PDQL writes names and texts. Both kinds of quotes are in use, backslashes are doubled in both:
 * https://github.com/Security-Experts-Community/siem-monkey
 */

/** Fields of the taxonomy are words with points between them. */
export const isSpeakable = (field: string): boolean =>
  /^[A-Za-z_]\w*(?:\.\w+)*$/.test(field) && !words.has(field.toLowerCase());

const words = new Set([
  ...['and', 'or', 'not', 'in', 'null', 'true', 'false', 'like', 'match'],
  ...['contains', 'startswith', 'endswith', 'in_list', 'in_subnet', 'filter', 'select'],
]);

/** What can't stand in a text: control characters, and halves of surrogate pairs. */
export const unspeakable =
  /[\x00-\x1f\x7f-\x9f\u2028\u2029]+|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A text in quotes; in those that are not in it, where there are such. */
export function quote(text: string): string {
  const sign = text.includes('"') && !text.includes("'") ? "'" : '"';
  return sign + text.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`) + sign;
}
