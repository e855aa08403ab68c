import { json } from './json.ts';

/**
 * A value as JSON inside a text that Mustache reads, as Watcher, Alerting and search templates have it:
 * what looks like a tag in it comes out as it is. Mustache has no escape; the tag is put between two
 * changes of its delimiters. https://mustache.github.io/mustache.5.html#Set-Delimiter
 */
export const mustache = (value: unknown): string => json(plain(value));

const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replace(/\{(?=\{)/g, '{{=<% %>=}}{<%={{ }}=%>');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [plain(key) as string, plain(inner)]),
  );
};
