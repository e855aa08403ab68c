/**
 * A value as TOML 1.0 in one line: a text's escapes are JSON's; what is null is left out.
 * https://toml.io/en/v1.0.0
 */
export function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.filter(isThere).map(toml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const entries = Object.entries(value).filter(([, inner]) => isThere(inner));
  return `{${entries.map(([key, inner]) => `${keyOf(key)} = ${toml(inner)}`).join(', ')}}`;
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined;

const scalar = (value: unknown): string => JSON.stringify(value ?? '').replace(/\x7f/g, '\\u007f');

const keyOf = (key: string): string => (/^[\w-]+$/.test(key) ? key : scalar(key));
