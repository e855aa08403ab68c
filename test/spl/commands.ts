import type { Cursor } from './cursor.ts';
import { type EvalNode, parseBoolean, parseValue } from './eval-syntax.ts';
import { type Quoted, takeQuoted } from './quoted.ts';
import { parseSearch, type SearchNode } from './search-syntax.ts';
import { type Aggregate, takeAggregates, takeBy, takeName, takeNames } from './stats-syntax.ts';

/*
 * The commands that are read here, each as its page of the Search Reference says:
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands
 */

export type Command =
  | { readonly kind: 'search'; readonly when: SearchNode }
  | { readonly kind: 'where'; readonly when: EvalNode }
  | {
      readonly kind: 'eval';
      readonly sets: readonly { readonly field: string; readonly to: EvalNode }[];
    }
  | {
      readonly kind: 'regex';
      readonly field: string;
      readonly negate: boolean;
      readonly regex: Quoted;
    }
  | {
      readonly kind: 'rex';
      readonly field: string;
      readonly most: number;
      readonly regex: Quoted;
    }
  | { readonly kind: 'bin'; readonly field: string; readonly span: Span; readonly as: string }
  | { readonly kind: 'table'; readonly fields: readonly string[] }
  | { readonly kind: 'fields'; readonly keep: boolean; readonly fields: readonly string[] }
  | { readonly kind: 'rename'; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly kind: 'addinfo' }
  | { readonly kind: 'mvexpand'; readonly field: string; readonly most: number }
  | { readonly kind: 'sort'; readonly most: number; readonly keys: readonly SortKey[] }
  | {
      readonly kind: 'dedup';
      readonly most: number;
      readonly fields: readonly string[];
      readonly options: Options;
      readonly keys: readonly SortKey[];
    }
  | Statistics
  | {
      readonly kind: 'tstats';
      readonly aggregates: readonly Aggregate[];
      readonly model: string;
      readonly when: SearchNode | null;
      readonly by: readonly { readonly field: string; readonly span: Span | null }[];
      /** What stands for a field of `by` that an event lacks; without it, the event is left out. */
      readonly fill: string | null;
    };

export interface Statistics {
  readonly kind: 'stats' | 'eventstats' | 'streamstats';
  readonly aggregates: readonly Aggregate[];
  readonly by: readonly string[];
  readonly options: Options;
}

export interface SortKey {
  readonly field: string;
  readonly descends: boolean;
  readonly as: 'auto' | 'str' | 'ip' | 'num';
}

export type Options = Readonly<Record<string, string>>;

/** Seconds, or units of a number. */
export interface Span {
  readonly size: number;
  readonly isTime: boolean;
}

export const commands: Readonly<Record<string, (cursor: Cursor) => Command>> = {
  search: (cursor) => ({ kind: 'search', when: parseSearch(cursor) }),
  where: (cursor) => ({ kind: 'where', when: parseBoolean(cursor) }),
  eval: parseEvalCommand,
  regex: parseRegexCommand,
  rex: parseRex,
  bin: parseBin,
  bucket: parseBin,
  table: (cursor) => ({ kind: 'table', fields: takeNames(cursor) }),
  fields: (cursor) => ({
    kind: 'fields',
    keep: cursor.takeNext(/[+-]/) !== '-',
    fields: takeNames(cursor),
  }),
  rename: parseRename,
  sort: (cursor) => {
    const most = Number(
      cursor.takeNext(/(?:limit\s*=\s*)?\d+(?!\w)/)?.replace(/\D/g, '') ?? 10_000,
    );
    return { kind: 'sort', most, keys: takeSortKeys(cursor) };
  },
  addinfo: () => ({ kind: 'addinfo' }),
  // "mvexpand": not of internal fields; limit=0 is none
  mvexpand: (cursor) => {
    const field = takeName(cursor);
    if (field.startsWith('_')) throw cursor.fault(`mvexpand of an internal field: ${field}`);
    const most = Number(takeOptions(cursor, ['limit']).limit ?? 0);
    return { kind: 'mvexpand', field, most };
  },
  dedup: (cursor) => {
    const most = Number(cursor.takeNext(/\d+(?!\w)/) ?? 1);
    if (most < 1) throw cursor.fault('dedup of no events');
    const fields = takeNames(cursor);
    const options = takeOptions(cursor, ['keepevents', 'keepempty', 'consecutive']);
    const isSorted = cursor.takeNext(/sortby(?!\w)/) !== null;
    return { kind: 'dedup', most, fields, options, keys: isSorted ? takeSortKeys(cursor) : [] };
  },
  stats: (cursor) => parseStatistics(cursor, 'stats', ['allnum', 'delim', 'partitions']),
  eventstats: (cursor) => parseStatistics(cursor, 'eventstats', ['allnum']),
  streamstats: (cursor) =>
    parseStatistics(cursor, 'streamstats', [
      'current',
      'window',
      'global',
      'time_window',
      'allnum',
      'reset_on_change',
    ]),
  tstats: parseTstats,
};

/** These make events; all others take them from the command before. */
export const generating: ReadonlySet<string> = new Set(['tstats']);

function parseEvalCommand(cursor: Cursor): Command {
  const sets: { field: string; to: EvalNode }[] = [];
  do {
    const field = takeName(cursor);
    cursor.need(/=(?!=)/, '=');
    sets.push({ field, to: parseValue(cursor) });
  } while (cursor.takeNext(/,/) !== null);
  return { kind: 'eval', sets };
}

/** "regex": `<field>=` or `<field>!=` and a regular expression, for which quotation marks are required; "NOT is not valid". */
function parseRegexCommand(cursor: Cursor): Command {
  cursor.skip();
  if (cursor.sees(/NOT(?!\w)/)) throw cursor.fault('NOT is not valid in a regex command');
  const at = cursor.at;
  const whole = takeQuoted(cursor);
  const sign = whole && !cursor.seesNext(/!?=/) ? null : '=';
  if (whole && sign === null) return { kind: 'regex', field: '_raw', negate: false, regex: whole };
  cursor.at = at;
  const field = takeName(cursor);
  const negate = cursor.need(/!?=/, '= or !=') === '!=';
  return { kind: 'regex', field, negate, regex: needQuoted(cursor) };
}

function needQuoted(cursor: Cursor): Quoted {
  cursor.skip();
  const quoted = takeQuoted(cursor);
  if (!quoted) throw cursor.fault('a regular expression needs quotation marks');
  return quoted;
}

/** "rex": extracts the named groups; mode=sed is not read here. */
function parseRex(cursor: Cursor): Command {
  let field = '_raw';
  let most = 1;
  for (;;) {
    const option = cursor.takeNext(/(?:field|max_match|mode|offset_field)\s*=/);
    if (option === null) break;
    if (option.startsWith('field')) field = takeName(cursor);
    else if (option.startsWith('max_match')) most = Number(cursor.need(/\d+/, 'a number'));
    else throw cursor.fault(`not read here: ${option}`);
  }
  return { kind: 'rex', field, most, regex: needQuoted(cursor) };
}

/** "bin": options before the field; a span is a number, or one with a unit of time. */
function parseBin(cursor: Cursor): Command {
  let span = takeSpan(cursor);
  const field = takeName(cursor);
  span ??= takeSpan(cursor);
  if (!span) throw cursor.fault('bin without a span, which is not read here');
  const as = cursor.takeNext(/AS(?=[\s"])/i) === null ? field : takeName(cursor);
  return { kind: 'bin', field, span, as };
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function takeSpan(cursor: Cursor): Span | null {
  if (cursor.takeNext(/span\s*=\s*/) === null) return null;
  return spanOf(cursor.need(/\d+(?:\.\d+)?[a-z]*/, 'a span'), cursor);
}

function spanOf(text: string, cursor: Cursor): Span {
  const [, size, unit] = /^([\d.]+)([a-z]*)$/.exec(text)!;
  if (unit === '') return { size: Number(size), isTime: false };
  const short = /^(?:s|m|h|d|w)/.exec(unit!)?.[0];
  if (
    !short ||
    !/^(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/.test(unit!)
  )
    throw cursor.fault(`an unknown span: ${text}`);
  return { size: Number(size) * units[short]!, isTime: true };
}

/** "rename": one field has one new name. */
function parseRename(cursor: Cursor): Command {
  const pairs: (readonly [string, string])[] = [];
  do {
    const from = takeName(cursor);
    cursor.need(/AS(?=[\s"])/i, 'AS');
    const to = takeName(cursor);
    if (from.split('*').length !== to.split('*').length) throw cursor.fault('a wildcard mismatch');
    if (pairs.some(([name]) => name === from)) throw cursor.fault(`two names for ${from}`);
    pairs.push([from, to]);
  } while (cursor.takeNext(/,/) !== null || cursor.seesNext(/["'A-Za-z_*]/));
  return { kind: 'rename', pairs };
}

/** "sort": `-` before a field is descending; num(), str(), ip() and auto() say how. */
function takeSortKeys(cursor: Cursor): readonly SortKey[] {
  const keys: SortKey[] = [];
  do {
    const descends = cursor.takeNext(/[+-]/) === '-';
    const as = cursor.takeNext(/(?:auto|str|ip|num)\s*\(/);
    const field = takeName(cursor);
    if (as !== null) cursor.need(/\)/, 'a closing parenthesis');
    keys.push({
      field,
      descends,
      as: (as === null ? 'auto' : as.replace(/\W/g, '')) as SortKey['as'],
    });
  } while (cursor.takeNext(/,/) !== null || cursor.seesNext(/[+\-"'A-Za-z_]/));
  return keys;
}

function takeOptions(cursor: Cursor, allowed: readonly string[]): Options {
  const options: Record<string, string> = {};
  for (;;) {
    cursor.skip();
    const at = cursor.at;
    const name = cursor.take(/\w+(?=\s*=)/);
    if (name === null) return options;
    if (!allowed.includes(name)) throw cursor.fault(`an unknown option: ${name}`, at);
    cursor.need(/=/, '=');
    cursor.skip();
    options[name] = takeQuoted(cursor)?.body ?? cursor.need(/[\w-]+/, 'a value');
  }
}

/** Options may stand before the functions or behind them, as the examples of "streamstats" do. */
function parseStatistics(
  cursor: Cursor,
  kind: Statistics['kind'],
  allowed: readonly string[],
): Statistics {
  const before = takeOptions(cursor, allowed);
  const aggregates = takeAggregates(cursor);
  const between = takeOptions(cursor, allowed);
  const by = takeBy(cursor);
  const options = { ...before, ...between, ...takeOptions(cursor, allowed) };
  return { kind, aggregates, by, options };
}

/** "tstats": functions, FROM datamodel=, WHERE with a search, BY with spans. */
function parseTstats(cursor: Cursor): Command {
  const { fillnull_value: fill = null } = takeOptions(cursor, [
    'prestats',
    'local',
    'append',
    'summariesonly',
    'allow_old_summaries',
    'chunk_size',
    'fillnull_value',
  ]);
  const aggregates = takeAggregates(cursor);
  cursor.need(/FROM(?=\s)/i, 'FROM datamodel=');
  cursor.need(/datamodel\s*=\s*/, 'datamodel=');
  const model = cursor.need(/[A-Za-z_][\w.]*/, 'the name of a data model');
  const when = cursor.takeNext(/WHERE(?!\w)/i) === null ? null : parseSearch(cursor, /$|\||BY\s/i);
  const by: { field: string; span: Span | null }[] = [];
  if (cursor.takeNext(/BY(?!\w)/i) !== null)
    do by.push({ field: takeName(cursor), span: takeSpan(cursor) });
    while (cursor.takeNext(/,/) !== null || cursor.seesNext(/["'A-Za-z_]/));
  return { kind: 'tstats', aggregates, model, when, by, fill };
}
