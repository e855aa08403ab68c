/** A value as Python's `json.dumps` writes it: spaces behind commas and colons, and all signs in ASCII. */
export function pythonJson(value: unknown, indent: number | null = null): string {
  const text = indent === null ? flat(value) : JSON.stringify(value, null, indent);
  return text.replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${flat(one)}`);
  return `{${entries.join(', ')}}`;
}
