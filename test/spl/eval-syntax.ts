import type { Cursor } from './cursor.ts';
import { functions, type Kind } from './functions.ts';
import { type Quoted, takeQuoted } from './quoted.ts';

/*
 * Expressions of `where` and `eval`.
 *
 * Search Reference, "eval" and "where",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/eval
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/where
 *   - parentheses, NOT, AND, OR, XOR are evaluated in this order; they are written in capitals
 *   - strings stand in double quotation marks, fields with other characters than letters, digits and
 *     `_`, or that start with a digit, in single ones: so `a.b` joins the fields a and b
 *   - `=` is `==`; `.` joins texts; LIKE and in() test a text
 *   - the syntax is checked before the search runs; where takes a Boolean, eval assigns none
 */

export type EvalNode =
  | { readonly kind: 'string'; readonly text: Quoted }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'field'; readonly name: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly EvalNode[];
      readonly at: number;
    }
  | { readonly kind: 'not' | 'minus'; readonly item: EvalNode }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: EvalNode;
      readonly right: EvalNode;
    };

export type Operator =
  | ('AND' | 'OR' | 'XOR')
  | ('=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE')
  | ('+' | '-' | '*' | '/' | '%' | '.');

const logical: ReadonlySet<Operator> = new Set(['AND', 'OR', 'XOR']);
const comparing: ReadonlySet<Operator> = new Set(['=', '!=', '<', '<=', '>', '>=', 'LIKE']);

/** What an expression comes to; null() can be either. */
export function kindOf(node: EvalNode): Kind {
  switch (node.kind) {
    case 'not':
      return 'boolean';
    case 'binary':
      return logical.has(node.operator) || comparing.has(node.operator) ? 'boolean' : 'value';
    case 'call': {
      const { gives } = functions[node.name]!;
      return typeof gives === 'string' ? gives : gives(node.args.map(kindOf));
    }
    default:
      return 'value';
  }
}

export function parseBoolean(cursor: Cursor): EvalNode {
  cursor.skip();
  const from = cursor.at;
  return checked(cursor, parseEval(cursor), 'boolean', from);
}

export function parseValue(cursor: Cursor): EvalNode {
  cursor.skip();
  const from = cursor.at;
  return checked(cursor, parseEval(cursor), 'value', from);
}

function checked(cursor: Cursor, node: EvalNode, wanted: Kind, at: number): EvalNode {
  const kind = kindOf(node);
  if (kind === wanted || kind === 'null') return node;
  throw cursor.fault(`${kind === 'boolean' ? 'a' : 'no'} Boolean, where ${wanted} is wanted`, at);
}

type Parse = (cursor: Cursor) => EvalNode;

/** Operators of one rank, from left to right. */
const ranked =
  (signs: RegExp, of: Kind, tighter: Parse): Parse =>
  (cursor) => {
    cursor.skip();
    const from = cursor.at;
    let left = tighter(cursor);
    let before: string | null = null;
    for (;;) {
      const sign = cursor.takeNext(signs) as Operator | null;
      if (sign === null) return left;
      // no page says which of them goes first
      if (before !== null && (sign === '.') !== (before === '.'))
        throw cursor.fault('`.` beside another operator needs parentheses');
      before = sign;
      checked(cursor, left, of, from);
      cursor.skip();
      const at = cursor.at;
      const right = checked(cursor, tighter(cursor), of, at);
      left = { kind: 'binary', operator: sign, left, right };
    }
  };

const parseProduct = ranked(/[*/%]/, 'value', parseUnary);
const parseSum = ranked(/[+.-]/, 'value', parseProduct);
const parseAnd = ranked(/AND(?!\w)/, 'boolean', parseNot);
const parseOr = ranked(/OR(?!\w)/, 'boolean', parseAnd);
const parseEval = ranked(/XOR(?!\w)/, 'boolean', parseOr);

function parseNot(cursor: Cursor): EvalNode {
  if (cursor.takeNext(/NOT(?!\w)|!(?!=)/) === null) return parseComparison(cursor);
  cursor.skip();
  const at = cursor.at;
  return { kind: 'not', item: checked(cursor, parseNot(cursor), 'boolean', at) };
}

function parseComparison(cursor: Cursor): EvalNode {
  cursor.skip();
  const from = cursor.at;
  const left = parseSum(cursor);
  const isIn = cursor.takeNext(/(?:in|IN)(?=\s*\()/);
  if (isIn !== null) {
    checked(cursor, left, 'value', from);
    return callOf(cursor, 'in', [left, ...parseArguments(cursor)], from);
  }
  const sign = cursor.takeNext(/==|!=|<=|>=|=|<|>|LIKE(?!\w)/);
  if (sign === null) return left;
  checked(cursor, left, 'value', from);
  const at = cursor.at;
  const right = checked(cursor, parseSum(cursor), 'value', at);
  if (cursor.seesNext(/==|!=|<=|>=|=|<|>|LIKE(?!\w)/))
    throw cursor.fault('a comparison of a comparison');
  return { kind: 'binary', operator: (sign === '==' ? '=' : sign) as Operator, left, right };
}

function parseUnary(cursor: Cursor): EvalNode {
  if (cursor.takeNext(/-/) === null) return parsePrimary(cursor);
  cursor.skip();
  const at = cursor.at;
  return { kind: 'minus', item: checked(cursor, parseUnary(cursor), 'value', at) };
}

/** What no page says the meaning of as the bare name of a field: "Types of expressions" has true, false and null as values. */
const reserved = /^(?:and|or|not|xor|like|in|as|by|true|false|null)$/i;

function parsePrimary(cursor: Cursor): EvalNode {
  cursor.skip();
  const from = cursor.at;
  if (cursor.take(/\(/) !== null) {
    const inside = parseEval(cursor);
    cursor.need(/\)/, 'a closing parenthesis');
    return inside;
  }
  const text = takeQuoted(cursor);
  if (text) return { kind: 'string', text };
  const quoted = cursor.take(/'[^']*'/);
  if (quoted !== null)
    return { kind: 'field', name: checkedName(cursor, quoted.slice(1, -1), from) };
  if (cursor.sees(/'/)) throw cursor.fault('unbalanced quotes');
  const number = cursor.take(/\d+(?:\.\d+)?(?![\w.])/);
  if (number !== null) return { kind: 'number', value: Number(number) };
  const name = cursor.take(/[A-Za-z_]\w*/);
  if (name === null) throw cursor.fault('a value is missing, or a name that needs quotation marks');
  if (cursor.seesNext(/\(/)) return callOf(cursor, name, parseArguments(cursor), from);
  if (reserved.test(name)) throw cursor.fault(`${name} is not the name of a field`, from);
  return { kind: 'field', name };
}

/** Nothing says how a quotation mark, a backslash or a wildcard is written in a field name. */
function checkedName(cursor: Cursor, name: string, at: number): string {
  if (name === '' || /^\s/.test(name)) throw cursor.fault('an empty or indented field name', at);
  if (/[\\*]/.test(name)) throw cursor.fault(`a field name can't be written so: ${name}`, at);
  return name;
}

function parseArguments(cursor: Cursor): readonly EvalNode[] {
  cursor.need(/\(/, 'an opening parenthesis');
  if (cursor.takeNext(/\)/) !== null) return [];
  const args = [parseEval(cursor)];
  while (cursor.takeNext(/,/) !== null) args.push(parseEval(cursor));
  cursor.need(/\)/, 'a closing parenthesis');
  return args;
}

function callOf(cursor: Cursor, name: string, args: readonly EvalNode[], at: number): EvalNode {
  if (!Object.hasOwn(functions, name)) throw cursor.fault(`an unknown function: ${name}`, at);
  const { least, most, takes } = functions[name]!;
  if (args.length < least || args.length > most)
    throw cursor.fault(`${name}() with ${args.length} arguments`, at);
  args.forEach((arg, i) => {
    const wanted = typeof takes === 'function' ? takes(i, args.length) : takes;
    if (wanted !== 'any') checked(cursor, arg, wanted, at);
  });
  if (name === 'like' && args[1]!.kind !== 'string')
    throw cursor.fault('the pattern of like() has to be a string in double quotation marks', at);
  if (name === 'mvfilter' && fieldsOf(args[0]!).size !== 1)
    throw cursor.fault('mvfilter() can reference only one field', at);
  if (name === 'mvmap' && fieldsOf(args[0]!).size !== 1)
    throw cursor.fault('mvmap() goes over the values of one field', at);
  return { kind: 'call', name, args, at };
}

export function fieldsOf(node: EvalNode, found = new Set<string>()): ReadonlySet<string> {
  switch (node.kind) {
    case 'field':
      found.add(node.name);
      break;
    case 'call':
      for (const arg of node.args) fieldsOf(arg, found);
      break;
    case 'not':
    case 'minus':
      fieldsOf(node.item, found);
      break;
    case 'binary':
      fieldsOf(node.left, found);
      fieldsOf(node.right, found);
      break;
  }
  return found;
}
