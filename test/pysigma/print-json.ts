/** JSON in few lines: what fits into a line of 100 characters stands in one. */
export function printJson(value: unknown, indent = '', before = 0): string {
  const flat = inOneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + before + flat.length < 100)
    return flat;
  const deeper = `${indent}  `;
  const [open, items, close] = Array.isArray(value)
    ? (['[', value.map((item) => printJson(item, deeper)), ']'] as const)
    : ([
        '{',
        Object.entries(value).map(([key, inner]) => {
          const name = `${JSON.stringify(key)}: `;
          return name + printJson(inner, deeper, name.length);
        }),
        '}',
      ] as const);
  return `${open}\n${items.map((item) => deeper + item).join(',\n')}\n${indent}${close}`;
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${inOneLine(inner)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
