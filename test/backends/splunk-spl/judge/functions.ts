import { printEcmaScript } from '../../../../src/ir/regex/print.ts';
import { regex } from '../../../ir/nodes.ts';
import { type Fields, inNetwork, isNumber } from './fields.ts';

/*
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions
 */

/** What an expression is worth: the texts of a field, or null where there is nothing. */
export type Value = readonly string[] | number | boolean | null;
export type Eval = (fields: Fields) => Value;

export function textOf(value: Value): string | null {
  if (value === null || typeof value === 'boolean') return null;
  return typeof value === 'number' ? String(value) : value[0]!;
}

const listOf = (value: Value): readonly string[] =>
  Array.isArray(value) ? value : [textOf(value)].filter((text) => text !== null);

/** Those of one text, or more; null of null. */
const ofTexts: Readonly<Record<string, (...texts: string[]) => Value>> = {
  'lower/1': (text) => [text!.toLowerCase()],
  'len/1': (text) => text!.length,
  'tonumber/1': (text) => (isNumber(text!) ? Number(text) : null),
  'substr/2': (text, start) => [text!.slice(Number(start) - 1)],
  'substr/3': (text, start, length) => [text!.substr(Number(start) - 1, Number(length))],
  'split/2': (text, by) => text!.split(by!),
  'cidrmatch/2': (network, text) => inNetwork(network!, text!),
};

/** The functions that we write, and no others. */
export function call(name: string, args: readonly Eval[]): Eval {
  const [one, two, three] = args as [Eval, Eval, Eval];
  const key = `${name}/${args.length}`;
  const simple = ofTexts[key];
  if (simple)
    return (fields) => {
      const texts = args.map((arg) => textOf(arg(fields)));
      return texts.includes(null) ? null : simple(...(texts as string[]));
    };
  switch (key) {
    case 'true/0':
      return () => true;
    case 'false/0':
      return () => false;
    case 'null/0':
      return () => null;
    case 'isnull/1':
      return (fields) => one(fields) === null;
    case 'isnotnull/1':
      return (fields) => one(fields) !== null;
    case 'mvcount/1':
      return (fields) => listOf(one(fields)).length || null;
    case 'if/3':
      return (fields) => (one(fields) === true ? two(fields) : three(fields));
    case 'match/2':
      return (fields) => {
        const values = listOf(one(fields));
        const found = pcre(textOf(two(fields))!);
        return values.length === 0 ? null : values.some((text) => found.test(text));
      };
    case 'mvfilter/1':
      return each(one, (here) => (field) => (one(here) === true ? here(field) : []));
    case 'mvmap/2':
      return each(one, (here) => () => listOf(two(here)));
  }
  throw new Error(`${key} is no function that we write`);
}

/** What is made of each value of the one field that an expression asks for. */
function each(of: Eval, take: (here: Fields) => (field: string) => readonly string[]): Eval {
  const asked = new Set<string>();
  of((name) => {
    asked.add(name);
    return ['0'];
  });
  const [field, ...more] = asked;
  if (field === undefined || more.length > 0) throw new Error(`of one field, not of ${[...asked]}`);
  return (fields) => {
    const made = fields(field).flatMap((value) =>
      take((name) => (name === field ? [value] : fields(name)))(field),
    );
    return made.length > 0 ? made : null;
  };
}

const known = new Map<string, RegExp>();

function pcre(source: string): RegExp {
  const before = known.get(source);
  if (before) return before;
  const made = new RegExp(printEcmaScript(regex(source).tree), 'u');
  known.set(source, made);
  return made;
}
