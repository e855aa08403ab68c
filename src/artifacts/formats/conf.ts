/**
 * A value in one of Splunk's .conf files: a line break goes behind a backslash. A backslash that ends
 * a line is its own only with a space behind it.
 * https://docs.splunk.com/Documentation/Splunk/latest/Admin/Howtoeditaconfigurationfile
 */
export const conf = (value: unknown): string =>
  textOf(value)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, ' ')
    .trim()
    .split('\n')
    .map((line) => line.trimEnd().replace(/\\$/, '\\ '))
    .join('\\\n  ');

/**
 * A text for people. Readers differ on a value that ends with a backslash, whether the space behind it keeps the next
 * line away; a sign that looks like a backslash ends none.
 */
export const confText = (value: unknown): string => conf(value).replace(/\\ $/, '\uff3c');

/**
 * A value that Splunk puts field values into, as an alert's action has it: `$field$` in it would be
 * one, and there is no escape; a sign that looks like a dollar is none.
 */
export const token = (value: unknown): string => confText(textOf(value).replace(/\$/g, '\uff04'));

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
