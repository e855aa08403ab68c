import type { Cursor } from './cursor.ts';
import type { Reading } from './reading.ts';

/*
 * Texts in double quotation marks.
 *
 * Search Reference, "search", section "Quotes and escaping characters",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/search
 *   - quotation marks must be balanced: an opening one is followed by an unescaped closing one
 *   - `\"`, `\\` and `\|` are expanded inside quotation marks
 *   - other backslash sequences are left as they are: `\s` is `\s`, and so is `\\s`
 * Knowledge Manager Manual, "Use search macros in searches": a macro inside of a quoted value is not
 * expanded, so backticks in it are characters like others.
 * https://help.splunk.com/en/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/10.0/search-macros
 */

/** What stands between the quotation marks, its escapes not yet expanded. */
export interface Quoted {
  readonly body: string;
  readonly at: number;
}

export function takeQuoted(cursor: Cursor): Quoted | null {
  const at = cursor.at;
  const found = cursor.take(/"(?:[^"\\]|\\[\s\S])*"/);
  if (found !== null) return { body: found.slice(1, -1), at };
  if (cursor.sees(/"/)) throw cursor.fault('unbalanced quotes');
  return null;
}

/** A quoted text as the search command gets it. */
export const expandSearch = (body: string, reading: Reading): string =>
  body.replace(/\\(["\\|])/g, (all, char: string) =>
    char === '|' && !reading.expandsPipes ? all : char,
  );

/**
 * A quoted text in an eval expression. Two pages speak of it and differ: "search" (above) knows three
 * escapes; Search Manual, "Types of expressions", says that the `\t` in `"C:\\windows\temp"` is a tab.
 * https://help.splunk.com/en/splunk-enterprise/search/search-manual/10.0/expressions-and-predicates
 */
export const expandEval = (body: string, reading: Reading): string =>
  reading.expandsControls
    ? body.replace(/\\(["\\|tnr])/g, (all, char: string) =>
        char === '|' && !reading.expandsPipes ? all : (controls[char] ?? char),
      )
    : expandSearch(body, reading);

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };
