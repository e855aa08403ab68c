/**
 * A text laid out as its format's readers expect it; `name` is its file's, or the ending of it. JSON is
 * parsed and written anew, so that a template that makes none is found out here.
 */
export function finish(text: string, name: string): string {
  if (name.endsWith('.ndjson')) return ndjson(text);
  if (name.endsWith('.json')) return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  // written whole by a writer of YAML, in whose blocks each space and line counts
  if (name.endsWith('.yml')) return text.endsWith('\n') ? text : `${text}\n`;
  // no text of ours ends a line with a space: in YAML those are quoted, in .conf a backslash's is kept
  const lines = /\.(?:yaml|md)$/.test(name) ? text.replace(/ +$/gm, '') : text;
  return `${lines.trimEnd()}\n`;
}

/** Objects with an empty line between them, each in a line of its own. */
const ndjson = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .filter((one) => one.trim() !== '')
    .map((one) => `${JSON.stringify(JSON.parse(one))}\n`)
    .join('');
