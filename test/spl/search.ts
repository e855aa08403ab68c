import { isInNetwork, networkOf } from './addresses.ts';
import { SplFault } from './cursor.ts';
import { listOf, type Row, textOf } from './fields.ts';
import { expandSearch } from './quoted.ts';
import type { Reading } from './reading.ts';
import type { Comparison, SearchNode, SearchValue } from './search-syntax.ts';
import { foldCase, numberOf } from './text.ts';

export type RowTest = (row: Row) => boolean;

/**
 * The search command's expression, as a test of one event. A comparison is true or false, never
 * unknown: Search Manual, "Difference between NOT and !=", says that `NOT f=v` returns events without
 * the field, and `f!=v` does not. https://docs.splunk.com/Documentation/Splunk/9.0.2/Search/NOTexpressions
 */
export function compileSearch(node: SearchNode, reading: Reading): RowTest {
  switch (node.kind) {
    case 'and': {
      const items = node.items.map((item) => compileSearch(item, reading));
      return (row) => items.every((item) => item(row));
    }
    case 'or': {
      const items = node.items.map((item) => compileSearch(item, reading));
      return (row) => items.some((item) => item(row));
    }
    case 'not': {
      const item = compileSearch(node.item, reading);
      return (row) => !item(row);
    }
    case 'compare':
      return compileComparison(node.field, node.operator, node.value, reading);
    case 'in': {
      // "search", section "Filter using the IN operator": the same as `=` of each, joined by OR
      const items = node.values.map((value) => compileComparison(node.field, '=', value, reading));
      return (row) => items.some((item) => item(row));
    }
    case 'modifier':
      throw new SplFault(`${node.name} is no field of an event, but a search modifier`, node.at);
    case 'term':
      return compileTerm(node.value, reading);
  }
}

type TextTest = (text: string) => boolean;

/**
 * "search", section "Comparison expression options": `=` and `!=` compare strings, so 1 is not 1.0; the
 * others compare two numbers as numbers and all else lexicographically. A field of several values
 * passes when one does: Search Manual, "Manipulate and evaluate fields with multiple values".
 */
function compileComparison(
  field: string,
  operator: Comparison,
  value: SearchValue,
  reading: Reading,
): RowTest {
  if (operator === '=' || operator === '!=') {
    const equals = compileEqual(value, reading);
    if (operator === '=') return (row) => listOf(row[field]).some((item) => equals(textOf(item)));
    return (row) => {
      const values = listOf(row[field]);
      const differs = (item: unknown) => !equals(String(item));
      return (
        values.length > 0 &&
        (reading.differsWhenAllDo ? values.every(differs) : values.some(differs))
      );
    };
  }
  const bound = wordOf(value, reading);
  const number = numberOf(bound, reading);
  return (row) =>
    listOf(row[field]).some((item) => {
      const text = textOf(item);
      const own = numberOf(text, reading);
      const sign =
        number !== null && own !== null
          ? own - number
          : Buffer.compare(Buffer.from(text), Buffer.from(bound));
      return { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator];
    });
}

const wordOf = (value: SearchValue, reading: Reading): string =>
  value.isQuoted ? expandSearch(value.body, reading) : value.body;

/**
 * "search", section "CIDR matching": a value that is a network finds the addresses in it. `*` is a
 * wildcard and nothing can escape it: Search Manual, "Backslashes".
 * https://help.splunk.com/splunk-enterprise/search/search-manual/9.4/search-primer/backslashes
 */
function compileEqual(value: SearchValue, reading: Reading): TextTest {
  const word = wordOf(value, reading);
  const network = value.directive === null ? networkOf(word) : null;
  const same = compileWildcards(word, value.directive === 'CASE', reading);
  if (!network) return same;
  return (text) => isInNetwork(text, network, reading) || (reading.looseAddresses && same(text));
}

/** Search Manual, "Wildcards": `*` matches an unlimited number of characters. */
function compileWildcards(word: string, cased: boolean, reading: Reading): TextTest {
  const fold = cased ? (text: string) => text : (text: string) => foldCase(text, reading);
  const parts = fold(word).split('*');
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (parts.length === 1) return (text) => fold(text) === first;
  const middle = parts.slice(1, -1);
  return (written) => {
    const text = fold(written);
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * Search Manual, "Search command primer": words and phrases are looked for in `_raw`. Where terms
 * have to stand between breakers, those are the characters that are neither letters nor digits:
 * Getting Data In, "About event segmentation", and segmenters.conf.
 */
function compileTerm(value: SearchValue, reading: Reading): RowTest {
  const cased = value.directive === 'CASE';
  const word = wordOf(value, reading);
  if (/^\*+$/.test(word)) return () => true;
  const fold = cased ? (text: string) => text : (text: string) => foldCase(text, reading);
  const star = reading.starsStopAtBreakers ? '[\\p{L}\\p{N}]*' : '[\\s\\S]*';
  const parts = fold(word)
    .replace(/^\*+|\*+$/g, '')
    .split(/\*+/);
  const isBound = reading.boundTerms || value.directive === 'TERM';
  const before = isBound && /^[\p{L}\p{N}]/u.test(word) ? '(?<![\\p{L}\\p{N}])' : '';
  const behind = isBound && /[\p{L}\p{N}]$/u.test(word) ? '(?![\\p{L}\\p{N}])' : '';
  const found = new RegExp(before + parts.map(escaped).join(star) + behind, 'u');
  return (row) => listOf(row._raw).some((raw) => found.test(fold(String(raw))));
}
