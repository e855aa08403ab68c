import type { Cursor } from './cursor.ts';
import { takeQuoted } from './quoted.ts';

/*
 * The expression of the search command.
 *
 * Search Reference, "search",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/search
 *   - `<field><comparison-operator><value>`, `<field> IN (<value-list>)`, `NOT`, `OR`, implied AND
 *   - OR is evaluated before AND, NOT before both; XOR is not supported
 *   - values with white space, commas, pipes, quotations and brackets need quotation marks
 *   - values that are operators (`country="IN"`) need them, too
 * Search Manual, "Boolean expressions with logical operators": operators must be capitalized; NOT
 * applies to the term immediately following it.
 * https://help.splunk.com/en/splunk-enterprise/search/search-manual/9.3/expressions-and-predicates
 */

export type SearchNode =
  | { readonly kind: 'and' | 'or'; readonly items: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly item: SearchNode }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: Comparison;
      readonly value: SearchValue;
    }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly SearchValue[] }
  /** What is no test of an event's own field: its index, its time. */
  | {
      readonly kind: 'modifier';
      readonly name: string;
      /** What it would ask of a field of that name. */
      readonly asks: SearchNode;
      readonly at: number;
    }
  /** A word or phrase, to be found in `_raw`. */
  | { readonly kind: 'term'; readonly value: SearchValue };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface SearchValue {
  /** As written, without quotation marks: in quotation marks, escapes are still to be expanded. */
  readonly body: string;
  readonly isQuoted: boolean;
  /**
   * Search Manual, "Use CASE() and TERM() to match phrases",
   * https://docs.splunk.com/Documentation/Splunk/9.0.5/Search/UseCASEandTERMtomatchphrases
   */
  readonly directive: 'CASE' | 'TERM' | null;
  readonly at: number;
}

const comparison = /!=|<=|>=|=|<|>/;
const operator = /(?:AND|OR|NOT|XOR)(?![\w.:*-])/;

/** Up to the end of the text, the next command, a bracket of who asked, or what `end` says. */
export function parseSearch(cursor: Cursor, end = /$|[|)\]]/): SearchNode {
  const items = [parseOr(cursor)];
  while (cursor.takeNext(/AND(?![\w.:*-])/) !== null || !cursor.seesNext(end))
    items.push(parseOr(cursor));
  return items.length === 1 ? items[0]! : { kind: 'and', items };
}

function parseOr(cursor: Cursor): SearchNode {
  const items = [parseNot(cursor)];
  while (cursor.takeNext(/OR(?![\w.:*-])/) !== null) items.push(parseNot(cursor));
  return items.length === 1 ? items[0]! : { kind: 'or', items };
}

function parseNot(cursor: Cursor): SearchNode {
  if (cursor.takeNext(/NOT(?![\w.:*-])/) !== null) return { kind: 'not', item: parseNot(cursor) };
  return parseTerm(cursor);
}

function parseTerm(cursor: Cursor): SearchNode {
  if (cursor.takeNext(/\(/) !== null) {
    const inside = parseSearch(cursor);
    cursor.need(/\)/, 'a closing parenthesis');
    return inside;
  }
  cursor.skip();
  const from = cursor.at;
  if (cursor.sees(/\[/)) throw cursor.fault('a subsearch, which is not read here');
  const quoted = takeQuoted(cursor);
  if (quoted) {
    if (!isFieldHere(cursor))
      return { kind: 'term', value: { ...quoted, isQuoted: true, directive: null } };
    return parseComparison(cursor, fieldOfQuoted(cursor, quoted.body, from));
  }
  const word = cursor.take(/[^\s"'`(),|[\]=<>!]+/);
  if (word === null) throw cursor.fault('a term is missing');
  if (isFieldHere(cursor)) return parseComparison(cursor, fieldOfWord(cursor, word, from));
  cursor.at = from;
  return { kind: 'term', value: parseValue(cursor) };
}

const isFieldHere = (cursor: Cursor): boolean =>
  cursor.seesNext(comparison) || cursor.seesNext(/IN\s*\(/);

/**
 * "search", section "Quotes and escaping characters": what has white space, commas, pipes, quotations or
 * brackets needs quotation marks. Nothing says which other signs a bare name can have. So: those of
 * "Proper field name syntax" (letters, digits, `.`, `:`, `_`; no digit first), with `-` and `@`.
 * https://help.splunk.com/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/9.3/fields-and-field-extractions/about-regular-expressions-with-field-extractions
 */
function fieldOfWord(cursor: Cursor, word: string, at: number): string {
  if (operatorAlone.test(word)) throw cursor.fault(`${word} is an operator`, at);
  if (!/^[A-Za-z_][\w.:@-]*$/.test(word))
    throw cursor.fault(`the field name ${word} needs quotation marks`, at);
  return word;
}

/** Nothing says how a quotation mark or a backslash is written in a field name. */
function fieldOfQuoted(cursor: Cursor, body: string, at: number): string {
  if (/["\\*]/.test(body)) throw cursor.fault(`a field name can't be written so: ${body}`, at);
  if (body === '' || /^\s/.test(body)) throw cursor.fault('an empty or indented field name', at);
  return body;
}

/**
 * "search", sections "Search modifier options" and "Time options": these ask for events by what
 * Splunk knows of them, and not by a field of that name that an event may have.
 */
const modifiers =
  /^(?:earliest|latest|_index_earliest|_index_latest|starttime|endtime|timeformat|savedsearch|savedsplunk|hosttag|eventtypetag|eventtype|tag|tag::.*|index|host|source|sourcetype|splunk_server|splunk_server_group)$/;

function parseComparison(cursor: Cursor, field: string): SearchNode {
  const at = cursor.at;
  const asks = parseTest(cursor, field);
  return modifiers.test(field) ? { kind: 'modifier', name: field, asks, at } : asks;
}

function parseTest(cursor: Cursor, field: string): SearchNode {
  if (cursor.takeNext(/IN\s*(?=\()/) !== null)
    return { kind: 'in', field, values: parseList(cursor) };
  const operator = cursor.need(comparison, 'a comparison') as Comparison;
  cursor.skip();
  return { kind: 'compare', field, operator, value: parseValue(cursor) };
}

function parseList(cursor: Cursor): readonly SearchValue[] {
  cursor.need(/\(/, 'a list');
  const values: SearchValue[] = [];
  do {
    cursor.skip();
    values.push(parseValue(cursor));
  } while (cursor.takeNext(/,/) !== null);
  cursor.need(/\)/, 'a closing parenthesis');
  return values;
}

function parseValue(cursor: Cursor): SearchValue {
  const at = cursor.at;
  const directive = cursor.take(/(?:CASE|TERM)\(/)?.slice(0, 4) as 'CASE' | 'TERM' | undefined;
  if (directive) {
    const quoted = takeQuoted(cursor);
    const body = quoted?.body ?? cursor.take(/[^\s"'`(),|[\]]+/);
    if (body === null) throw cursor.fault(`${directive}() of nothing`);
    cursor.need(/\)/, 'a closing parenthesis');
    return { body, isQuoted: quoted !== null, directive, at };
  }
  const quoted = takeQuoted(cursor);
  if (quoted) return { ...quoted, isQuoted: true, directive: null };
  const body = cursor.take(/[^\s"'`(),|[\]=<>!]+/);
  if (body === null) throw cursor.fault('a value is missing, or needs quotation marks');
  if (cursor.sees(/["'`=<>!]/)) throw cursor.fault('a value that needs quotation marks', at);
  if (operatorAlone.test(body) || body === 'IN')
    throw cursor.fault(`the value ${body} needs quotation marks`, at);
  if (body.includes('\\')) throw cursor.fault('a backslash outside of quotation marks', at);
  return { body, isQuoted: false, directive: null, at };
}

const operatorAlone = new RegExp(`^${operator.source}$`);
