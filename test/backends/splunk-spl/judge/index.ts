import type { Event } from '../../../../src/evaluate/event.ts';
import { readEval } from './eval.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { readSearch } from './search.ts';

/*
 * A query run on one event, as Splunk documents `search` and `where`: there is no Splunk to ask. Only
 * what we write is known; all else is an error, so that nothing gets past a quote unseen.
 */

/** The test of an event that a query is: a base search, and at most one `where`. */
export function splunkFinds(query: string): (event: Event) => boolean {
  const [base, where] = halves(query);
  const search = readSearch(base);
  const filter = where === null ? () => true : readEval(where);
  return (event) => {
    const fields: Fields = fieldsOf(event);
    return search(fields) && filter(fields) === true;
  };
}

/** What stands before the pipe, and what behind it; a pipe in quotes is none. */
function halves(query: string): readonly [string, string | null] {
  const parts = query.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^|"'])+|\|/g) ?? [];
  if (parts.join('') !== query) throw new Error(`a quote that stays open: ${query}`);
  const [base, pipe, where, ...more] = parts;
  if (pipe === undefined) return [base!, null];
  if (more.length > 0 || !where?.startsWith(' where ')) throw new Error(`a command: ${query}`);
  return [base!, where.slice(' where '.length)];
}
