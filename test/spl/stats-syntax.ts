import type { Cursor } from './cursor.ts';
import { type EvalNode, parseBoolean, parseValue } from './eval-syntax.ts';
import { takeQuoted } from './quoted.ts';

/*
 * What stats, eventstats, streamstats and tstats share.
 * Search Reference, "stats" and "Statistical and charting functions",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/stats
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions
 */

export interface Aggregate {
  readonly function: string;
  /** Which of perc95. */
  readonly percent: number | null;
  /** What is counted or summed: a field, an expression, or the events themselves. */
  readonly of: { readonly field: string } | { readonly eval: EvalNode } | null;
  readonly as: string;
}

const functions: Readonly<Record<string, string>> = {
  count: 'count',
  c: 'count',
  dc: 'dc',
  distinct_count: 'dc',
  avg: 'avg',
  mean: 'avg',
  sum: 'sum',
  sumsq: 'sumsq',
  min: 'min',
  max: 'max',
  range: 'range',
  median: 'median',
  mode: 'mode',
  stdev: 'stdev',
  stdevp: 'stdevp',
  var: 'var',
  varp: 'varp',
  values: 'values',
  list: 'list',
  first: 'first',
  last: 'last',
  earliest: 'earliest',
  latest: 'latest',
};

export function takeAggregate(cursor: Cursor): Aggregate | null {
  cursor.skip();
  const from = cursor.at;
  const name = cursor.take(/[A-Za-z_]\w*(?!\s*=)(?![\w.])/);
  if (name === null) return null;
  const percentile = /^(?:exactperc|upperperc|perc|p)(\d{1,2})$/.exec(name);
  const known = percentile ? 'perc' : functions[name];
  if (known === undefined) throw cursor.fault(`an unknown function of statistics: ${name}`, from);
  let of: Aggregate['of'] = null;
  let written = name;
  if (cursor.take(/\(/) !== null) {
    const start = cursor.at;
    of = takeArgument(cursor);
    written = `${name}(${cursor.text.slice(start, cursor.at).trim()})`;
    cursor.need(/\)/, 'a closing parenthesis');
    if (of === null && known !== 'count') throw cursor.fault(`${name}() of nothing`, from);
  } else if (known !== 'count') {
    // "streamstats": the implicit wildcard, deprecated
    throw cursor.fault(`${name} of no field`, from);
  }
  const as = cursor.takeNext(/AS(?=[\s"])/i) === null ? written : takeName(cursor);
  return { function: known, percent: percentile && Number(percentile[1]), of, as };
}

/** "stats": `count(eval(status=404))` counts where it is true; `sum(eval(a*b))` sums what it gives. */
function takeArgument(cursor: Cursor): Aggregate['of'] {
  if (cursor.takeNext(/eval\s*\(/) === null) {
    if (cursor.seesNext(/\)/)) return null;
    return { field: takeName(cursor) };
  }
  const from = cursor.at;
  let node: EvalNode;
  try {
    node = parseBoolean(cursor);
  } catch {
    cursor.at = from;
    node = parseValue(cursor);
  }
  cursor.need(/\)/, 'a closing parenthesis');
  return { eval: node };
}

export function takeAggregates(cursor: Cursor): readonly Aggregate[] {
  const all: Aggregate[] = [];
  while (!cursor.seesNext(/$|\||BY(?!\w)|FROM(?!\w)|WHERE(?!\w)|\w+\s*=/i)) {
    const next = takeAggregate(cursor);
    if (next === null) break;
    if (all.some(({ as }) => as === next.as)) throw cursor.fault(`two results called ${next.as}`);
    all.push(next);
    cursor.takeNext(/,/);
  }
  if (all.length === 0) throw cursor.fault('a function of statistics is missing');
  return all;
}

/** "Understanding SPL syntax": keywords may be in capitals or not; BY takes no wildcards. */
export function takeBy(cursor: Cursor): readonly string[] {
  if (cursor.takeNext(/BY(?!\w)/i) === null) return [];
  const fields = takeNames(cursor);
  if (fields.some((field) => field.includes('*'))) throw cursor.fault('a wildcard in a BY clause');
  return fields;
}

/** A field's name in an argument list: bare, or in quotation marks of either kind. */
export function takeName(cursor: Cursor): string {
  cursor.skip();
  const quoted = takeQuoted(cursor);
  const name = quoted ? quoted.body : cursor.take(/'[^']*'/)?.slice(1, -1);
  if (name !== undefined) {
    if (name === '' || /["\\]/.test(name))
      throw cursor.fault(`a field name can't be written so: ${name}`);
    return name;
  }
  const word = cursor.take(/[A-Za-z_*][\w.:*]*/);
  if (word === null) throw cursor.fault('the name of a field is missing, or needs quotation marks');
  return word;
}

export function takeNames(cursor: Cursor): readonly string[] {
  const names = [takeName(cursor)];
  for (;;) {
    const hadComma = cursor.takeNext(/,/) !== null;
    if (!hadComma && !cursor.seesNext(/["'A-Za-z_*]/)) return names;
    if (!hadComma && cursor.seesNext(/(?:\w+\s*=|(?:sortby|WHERE|BY|AS)(?!\w))/i)) return names;
    names.push(takeName(cursor));
  }
}
