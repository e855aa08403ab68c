import { type Event, readerOf, type Scalar } from '../../../src/evaluate/event.ts';
import { contains, parseNetwork } from '../../../src/ir/network.ts';

/*
 * A filter run on one normalised event, under a reading of what isn't known of PDQL. Only what we write
 * is read, and strictly: `and` and `or` side by side without parentheses are an error, so that nothing
 * rests on which binds tighter.
 */

/** What may be true of PDQL: how it takes the case of letters, and a test of a field that is missing. */
export interface Reading {
  readonly letters: 'told' | 'ascii ignored' | 'all ignored';
  readonly missing: 'false' | 'unknown';
}

export const readings: readonly Reading[] = (
  ['told', 'ascii ignored', 'all ignored'] as const
).flatMap((letters) => (['false', 'unknown'] as const).map((missing) => ({ letters, missing })));

/** What a user may say of PDQL, and the readings that are left then. */
export const assumptions: readonly (readonly [ReadonlyMap<string, string>, readonly Reading[]])[] =
  [
    [new Map(), readings],
    [new Map([['pdql-case', 'ignored']]), readings.filter(({ letters }) => letters !== 'told')],
    [new Map([['pdql-case', 'told']]), readings.filter(({ letters }) => letters === 'told')],
  ];

export const said = (assumed: ReadonlyMap<string, string>): string =>
  assumed.size === 0 ? 'whatever is true of PDQL' : `where ${[...assumed].flat().join(' is ')}`;

/** True, false, or not known: a missing field's test under a reading. */
type Answer = boolean | null;
type Test = (event: Event) => Answer;

/** Whether an event is found: its answer is true. */
export function pdqlFinds(query: string, reading: Reading): (event: Event) => boolean {
  const tokens = tokensOf(query);
  let at = 0;
  const peek = () => tokens[at];
  const next = (wanted?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(`${wanted ?? 'more'} instead of ${token} in ${query}`);
    return token;
  };

  const expression = (): Test => {
    const parts = [unary()];
    const word = peek();
    if (word !== 'and' && word !== 'or') return parts[0]!;
    while (peek() === 'and' || peek() === 'or') {
      next(word);
      parts.push(unary());
    }
    const decides = word === 'or';
    return (event) => {
      let answer: Answer = !decides;
      for (const part of parts) {
        const one = part(event);
        if (one === decides) return decides;
        if (one === null) answer = null;
      }
      return answer;
    };
  };

  const unary = (): Test => {
    if (peek() === 'not') {
      next();
      if (peek() !== '(') throw new Error(`not without parentheses in ${query}`);
      const inner = unary();
      return (event) => {
        const answer = inner(event);
        return answer === null ? null : !answer;
      };
    }
    if (peek() !== '(') return test();
    next('(');
    const inner = expression();
    next(')');
    return inner;
  };

  const some = (field: string, passes: (value: unknown) => boolean): Test => {
    if (!/^[A-Za-z_]\w*(\.\w+)*$/.test(field)) throw new Error(`the field ${field} in ${query}`);
    return (event) => {
      const held = valuesOf(event, field);
      if (held.length === 0) return reading.missing === 'unknown' ? null : false;
      return held.some(passes);
    };
  };

  const test = (): Test => {
    const field = next();
    if (field === 'in_subnet') {
      next('(');
      const of = next();
      next(',');
      const network = parseNetwork(textIn(next()))!;
      next(')');
      return some(of, (value) => typeof value === 'string' && contains(network, value));
    }
    const operator = next();
    const value = next();
    if (value === 'null') {
      if (operator !== '=' && operator !== '!=') throw new Error(`${operator} null`);
      return (event) => (valuesOf(event, field).length === 0) === (operator === '=');
    }
    const same = (text: unknown): string => spelled(String(text), reading);
    switch (operator) {
      case '=': {
        if (/^-?[\d.]+$/.test(value)) return some(field, (held) => Number(held) === Number(value));
        const wanted = same(textIn(value));
        return some(field, (held) => same(held) === wanted);
      }
      case 'in': {
        const texts: string[] = [];
        if (value !== '[') throw new Error(`in ${value}`);
        do texts.push(same(textIn(next())));
        while (next() === ',');
        return some(field, (held) => texts.includes(same(held)));
      }
      case 'contains':
      case 'startswith':
      case 'endswith': {
        const wanted = same(textIn(value));
        const how = {
          contains: 'includes',
          startswith: 'startsWith',
          endswith: 'endsWith',
        } as const;
        return some(field, (held) => same(held)[how[operator]](wanted));
      }
      case '<':
        return some(field, (held) => Number(held) < Number(value));
      case '<=':
        return some(field, (held) => Number(held) <= Number(value));
      case '>':
        return some(field, (held) => Number(held) > Number(value));
      case '>=':
        return some(field, (held) => Number(held) >= Number(value));
      default:
        throw new Error(`the operator ${operator} in ${query}`);
    }
  };

  const whole = expression();
  if (peek() !== undefined) throw new Error(`${peek()} behind the end of ${query}`);
  return (event) => whole(event) === true;
}

const tokensOf = (query: string): readonly string[] => {
  const parts = [
    ...query.matchAll(
      /\s+|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?|!=|<=|>=|[=<>()[\],])/g,
    ),
  ];
  if (parts.map(([whole]) => whole).join('') !== query) throw new Error(`can't be read: ${query}`);
  return parts.flatMap(([, token]) => (token === undefined ? [] : [token]));
};

function textIn(token: string): string {
  if (!/^["']/.test(token)) throw new Error(`${token} is no text`);
  return token.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => {
    if (char !== '\\' && char !== token[0]) throw new Error(`the escape \\${char}`);
    return char;
  });
}

/** A text as a reading tells it from others. The Kelvin sign is taken for no k: what PDQL thinks of it is of no moment. */
function spelled(text: string, { letters }: Reading): string {
  if (letters === 'told') return text;
  const known = letters === 'all ignored' ? small : asciiSmall;
  let found = known.get(text);
  if (found === undefined) {
    found =
      letters === 'all ignored'
        ? [...text].map((char) => (char === '\u212a' ? char : char.toLowerCase())).join('')
        : text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
    known.set(text, found);
  }
  return found;
}

const small = new Map<string, string>();
const asciiSmall = new Map<string, string>();

const read = new WeakMap<Event, Map<string, readonly Scalar[]>>();

/** A normalised event is flat and holds no lists; where one is not, its paths are the evaluator's. */
function valuesOf(event: Event, field: string): readonly Scalar[] {
  const known = read.get(event) ?? new Map<string, readonly Scalar[]>();
  read.set(event, known);
  const before = known.get(field);
  if (before) return before;
  const found: Scalar[] = [];
  readerOf(field)(event, (value) => found.push(value) < 0);
  known.set(field, found);
  return found;
}
