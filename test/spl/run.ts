import type { Command, Options, SortKey, Span, Statistics } from './commands.ts';
import { compileEval, compileWhere } from './eval.ts';
import { listOf, many, type Row, textOf, type Value } from './fields.ts';
import { pcre } from './pcre.ts';
import { expandSearch } from './quoted.ts';
import type { Reading } from './reading.ts';
import { compileSearch } from './search.ts';
import type { SearchNode } from './search-syntax.ts';
import { aggregateOf } from './stats.ts';
import type { Aggregate } from './stats-syntax.ts';
import { numberOf } from './text.ts';

export type Run = (rows: readonly Row[]) => readonly Row[];

/** A search as a program: events in, results out. */
export function compileSpl(
  pipeline: readonly Command[],
  reading: Reading,
  range: readonly [number, number] = [0, Number.POSITIVE_INFINITY],
): Run {
  const steps = pipeline.map((command) => compileCommand(command, reading, range));
  return (rows) => steps.reduce((left, step) => step(left), rows);
}

/** A search that only finds: whether it keeps an event. Null if it makes something else of events. */
export function compileFilter(
  pipeline: readonly Command[],
  reading: Reading,
): ((row: Row) => boolean) | null {
  if (pipeline.some(({ kind }) => kind !== 'search' && kind !== 'where' && kind !== 'regex'))
    return null;
  const run = pipeline.map((command) => filterOf(command, reading)!);
  return (row) => run.every((keeps) => keeps(row));
}

function filterOf(command: Command, reading: Reading): ((row: Row) => boolean) | null {
  switch (command.kind) {
    case 'search':
      return compileSearch(command.when, reading);
    case 'where':
      return compileWhere(command.when, reading);
    case 'regex': {
      const { field, negate, regex } = command;
      const found = pcre(expandSearch(regex.body, reading), reading.regexesSeeBytes, regex.at);
      // "keep results that do not match": no page says it of a field that is not there
      return (row) => {
        const values = listOf(row[field]).map(textOf);
        const texts =
          reading.manyValues === 'lines' && values.length > 1 ? [values.join('\n')] : values;
        return texts.some((text) => found(text) !== null) !== negate;
      };
    }
    default:
      return null;
  }
}

function compileCommand(command: Command, reading: Reading, range: readonly [number, number]): Run {
  const keeps = filterOf(command, reading);
  if (keeps) return (rows) => rows.filter(keeps);
  switch (command.kind) {
    case 'eval': {
      const sets = command.sets.map(({ field, to }) => [field, compileEval(to, reading)] as const);
      return each((row) => {
        for (const [field, to] of sets) row[field] = to(row);
      });
    }
    case 'rex': {
      const found = pcre(
        expandSearch(command.regex.body, reading),
        reading.regexesSeeBytes,
        command.regex.at,
      );
      return each((row) => {
        const values = new Map<string, string[]>();
        for (const text of listOf(row[command.field]).map(textOf)) {
          let match = found(text);
          for (let n = 1; match && (command.most === 0 || n <= command.most); n++) {
            for (const [name, group] of Object.entries(match))
              if (group && Number.isNaN(Number(name)) && name !== 'length' && group.start >= 0)
                values.set(name, [...(values.get(name) ?? []), group.match]);
            match = found(text, Math.max(match[0]!.end, match[0]!.start + 1));
          }
        }
        for (const [name, texts] of values) row[name] = many(texts);
      });
    }
    case 'bin':
      return each((row) => {
        row[command.as] = many(
          listOf(row[command.field]).map((item) => binOf(item, command.span, reading)),
        );
      });
    case 'table':
      return (rows) => rows.map((row) => only(row, namesLike(command.fields, row)));
    case 'fields':
      // internal fields stay unless they are named
      return (rows) =>
        rows.map((row) => {
          const named = namesLike(command.fields, row);
          return only(
            row,
            Object.keys(row).filter((name) =>
              command.keep
                ? named.includes(name) || /^_(?:raw|time)$/.test(name)
                : !named.includes(name),
            ),
          );
        });
    case 'rename':
      return each((row) => {
        for (const [from, to] of command.pairs)
          for (const name of namesLike([from], row)) {
            const value = row[name]!;
            delete row[name];
            row[renamed(name, from, to)] = value;
          }
      });
    case 'sort':
      return (rows) => sorted(rows, command.keys, reading).slice(0, command.most || undefined);
    case 'addinfo':
      // "addinfo": the boundaries of the search's time; of one over all time, 0 and Infinity
      return each((row) => {
        [row.info_min_time, row.info_max_time] = range;
      });
    case 'mvexpand':
      // no page says what becomes of an event without the field: it stays
      return (rows) =>
        rows.flatMap((row) => {
          const values = listOf(row[command.field]).slice(0, command.most || undefined);
          if (values.length === 0) return [row];
          return values.map((value) => Object.assign(copyOf(row), { [command.field]: value }));
        });
    case 'dedup':
      return (rows) => {
        const left = deduped(rows, command.fields, command.most, command.options);
        return command.keys.length > 0 ? sorted(left, command.keys, reading) : left;
      };
    case 'stats':
      return (rows) => statsOf(rows, command.aggregates, command.by, reading);
    case 'eventstats':
      return (rows) => eventStats(rows, command, reading);
    case 'streamstats':
      return (rows) => streamStats(rows, command, reading);
    case 'tstats': {
      const when = command.when ? compileSearch(inModel(command.when), reading) : () => true;
      const { fill } = command;
      const binned = each((row) => {
        for (const { field, span } of command.by)
          if (fill !== null && listOf(row[field]).length === 0) row[field] = fill;
          else if (span)
            row[field] = many(listOf(row[field]).map((item) => binOf(item, span, reading)));
      });
      const fields = command.by.map(({ field }) => field);
      return (rows) => statsOf(binned(rows.filter(when)), command.aggregates, fields, reading);
    }
    default:
      throw new Error(`a filter: ${command.kind}`);
  }
}

/**
 * A data set has these of an event as fields: "BaseEvent", in the Knowledge Manager Manual, "About data models".
 */
function inModel(node: SearchNode): SearchNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, items: node.items.map(inModel) };
    case 'not':
      return { ...node, item: inModel(node.item) };
    case 'modifier':
      return ['source', 'sourcetype', 'host'].includes(node.name) ? node.asks : node;
    default:
      return node;
  }
}

type Draft = Record<string, Value>;

const copyOf = (row: Row): Draft => Object.assign(Object.create(null), row);

const each =
  (change: (row: Draft) => void): Run =>
  (rows) =>
    rows.map((row) => {
      const draft = copyOf(row);
      change(draft);
      for (const name of Object.keys(draft)) if (draft[name] === null) delete draft[name];
      return draft;
    });

function only(row: Row, names: readonly string[]): Row {
  const draft: Draft = Object.create(null);
  for (const name of names) if (row[name] !== undefined) draft[name] = row[name]!;
  return draft;
}

const globOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split('*')
      .map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, '\\$&'))
      .join('(.*)')}$`,
  );

const namesLike = (names: readonly string[], row: Row): readonly string[] =>
  names
    .flatMap((name) =>
      name.includes('*') ? Object.keys(row).filter((own) => globOf(name).test(own)) : [name],
    )
    .filter((name) => row[name] !== undefined);

function renamed(name: string, from: string, to: string): string {
  const parts = globOf(from).exec(name)!.slice(1);
  return to.replace(/\*/g, () => parts.shift()!);
}

/** "bin": from zero on, in steps of the span. */
function binOf(item: unknown, { size }: Span, reading: Reading): string | number {
  const number = numberOf(String(item), reading);
  return number === null ? String(item) : Math.floor(number / size) * size;
}

function sorted(rows: readonly Row[], keys: readonly SortKey[], reading: Reading): readonly Row[] {
  return [...rows].sort((a, b) => {
    for (const { field, descends, as } of keys) {
      const [x, y] = [a[field], b[field]].map((value) => listOf(value)[0]);
      const sign = x === undefined ? (y === undefined ? 0 : 1) : y === undefined ? -1 : 0;
      if (sign !== 0) return sign; // without a value: last, either way
      if (x === undefined || y === undefined) continue;
      const numbers =
        as === 'str' ? [null, null] : [x, y].map((one) => numberOf(textOf(one), reading));
      const order =
        numbers[0] !== null && numbers[1] !== null
          ? numbers[0]! - numbers[1]!
          : Buffer.compare(Buffer.from(textOf(x)), Buffer.from(textOf(y)));
      if (order !== 0) return descends ? -order : order;
    }
    return 0;
  });
}

/** "dedup": events without one of the fields go, unless keepempty; consecutive looks at the one before only. */
function deduped(
  rows: readonly Row[],
  fields: readonly string[],
  most: number,
  options: Options,
): readonly Row[] {
  const counts = new Map<string, number>();
  let last: string | null = null;
  return rows.flatMap((row) => {
    if (fields.some((field) => listOf(row[field]).length === 0))
      return isOn(options.keepempty) ? [row] : [];
    const key = JSON.stringify(fields.map((field) => row[field]));
    if (isOn(options.consecutive) && key !== last) counts.clear();
    last = key;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= most) return [row];
    if (!isOn(options.keepevents)) return [];
    const draft = copyOf(row);
    for (const field of fields) delete draft[field];
    return [draft];
  });
}

/** "Understanding SPL syntax", section "Data types". */
const isOn = (option: string | undefined): boolean =>
  option !== undefined && /^(?:t|true|yes|1)$/i.test(option);
const isOff = (option: string | undefined): boolean =>
  option !== undefined && /^(?:f|false|no|0)$/i.test(option);

/** The groups of some events, with an event of several values in each of theirs; those without a value of a field are in none. */
function groupsOf(
  rows: readonly Row[],
  by: readonly string[],
): ReadonlyMap<string, { readonly of: readonly string[]; readonly rows: Row[] }> {
  const groups = new Map<string, { of: readonly string[]; rows: Row[] }>();
  for (const row of rows)
    for (const of of keysOf(row, by)) {
      const key = JSON.stringify(of);
      const group = groups.get(key);
      if (group) group.rows.push(row);
      else groups.set(key, { of, rows: [row] });
    }
  return groups;
}

const keysOf = (row: Row, by: readonly string[]): readonly (readonly string[])[] =>
  by.reduce<readonly (readonly string[])[]>(
    (keys, field) =>
      keys.flatMap((key) => listOf(row[field]).map((item) => [...key, textOf(item)])),
    [[]],
  );

function results(rows: readonly Row[], aggregates: readonly Aggregate[], reading: Reading): Draft {
  const draft: Draft = Object.create(null);
  for (const of of aggregates) {
    const value = aggregateOf(of, reading)(rows);
    if (value !== null) draft[of.as] = value;
  }
  return draft;
}

/** "stats": one row for each group, in the order of the groups' values; without BY one row, of no events too. */
function statsOf(
  rows: readonly Row[],
  aggregates: readonly Aggregate[],
  by: readonly string[],
  reading: Reading,
): readonly Row[] {
  if (by.length === 0) return [results(rows, aggregates, reading)];
  const groups = [...groupsOf(rows, by).values()].map(({ of, rows: own }) => {
    const draft: Draft = Object.create(null);
    by.forEach((field, i) => {
      draft[field] = of[i]!;
    });
    return Object.assign(draft, results(own, aggregates, reading));
  });
  const keys = by.map((field): SortKey => ({ field, descends: false, as: 'auto' }));
  return sorted(groups, keys, reading);
}

/** "eventstats": the same results, added to the events that they are of. */
function eventStats(rows: readonly Row[], command: Statistics, reading: Reading): readonly Row[] {
  const groups = groupsOf(rows, command.by);
  const found = new Map<string, Draft>();
  for (const [key, group] of groups)
    found.set(key, results(group.rows, command.aggregates, reading));
  return rows.map((row) => {
    const [key] = keysOf(row, command.by);
    return key ? Object.assign(copyOf(row), found.get(JSON.stringify(key))) : row;
  });
}

/** "streamstats": the results over what came before, with the event itself unless current=f. */
function streamStats(
  rows: readonly Row[],
  { aggregates, by, options }: Statistics,
  reading: Reading,
): readonly Row[] {
  const size = Number(options.window ?? 0);
  const own = by.length > 0 && (size === 0 || isOff(options.global));
  const span = options.time_window ? secondsOf(options.time_window) : null;
  let seen: { readonly row: Row; readonly key: string }[] = [];
  let last: string | null = null;
  return rows.map((row) => {
    const [values] = keysOf(row, by);
    if (!values) return row;
    const key = JSON.stringify(values);
    if (isOn(options.reset_on_change) && last !== null && key !== last) seen = [];
    last = key;
    const now = { row, key };
    let window = isOff(options.current) ? seen : [...seen, now];
    seen = [...seen, now];
    if (own) window = window.filter((one) => one.key === key);
    if (size > 0) window = window.slice(-size);
    if (!own) window = window.filter((one) => one.key === key);
    if (span !== null)
      window = window.filter(({ row: one }) => {
        const age = Math.abs(Number(row._time) - Number(one._time));
        return reading.windowsHoldTheirEnd ? age <= span : age < span;
      });
    return Object.assign(
      copyOf(row),
      results(
        window.map((one) => one.row),
        aggregates,
        reading,
      ),
    );
  });
}

function secondsOf(span: string): number {
  const [, size, unit] = /^(\d+)([smhdw])/.exec(span) ?? [];
  if (!size) throw new Error(`a span that is not read here: ${span}`);
  return Number(size) * { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }[unit as 's']!;
}
