import { compileEval } from './eval.ts';
import { listOf, many, type Row, textOf, type Value } from './fields.ts';
import type { Reading } from './reading.ts';
import type { Aggregate } from './stats-syntax.ts';
import { numberOf } from './text.ts';

/*
 * Search Reference, "Aggregate functions", "Event order functions", "Multivalue stats and chart
 * functions" and "Time functions" of "Statistical and charting functions",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions
 */

/** One result of statistics over some events, which stand as they came. */
export function aggregateOf(of: Aggregate, reading: Reading): (rows: readonly Row[]) => Value {
  const read = reader(of, reading);
  if (of.function === 'count')
    return (rows) => (read ? rows.reduce((sum, row) => sum + read(row).length, 0) : rows.length);
  const texts = (rows: readonly Row[]): readonly string[] => rows.flatMap((row) => read!(row));
  const numbers = (rows: readonly Row[]): readonly number[] =>
    texts(rows).flatMap((text) => numberOf(text, reading) ?? []);
  switch (of.function) {
    case 'dc':
      return (rows) => new Set(texts(rows)).size;
    case 'values': // "a list of all distinct values", in lexicographical order
      return (rows) => many([...new Set(texts(rows))].sort());
    case 'list': // "up to 100 values", in the order of the events
      return (rows) => many(texts(rows).slice(0, 100));
    case 'first':
      return (rows) => texts(rows)[0] ?? null;
    case 'last':
      return (rows) => texts(rows).at(-1) ?? null;
    case 'earliest':
      return (rows) => texts(byTime(rows, reading))[0] ?? null;
    case 'latest':
      return (rows) => texts(byTime(rows, reading)).at(-1) ?? null;
    case 'mode':
      return (rows) => modeOf(texts(rows));
    case 'min':
    case 'max':
      return (rows) => extremeOf(texts(rows), of.function === 'min', reading);
    default:
      return (rows) => numericOf(of, numbers(rows));
  }
}

/** The texts of a field in one event; null for the event itself. */
function reader({ of }: Aggregate, reading: Reading): ((row: Row) => readonly string[]) | null {
  if (of === null) return null;
  if ('field' in of) return (row) => listOf(row[of.field]).map(textOf);
  const compute = compileEval(of.eval, reading);
  return (row) => {
    const value = compute(row);
    return value === false ? [] : listOf(value).map(textOf);
  };
}

const timeOf = (row: Row, reading: Reading): number => numberOf(String(row._time), reading) ?? 0;

const byTime = (rows: readonly Row[], reading: Reading): readonly Row[] =>
  rows
    .filter((row) => row._time !== undefined && row._time !== null)
    .sort((a, b) => timeOf(a, reading) - timeOf(b, reading));

function modeOf(texts: readonly string[]): Value {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  for (const [text, count] of counts) if (count === most) return text;
  return null;
}

/** Numbers where all are; else in lexicographical order. */
function extremeOf(texts: readonly string[], isLeast: boolean, reading: Reading): Value {
  if (texts.length === 0) return null;
  const numbers = texts.map((text) => numberOf(text, reading));
  if (numbers.every((number) => number !== null))
    return isLeast ? Math.min(...(numbers as number[])) : Math.max(...(numbers as number[]));
  const sorted = [...texts].sort();
  return isLeast ? sorted[0]! : sorted.at(-1)!;
}

function numericOf(of: Aggregate, numbers: readonly number[]): Value {
  if (numbers.length === 0) return null;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const mean = sum / numbers.length;
  const squares = numbers.reduce((total, number) => total + (number - mean) ** 2, 0);
  switch (of.function) {
    case 'sum':
      return sum;
    case 'sumsq':
      return numbers.reduce((total, number) => total + number ** 2, 0);
    case 'avg':
      return mean;
    case 'range':
      return Math.max(...numbers) - Math.min(...numbers);
    case 'stdev': // of a sample; stdevp of the whole
      return numbers.length === 1 ? 0 : Math.sqrt(squares / (numbers.length - 1));
    case 'stdevp':
      return Math.sqrt(squares / numbers.length);
    case 'var':
      return numbers.length === 1 ? 0 : squares / (numbers.length - 1);
    case 'varp':
      return squares / numbers.length;
    default:
      return percentile(numbers, of.function === 'median' ? 50 : of.percent!);
  }
}

/** Of fewer than 1,000 distinct values by the nearest rank: "Aggregate functions", perc(). */
function percentile(numbers: readonly number[], percent: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)]!;
}
