/**
 * A text in XP, MaxPatrol SIEM's language of rules, in quotes. Control characters, whose escapes are said nowhere,
 * become spaces.
 */
export const xp = (value: unknown): string =>
  `"${String(value ?? '')
    .replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, ' ')
    .replace(/[\\"]/g, '\\$&')}"`;

/**
 * A text into which MaxPatrol SIEM puts fields of an event: `{field}` in it would be one, and there is no
 * escape; a sign that looks like a brace is none.
 */
export const xpWords = (value: unknown): string =>
  String(value ?? '')
    .replaceAll('{', '\uff5b')
    .replaceAll('}', '\uff5d');
