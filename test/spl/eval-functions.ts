import { isInNetwork, networkOf } from './addresses.ts';
import { SplFault } from './cursor.ts';
import { asNumber, type Compute, compare, compileEval, eachOf, testOf, unknown } from './eval.ts';
import { type EvalNode, fieldsOf } from './eval-syntax.ts';
import { listOf, many, type Row, type Scalar, textOf, type Value, withField } from './fields.ts';
import { likeTest } from './like.ts';
import { type Pcre, pcre } from './pcre.ts';
import { expandEval } from './quoted.ts';
import type { Reading } from './reading.ts';
import { capitals, foldCase } from './text.ts';
import { formatTime, parseTime } from './time.ts';

/*
 * What the functions of functions.ts do, each as its page says:
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/evaluation-functions
 */

type Call = Extract<EvalNode, { kind: 'call' }>;

export function call(node: Call, reading: Reading): Compute {
  const special = specials[node.name];
  if (special) return special(node, reading);
  const args = node.args.map((arg) => compileEval(arg, reading));
  const run = plain[node.name]!;
  return (row) =>
    run(
      args.map((arg) => arg(row)),
      reading,
    );
}

/** What has to see its arguments before their values. */
const specials: Readonly<Record<string, (node: Call, reading: Reading) => Compute>> = {
  case: (node, reading) => firstWhere(node, reading, true),
  // "the opposite of the case function": the value of the first condition that is false
  validate: (node, reading) => firstWhere(node, reading, false),
  if: (node, reading) => {
    const [is, then, otherwise] = argsOf(node, reading) as [Compute, Compute, Compute];
    return (row) => (is(row) === true ? then(row) : otherwise(row));
  },
  match: (node, reading) => {
    const [subject] = argsOf(node, reading) as [Compute];
    const regex = regexOf(node, 1, reading);
    return (row) => {
      const found = regex(row);
      if (found === null) return unknown(reading);
      return testOf(subject(row), (text) => found(text) !== null, reading);
    };
  },
  like: (node, reading) => {
    const [subject] = argsOf(node, reading) as [Compute];
    const test = likeTest(literalOf(node.args[1]!, reading)!, reading);
    return (row) => testOf(subject(row), test, reading);
  },
  mvfilter: (node, reading) => {
    const [name] = [...fieldsOf(node.args[0]!)] as [string];
    const is = compileEval(node.args[0]!, reading);
    return (row) =>
      many(listOf(row[name]).filter((item) => is(withField(row, name, item)) === true));
  },
  mvmap: (node, reading) => {
    const [name] = [...fieldsOf(node.args[0]!)] as [string];
    const [values, of] = argsOf(node, reading) as [Compute, Compute];
    return (row) =>
      many(listOf(values(row)).flatMap((item) => listOf(of(withField(row, name, item)))));
  },
  mvfind: (node, reading) => {
    const [values] = argsOf(node, reading) as [Compute];
    const regex = regexOf(node, 1, reading);
    return (row) => {
      const found = regex(row);
      const place = listOf(values(row)).findIndex((item) => found?.(textOf(item)));
      return place < 0 ? null : place;
    };
  },
  replace: (node, reading) => {
    const [subject, , by] = argsOf(node, reading) as [Compute, Compute, Compute];
    const regex = regexOf(node, 1, reading);
    return (row) => {
      const [found, put] = [regex(row), by(row)];
      if (found === null || put === null || typeof put === 'object') return null;
      return eachOf(subject(row), reading, (item) => replaceAll(textOf(item), found, textOf(put)));
    };
  },
  // a field that is no number gives NULL, a string that is none an error
  tonumber: (node, reading) => {
    const [subject, base] = argsOf(node, reading) as [Compute, Compute | undefined];
    const literal = literalOf(node.args[0]!, reading);
    if (literal !== null && !base && asNumber(literal, reading) === null)
      throw new SplFault(`tonumber() of a string that is no number: ${literal}`, node.at);
    return (row) =>
      eachOf(subject(row), reading, (item) => toNumber(item, base?.(row) ?? 10, reading));
  },
};

const argsOf = (node: Call, reading: Reading): readonly Compute[] =>
  node.args.map((arg) => compileEval(arg, reading));

const literalOf = (node: EvalNode, reading: Reading): string | null =>
  node.kind === 'string' ? expandEval(node.text.body, reading) : null;

/** One level of escapes is the eval expression's, the next PCRE's: "Text functions", replace(). */
function regexOf(node: Call, place: number, reading: Reading): (row: Row) => Pcre | null {
  const literal = literalOf(node.args[place]!, reading);
  if (literal !== null) {
    const compiled = pcre(literal, reading.regexesSeeBytes, node.at);
    return () => compiled;
  }
  const source = compileEval(node.args[place]!, reading);
  return (row) => {
    const text = source(row);
    if (text === null || typeof text === 'object') return null;
    return pcre(textOf(text), reading.regexesSeeBytes, node.at);
  };
}

function firstWhere(node: Call, reading: Reading, wanted: boolean): Compute {
  const args = argsOf(node, reading);
  if (args.length % 2 !== 0) throw new SplFault(`${node.name}() of half a pair`, node.at);
  return (row) => {
    for (let i = 0; i < args.length; i += 2) if (args[i]!(row) === wanted) return args[i + 1]!(row);
    return null;
  };
}

function replaceAll(text: string, found: Pcre, by: string): string {
  let out = '';
  let at = 0;
  for (let match = found(text); match; match = found(text, at)) {
    const { start, end } = match[0]!;
    out += text.slice(at, start) + by.replace(/\\(\d)/g, (_, n: string) => match![n]?.match ?? '');
    if (end > start) at = end;
    else {
      out += text.slice(end, end + 1);
      at = end + 1;
    }
    if (at >= text.length) break;
  }
  return out + text.slice(at);
}

function toNumber(item: Scalar, base: Value, reading: Reading): Value {
  if (typeof item !== 'string') return typeof item === 'number' ? item : null;
  if (base === 10) return asNumber(item, reading);
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, Number(base));
  const isNumber = new RegExp(`^-?[${digits}]+$`, 'i').test(item);
  return isNumber ? Number.parseInt(item, Number(base)) : null;
}

type Run = (args: readonly Value[], reading: Reading) => Value;

const numeric =
  (of: (...numbers: number[]) => number): Run =>
  (args, reading) => {
    const numbers = args.map((arg) =>
      arg === null || typeof arg === 'object' ? null : asNumber(arg, reading),
    );
    if (numbers.some((number) => number === null)) return null;
    const result = of(...(numbers as number[]));
    return Number.isFinite(result) ? result : null;
  };

const textual =
  (of: (text: string, rest: readonly Value[], reading: Reading) => Value): Run =>
  ([subject, ...rest], reading) =>
    eachOf(subject!, reading, (item) => of(textOf(item), rest, reading));

const isBy =
  (test: (text: string, reading: Reading) => boolean): Run =>
  ([value], reading) =>
    testOf(value!, (text) => test(text, reading), reading);

const trimmed = (of: (chars: string) => RegExp): Run =>
  textual((text, [chars]) =>
    text.replace(of(String(chars ?? ' \t').replace(/[\\\]^-]/g, '\\$&')), ''),
  );

/** "max" and "min" of "Statistical eval functions": strings are greater than numbers. */
const extreme =
  (sign: number): Run =>
  (args, reading) => {
    const all = args.flatMap(listOf);
    const numbers = all.flatMap((item) => asNumber(item, reading) ?? []);
    const texts = all
      .filter((item) => asNumber(item, reading) === null)
      .map(textOf)
      .sort();
    if (sign > 0) return texts.at(-1) ?? (numbers.length > 0 ? Math.max(...numbers) : null);
    return numbers.length > 0 ? Math.min(...numbers) : (texts[0] ?? null);
  };

const plain: Readonly<Record<string, Run>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  coalesce: (args) => args.find((arg) => arg !== null) ?? null,
  nullif: ([a, b], reading) => (compare('=', a!, b!, reading) === true ? null : a!),
  in: ([value, ...list], reading) => {
    const found = list.map((item) => compare('=', value!, item, reading));
    return found.includes(true) ? true : found.includes(null) ? unknown(reading) : false;
  },
  cidrmatch: ([cidr, value], reading) => {
    if (cidr === null) return unknown(reading);
    const network = networkOf(String(cidr));
    return testOf(
      value!,
      (text) => network !== null && isInNetwork(text, network, reading),
      reading,
    );
  },
  // "Informational functions": these are never unknown
  isnull: ([value]) => value === null,
  isnotnull: ([value]) => value !== null,
  ismv: ([value]) => value !== null && typeof value === 'object',
  isnum: isBy((text, reading) => asNumber(text, reading) !== null),
  isint: isBy((text, reading) => Number.isInteger(asNumber(text, reading))),
  isstr: isBy((text, reading) => asNumber(text, reading) === null),
  tostring: ([value], reading) => (value === null ? 'NULL' : eachOf(value!, reading, textOf)),
  abs: numeric(Math.abs),
  ceiling: numeric(Math.ceil),
  exact: numeric((number) => number),
  floor: numeric(Math.floor),
  pow: numeric((base, exponent) => base ** exponent),
  round: numeric((number, digits = 0) => Math.round(number * 10 ** digits) / 10 ** digits),
  sqrt: numeric(Math.sqrt),
  max: extreme(1),
  min: extreme(-1),
  now: () => 1_700_000_000,
  time: () => 1_700_000_000,
  strptime: ([text, format], reading) =>
    format === null
      ? null
      : eachOf(text!, reading, (item) => parseTime(textOf(item), String(format), reading)),
  strftime: ([time, format], reading) =>
    eachOf(time!, reading, (item) => {
      const seconds = asNumber(item, reading);
      return seconds === null || format === null
        ? null
        : formatTime(seconds, String(format), reading);
    }),
  // "a count of the UTF-8 code points"
  len: textual((text) => [...text].length),
  // lower() and upper() are the two that take several values
  lower: ([value], reading) => many(listOf(value!).map((item) => foldCase(textOf(item), reading))),
  upper: ([value], reading) => many(listOf(value!).map((item) => capitals(textOf(item), reading))),
  ltrim: trimmed((chars) => new RegExp(`^[${chars}]+`)),
  rtrim: trimmed((chars) => new RegExp(`[${chars}]+$`)),
  trim: trimmed((chars) => new RegExp(`^[${chars}]+|[${chars}]+$`, 'g')),
  substr: textual((text, [start, length], reading) => {
    const chars = [...text];
    const from = start === null ? null : asNumber(start as Scalar, reading);
    if (from === null) return null;
    const first = from > 0 ? from - 1 : from < 0 ? Math.max(0, chars.length + from) : 0;
    if (length === undefined) return chars.slice(first).join('');
    const count = length === null ? null : asNumber(length as Scalar, reading);
    return count === null ? null : chars.slice(first, first + Math.max(0, count)).join('');
  }),
  urldecode: textual((text) => decodeURIComponent(text)),
  mvappend: (args) => many(args.flatMap(listOf)),
  // "If the field has no values, this function returns NULL"
  mvcount: ([value]) => (value === null ? null : listOf(value!).length),
  mvdedup: ([value]) => many([...new Set(listOf(value!))]),
  mvindex: ([value, start, end], reading) => {
    const items = listOf(value!);
    const place = (of: Value | undefined): number => {
      const at = of === null || of === undefined ? Number.NaN : asNumber(of as Scalar, reading)!;
      return at < 0 ? items.length + at : at;
    };
    const [from, to] = [place(start), end === undefined ? place(start) : place(end)];
    if (!(from >= 0 && to >= from && to < items.length)) return null;
    return many(items.slice(from, to + 1));
  },
  mvjoin: ([value, by]) =>
    value === null || by === null ? null : listOf(value!).map(textOf).join(String(by)),
  mvrange: ([from, to, step], reading) => {
    const [start, end, by] = [from, to, step ?? 1].map((item) => asNumber(item as Scalar, reading));
    if (start === null || end === null || !(by! > 0)) return null;
    const count = Math.max(0, Math.ceil((end! - start!) / by!));
    return many(Array.from({ length: count }, (_, i) => start! + i * by!));
  },
  mvreverse: ([value]) => many([...listOf(value!)].reverse()),
  mvsort: ([value]) => many(listOf(value!).map(textOf).sort()),
  mvzip: ([left, right, by]) => {
    const others = listOf(right!);
    const pairs = listOf(left!).slice(0, others.length);
    return many(pairs.map((item, i) => textOf(item) + String(by ?? ',') + textOf(others[i]!)));
  },
  split: ([text, by]) =>
    text === null || by === null
      ? null
      : many(listOf(text!).flatMap((item) => textOf(item).split(String(by)))),
};
