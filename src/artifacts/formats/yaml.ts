/*
 * YAML that versions 1.1 and 1.2 read alike: maps and lists in blocks, every text in double quotes,
 * whose escapes are JSON's. A dollar is escaped, too: ElastAlert 2 puts the environment's variables
 * into a rule's text before it reads it.
 */

/** A value behind a key that stands at this indentation. */
export function yaml(value: unknown, indent: unknown): string {
  const depth = typeof indent === 'number' ? indent : 0;
  if (!isNested(value)) return scalar(value);
  return `\n${block(value, depth + 2)}`;
}

/** A list's items, or a map's entries, at this indentation. */
function block(value: object, depth: number): string {
  const space = ' '.repeat(depth);
  if (Array.isArray(value))
    return value
      .map((item) =>
        isNested(item)
          ? `${space}- ${block(item, depth + 2).slice(depth + 2)}`
          : `${space}- ${scalar(item)}`,
      )
      .join('\n');
  return Object.entries(value)
    .map(([key, inner]) => {
      const head = `${space}${key.length > 1000 ? `? ${keyOf(key)}\n${space}` : keyOf(key)}:`;
      return isNested(inner) ? `${head}\n${block(inner, depth + 2)}` : `${head} ${scalar(inner)}`;
    })
    .join('\n');
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const scalar = (value: unknown): string => {
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'object' && value !== null) return '{}';
  return quote(value);
};

/** JSON's text, in the characters that YAML calls printable, and no dollar. */
const quote = (value: unknown): string =>
  JSON.stringify(value ?? null).replace(
    /[$\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Words that some version of YAML reads as other than text. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const keyOf = (key: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(key) && !reserved.test(key) ? key : quote(key);
