import { ok, type Said } from './http.ts';

/** A few of Splunk's commands: enough for what we write, and for one that isn't there. */
const commands = [
  'search',
  'where',
  'eval',
  'stats',
  'table',
  'fields',
  'makeresults',
  'spath',
  'tstats',
  'rename',
];

/** The parser of searches: only as much of it as finds what no search can be. */
export function parser(form: URLSearchParams): Said {
  const q = form.get('q');
  const known = ['q', 'parse_only', 'enable_lookups', 'reload_macros', 'output_mode'];
  const odd = [...form.keys()].find((name) => !known.includes(name));
  if (odd) return fault(`Argument "${odd}" is not supported by this handler.`);
  if (!q) return fault('The following required arguments are missing: q.');
  const parts = piecesOf(q);
  if (parts === null) return fault('Unbalanced quotes.');
  const names = parts.map((part) => /^\s*(\w*)/.exec(part)![1]!);
  const [first, ...rest] = q.trimStart().startsWith('|') ? names.slice(1) : names;
  const all = [first!, ...rest];
  const unknown = all.find((name) => !commands.includes(name));
  if (unknown !== undefined) return fault(`Unknown search command '${unknown}'.`);
  return ok({ commands: all.map((command) => ({ command })) });
}

const fault = (text: string): Said => ({
  status: 400,
  body: { messages: [{ type: 'FATAL', text }] },
});

/** A search in its pieces between pipes; null where a quote is left open. */
function piecesOf(q: string): readonly string[] | null {
  const bare = q.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  return (bare.match(/"/g)?.length ?? 0) % 2 === 1 ? null : bare.split('|');
}
