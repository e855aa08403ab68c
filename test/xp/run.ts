import { contains, parseNetwork } from '../../src/ir/network.ts';
import type { Reading } from './reading.ts';
import { regexOf } from './regex.ts';
import type { Expression, XpFilter } from './syntax.ts';

/* Conditions of XP on a normalised event, which is flat: `object.process.name` is one key. */

export type XpEvent = Readonly<Record<string, unknown>>;

/** Null is a field that is missing, or what comes of one. */
type Value = string | number | boolean | null | readonly Value[];

/** What a condition knows beside the event. */
export interface Surroundings {
  readonly reading: Reading;
  /** Filters by their names. */
  readonly filters?: ReadonlyMap<string, XpFilter>;
}

type Run = (event: XpEvent, parameters: ReadonlyMap<string, Value>) => Value;

/** Whether an event is found: the condition is true. */
export function finder(condition: Expression, around: Surroundings): (event: XpEvent) => boolean {
  const run = compiled(condition, around);
  return (event) => run(event, noParameters) === true;
}

const noParameters: ReadonlyMap<string, Value> = new Map();

function compiled(expression: Expression, around: Surroundings): Run {
  const of = (inner: Expression): Run => compiled(inner, around);
  switch (expression.kind) {
    case 'value':
      return () => expression.value;
    case 'list': {
      const items = expression.items.map(of);
      return (...given) => items.map((item) => item(...given));
    }
    case 'field':
      return (event) => (event[expression.name] as Value | undefined) ?? null;
    case 'variable':
      return (_, parameters) => parameters.get(expression.name) ?? null;
    case 'not': {
      const item = of(expression.item);
      return (...given) => {
        const value = item(...given);
        return value === null ? (around.reading.missing === 'false' ? true : null) : value !== true;
      };
    }
    case 'and':
    case 'or': {
      const items = expression.items.map(of);
      const decides = expression.kind === 'or';
      return (...given) => {
        let answer: boolean | null = !decides;
        for (const item of items) {
          const value = item(...given);
          if (value === decides) return decides;
          if (value === null) answer = null;
        }
        return answer;
      };
    }
    case 'binary': {
      const [left, right] = [of(expression.left), of(expression.right)];
      const { sign } = expression;
      const isNull = [expression.left, expression.right].some(
        (side) => side.kind === 'value' && side.value === null,
      );
      return (...given) => binary(sign, left(...given), right(...given), isNull, around.reading);
    }
    case 'filter': {
      const { name } = expression;
      if (name === 'NotFromCorrelator') return (event) => !('correlation_name' in event);
      const filter = around.filters?.get(name);
      if (!filter) throw new Error(`no filter ${name}`);
      const args = expression.args.map(of);
      const run = of(filter.filter);
      return (event, parameters) =>
        run(event, new Map(filter.parameters.map((one, i) => [one, args[i]!(event, parameters)])));
    }
    case 'call':
      return call(expression.name, expression.args, of, around.reading);
    case 'column':
      throw new Error('a column outside of a query');
  }
}

function binary(
  sign: string,
  left: Value,
  right: Value,
  isNull: boolean,
  { missing }: Reading,
): Value {
  if (isNull) {
    if (sign !== '==' && sign !== '!=') throw new Error(`${sign} null`);
    return (left === null && right === null) === (sign === '==');
  }
  if (left === null || right === null) {
    if (sign === '+') return null;
    return missing === 'unknown' ? null : sign === '!=';
  }
  const isNumber = typeof left === 'number' || typeof right === 'number';
  const [a, b] = isNumber ? [Number(left), Number(right)] : [left as string, right as string];
  switch (sign) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '+':
      return `${left}${right}`;
  }
  if (!isNumber) throw new Error(`${sign} of texts`);
  switch (sign) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      throw new Error(`the sign ${sign}`);
  }
}

function call(
  name: string,
  args: readonly Expression[],
  of: (inner: Expression) => Run,
  reading: Reading,
): Run {
  const arity = arities[name];
  if (arity === undefined) throw new Error(`the function ${name}`);
  if (args.length !== arity) throw new Error(`${args.length} arguments of ${name}`);
  const given = args.map(of);
  const fixed = args.map((arg) => (arg.kind === 'value' ? arg.value : undefined));
  /** A test of a text that may be missing. */
  const test =
    (on: number, passes: (text: string, other: string) => boolean): Run =>
    (event, parameters) => {
      const values = given.map((arg) => arg(event, parameters));
      if (values[0] === null || values[1] === null)
        return reading.missing === 'unknown' ? null : false;
      return passes(String(values[on]), String(values[1 - on]));
    };
  switch (name) {
    case 'lower':
      return (...with_) => lowered(given[0]!(...with_), reading);
    case 'match': {
      const mask = typeof fixed[1] === 'string' ? maskOf(fixed[1]) : null;
      return test(0, (text, other) => (mask ?? maskOf(other)).test(text));
    }
    case 'regex': {
      if (typeof fixed[1] !== 'string' || typeof fixed[2] !== 'number')
        throw new Error('regex() of no text');
      const find = regexOf(fixed[1], fixed[2]);
      return (...with_) => {
        const text = given[0]!(...with_);
        return text === null ? null : find(String(text));
      };
    }
    case 'find_substr':
      return (...with_) => {
        const [text, part] = given.map((arg) => arg(...with_));
        if (text === null || part === null) return null;
        const at = String(text).indexOf(String(part));
        return at < 0 ? null : Buffer.byteLength(String(text).slice(0, at));
      };
    case 'in_list': {
      if (args[0]!.kind !== 'list') throw new Error('in_list() of no list');
      return (...with_) => {
        const [list, value] = given.map((arg) => arg(...with_)) as [readonly Value[], Value];
        if (value === null) return reading.missing === 'unknown' ? null : false;
        return list.some((one) =>
          typeof one === 'number' || typeof value === 'number'
            ? Number(one) === Number(value)
            : one === value,
        );
      };
    }
    case 'in_subnet': {
      const network = typeof fixed[1] === 'string' ? parseNetwork(fixed[1]) : null;
      if (!network) throw new Error(`the network ${fixed[1]}`);
      return test(0, (text) => contains(network, text));
    }
    case 'substr':
      return (...with_) => {
        const [text, from, length] = given.map((arg) => arg(...with_));
        return text === null ? null : String(text).substr(Number(from), Number(length));
      };
    case 'strip':
      return (...with_) => {
        const [text, before, behind] = given.map((arg) => arg(...with_)) as readonly string[];
        if (text == null) return null;
        const rest = text.startsWith(before!) ? text.slice(before!.length) : text;
        return rest.endsWith(behind!) ? rest.slice(0, rest.length - behind!.length) : rest;
      };
    default:
      throw new Error(`the function ${name}`);
  }
}

const arities: Readonly<Record<string, number>> = {
  ...{ lower: 1, match: 2, regex: 3, find_substr: 2, in_list: 2, in_subnet: 2, substr: 3 },
  strip: 3,
};

/** The Kelvin sign stays one: what `lower()` thinks of it is of no moment. */
function lowered(value: Value, { lower }: Reading): Value {
  if (typeof value !== 'string') return value;
  return lower === 'ASCII'
    ? value.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    : value.replace(/[^\u212a\u0130]+/gu, (text) => text.toLowerCase());
}

/** `*` is any run, `?` one character, and the rest stands for itself: backslashes too. */
function maskOf(mask: string): RegExp {
  const source = mask.replace(/[*?]|[\\^$.|+()[\]{}/]/g, (sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  );
  return new RegExp(`^${source}$`, 'su');
}
