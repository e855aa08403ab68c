import { json } from './json.ts';

/** Text inside a line of Markdown, with nothing in it that Markdown would read. */
export const md = (value: unknown): string =>
  String(value ?? '')
    .replace(/[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>|~&]|(?<!\w)_|_(?!\w)|^[#+=-]|(?<=^\d+)[.)]/g, '\\$&');

/** A block of code in a fence that is longer than any in it. */
export const code = (value: unknown, language: unknown): string => {
  const text = typeof value === 'string' ? value : json(value);
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${String(language)}\n${text}\n${fence}`;
};

/** Code inside a cell of a table, with its spaces; nothing is a dash. */
export const cell = (value: unknown): string => {
  const text = String(value ?? '').replace(
    /[\t\n\r\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+/g,
    ' ',
  );
  if (text.trim() === '') return '—';
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = '`'.repeat(longest + 1);
  const gap = longest > 0 || /^ .* $/.test(text) ? ' ' : '';
  return `${ticks}${gap}${text.replaceAll('|', '\\|')}${gap}${ticks}`;
};

/** Words in a list: `a, b, c`. */
export const words = (value: unknown): string =>
  Array.isArray(value) ? value.map(md).join(', ') : md(value);
