import { call } from './eval-functions.ts';
import type { EvalNode, Operator } from './eval-syntax.ts';
import { listOf, type Row, type Scalar, textOf, type Value } from './fields.ts';
import { likeTest } from './like.ts';
import { expandEval } from './quoted.ts';
import type { Reading } from './reading.ts';
import { numberOf } from './text.ts';

/** What an expression comes to for one event. A Boolean may be null: unknown. */
export type Compute = (row: Row) => Value;

/**
 * An expression of `where` or `eval`. "If the string is not quoted, it is treated as a field name";
 * the values of fields are texts, which are numbers where they are used as such. Texts are compared
 * with their case: Search Reference, "where" and "eval", section "Operators".
 */
export function compileEval(node: EvalNode, reading: Reading): Compute {
  switch (node.kind) {
    case 'string': {
      const text = expandEval(node.text.body, reading);
      return () => text;
    }
    case 'number':
      return () => node.value;
    case 'field':
      return (row) => row[node.name] ?? null;
    case 'not': {
      const item = compileEval(node.item, reading);
      return (row) => {
        const is = item(row);
        return is === null ? (reading.unknowns === 'false' ? true : null) : !is;
      };
    }
    case 'minus': {
      const item = compileEval(node.item, reading);
      return (row) => calculate('-', 0, item(row), reading);
    }
    case 'binary': {
      const left = compileEval(node.left, reading);
      const right = compileEval(node.right, reading);
      return compileOperator(node.operator, left, right, reading);
    }
    case 'call':
      return call(node, reading);
  }
}

/** Search Reference, "where": only the results for which the expression returns true are returned. */
export function compileWhere(node: EvalNode, reading: Reading): (row: Row) => boolean {
  const is = compileEval(node, reading);
  return (row) => is(row) === true;
}

function compileOperator(
  operator: Operator,
  left: Compute,
  right: Compute,
  reading: Reading,
): Compute {
  switch (operator) {
    case 'AND':
      return (row) => logic(left(row), right(row), false, reading);
    case 'OR':
      return (row) => logic(left(row), right(row), true, reading);
    case 'XOR':
      return (row) => {
        const [a, b] = [left(row), right(row)];
        if (reading.unknowns !== 'false' && (a === null || b === null)) return null;
        return Boolean(a) !== Boolean(b);
      };
    case 'LIKE':
      return (row) => {
        const pattern = right(row);
        if (pattern === null) return unknown(reading);
        return testOf(left(row), likeTest(String(pattern), reading), reading);
      };
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (row) => compare(operator, left(row), right(row), reading);
    case '.':
      return (row) => join(left(row), right(row), reading);
    default:
      return (row) => calculate(operator, left(row), right(row), reading);
  }
}

/** `deciding` decides alone: true for OR, false for AND. */
function logic(a: Value, b: Value, deciding: boolean, reading: Reading): Value {
  if (reading.unknowns === 'false')
    return deciding ? a === true || b === true : a === true && b === true;
  if (reading.unknowns === 'contagious' && (a === null || b === null)) return null;
  if (a === deciding || b === deciding) return deciding;
  return a === null || b === null ? null : !deciding;
}

/** What a test of nothing comes to. */
export const unknown = (reading: Reading): Value => (reading.unknowns === 'false' ? false : null);

/** A test of a text, of a value that may be none or several. */
export function testOf(value: Value, test: (text: string) => boolean, reading: Reading): Value {
  if (value === null) return unknown(reading);
  if (typeof value !== 'object') return test(textOf(value));
  switch (reading.manyValues) {
    case 'any':
      return value.some((item) => test(textOf(item)));
    case 'lines':
      return test(value.map(textOf).join('\n'));
    case 'null':
      return unknown(reading);
  }
}

export type Comparing = '=' | '!=' | '<' | '<=' | '>' | '>=';

export function compare(operator: Comparing, a: Value, b: Value, reading: Reading): Value {
  if (a === null || b === null) return unknown(reading);
  if (typeof a === 'object' || typeof b === 'object') {
    if (reading.manyValues === 'null') return unknown(reading);
    if (reading.manyValues === 'lines') return compare(operator, linesOf(a), linesOf(b), reading);
    return listOf(a).some((x) => listOf(b).some((y) => compare(operator, x, y, reading) === true));
  }
  const sign = order(a, b, reading);
  if (sign === null) return operator === '=' ? false : operator === '!=' ? true : unknown(reading);
  return signOf(operator, sign);
}

const linesOf = (value: Value): Value =>
  typeof value === 'object' ? listOf(value).map(textOf).join('\n') : value;

function signOf(operator: Comparing, sign: number): boolean {
  switch (operator) {
    case '=':
      return sign === 0;
    case '!=':
      return sign !== 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

/** Below, above or zero; null where there is no order. */
function order(a: Scalar, b: Scalar, reading: Reading): number | null {
  const areTexts = typeof a === 'string' && typeof b === 'string';
  if (!areTexts || reading.textsAreNumbers) {
    const [x, y] = [asNumber(a, reading), asNumber(b, reading)];
    if (x !== null && y !== null) return x < y ? -1 : x > y ? 1 : 0;
    if (!areTexts && !reading.ordersMixed) return null;
  }
  return Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b)));
}

export const asNumber = (value: Scalar, reading: Reading): number | null =>
  typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value, reading) : null;

/** "When concatenating values, Splunk software reads the values as strings." */
function join(a: Value, b: Value, reading: Reading): Value {
  return eachOf(a, reading, (x) => eachOf(b, reading, (y) => textOf(x) + textOf(y)));
}

/** A function of one value, for a value that may be none or several. */
export function eachOf(value: Value, reading: Reading, of: (item: Scalar) => Value): Value {
  if (value === null) return null;
  if (typeof value !== 'object') return of(value);
  if (reading.manyValues === 'null') return null;
  if (reading.manyValues === 'lines') return of(value.map(textOf).join('\n'));
  const results = value.flatMap((item) => listOf(of(item)));
  return results.length === 0 ? null : results.length === 1 ? results[0]! : results;
}

/** "eval", sections "Operators that produce numbers" and "Numeric calculations": division by zero gives null. Rounding is not done. */
function calculate(operator: Operator, a: Value, b: Value, reading: Reading): Value {
  return eachOf(a, reading, (left) =>
    eachOf(b, reading, (right) => {
      const [x, y] = [asNumber(left, reading), asNumber(right, reading)];
      if (x === null || y === null)
        return operator === '+' && typeof left === 'string' && typeof right === 'string'
          ? left + right
          : null;
      switch (operator) {
        case '+':
          return x + y;
        case '-':
          return x - y;
        case '*':
          return x * y;
        case '/':
          return y === 0 ? null : x / y;
        default:
          return y === 0 ? null : x % y;
      }
    }),
  );
}
