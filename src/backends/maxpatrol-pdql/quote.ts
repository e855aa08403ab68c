import type { Spelling } from '../kit/maxpatrol/term.ts';

/*
 * How PDQL writes names and texts. Both kinds of quotes are in use, backslashes are doubled in both:
 * https://github.com/Security-Experts-Community/siem-monkey
 */

/** What PDQL keeps for itself, so that no field can be called so. */
export const words = new Set([
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

export const spelling: Spelling = {
  all: 'time != null', // every event has a time
  none: 'time = null',
  isMissing: (field) => `${field} = null`,
  values: (field, _, texts) => [
    texts.length === 1
      ? `${field} = ${quote(texts[0]!)}`
      : `${field} in [${texts.map(quote).join(', ')}]`,
  ],
};
