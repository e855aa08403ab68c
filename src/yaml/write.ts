/*
 * YAML that versions 1.1 and 1.2 read alike: maps and lists in blocks, and texts that no version takes for
 * something else.
 */

/** A value as a file of YAML, for people to read: texts are in quotes only where they have to be. */
export const writeYaml = (value: object): string => `${block(value, 0, readable)}\n`;

/**
 * A value behind a key that stands at this indentation, for a template. Every text is in double quotes,
 * whose escapes are JSON's. A dollar is escaped, too: ElastAlert 2 puts the environment's variables into a
 * rule's text before it reads it.
 */
export function yaml(value: unknown, indent: unknown): string {
  const depth = typeof indent === 'number' ? indent : 0;
  return isNested(value) ? `\n${block(value, depth + 2, quote)}` : scalar(value, depth + 2, quote);
}

/** How a text is written whose further lines stand at this indentation. */
type Style = (text: string, depth: number) => string;

/** A list's items, or a map's entries, at this indentation. What is undefined is left out. */
function block(value: object, depth: number, style: Style): string {
  const space = ' '.repeat(depth);
  if (Array.isArray(value))
    return value
      .map((item) =>
        isNested(item)
          ? `${space}- ${block(item, depth + 2, style).slice(depth + 2)}`
          : `${space}- ${scalar(item, depth + 2, style)}`,
      )
      .join('\n');
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => {
      const head = `${space}${key.length > 1000 ? `? ${keyOf(key)}\n${space}` : keyOf(key)}:`;
      return isNested(inner)
        ? `${head}\n${block(inner, depth + 2, style)}`
        : `${head} ${scalar(inner, depth + 2, style)}`;
    })
    .join('\n');
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function scalar(value: unknown, depth: number, style: Style): string {
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'object' && value !== null) return '{}';
  return typeof value === 'string' ? style(value, depth) : JSON.stringify(value ?? null);
}

/** JSON's text, in the characters that YAML calls printable, and no dollar. */
const quote: Style = (text) =>
  JSON.stringify(text).replace(
    /[$\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Plain, in single quotes, as lines, or in double quotes: the first of these that can hold it. */
const readable: Style = (text, depth) => {
  if (isPlain(text)) return text;
  const lines = text.split('\n');
  if (!lines.every(isPrintable)) return quote(text, depth);
  if (lines.length === 1) return `'${text.replaceAll("'", "''")}'`;
  // a line break at an end, or a space that begins the first line, would need a sign of its own
  if (lines[0] === '' || lines.at(-1) === '' || lines.some((line) => /^\s|\s$/.test(line)))
    return quote(text, depth);
  const space = ' '.repeat(depth);
  return ['|-', ...lines.map((line) => (line === '' ? '' : space + line))].join('\n');
};

/** Words, as nothing but a text is written. */
const isPlain = (text: string): boolean =>
  (/^[A-Za-z(\\/](?:[\w\\/.,()+*@=%$|"'-]|:(?=\S)| (?=[\w\\/.,()+*@=%$"'-]))*$/.test(text) &&
    !reserved.test(text)) ||
  uuid.test(text);

/** Characters of which YAML says that they may stand as they are (YAML 1.2.2, production 1). */
const isPrintable = (line: string): boolean =>
  !/[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(
    line,
  );

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Words that some version of YAML reads as other than text. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const keyOf = (key: string): string =>
  /^[A-Za-z_][\w.|-]*$/.test(key) && !reserved.test(key) ? key : quote(key, 0);
