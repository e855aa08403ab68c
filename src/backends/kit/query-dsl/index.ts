import { isError } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import type { Expr } from '../../../ir/expr.ts';
import { type Backend, type Query, refused } from '../../backend.ts';
import { type Clause, depth, leaves } from './clauses.ts';
import * as limits from './limits.ts';
import * as messages from './messages.ts';
import { nothingShort, type Shortening } from './scan.ts';
import { Writer } from './writer.ts';

/**
 * A backend for an engine that takes Query DSL, without a mapping: fields are called as the rule
 * calls them, and taken as keywords.
 */
export const queryDsl = (id: string, title: string): Backend => ({
  id,
  title,
  extension: '.json',
  write,
});

function write(when: Expr, at: Span): Query {
  let [writer, query] = attempt(when, limits.listLength, nothingShort);
  const short = writer.scan.shortening();
  if (short) [writer, query] = attempt(when, limits.listLength, short);
  if (leaves(query) > limits.clauses) [writer, query] = attempt(when, 1, short ?? nothingShort);
  const faults = [...writer.diagnostics, ...limitFaults(query, at)];
  if (faults.some(isError)) return refused(faults);
  return { query, fidelity: writer.exact ? 'exact' : 'wider', diagnostics: faults };
}

function attempt(when: Expr, listLength: number, short: Shortening): [Writer, Clause] {
  const writer = new Writer(listLength, short);
  return [writer, writer.write(when, 'most')];
}

function limitFaults(query: Clause, at: Span) {
  const clauses = leaves(query);
  const deep = depth(query);
  return [
    ...(clauses > limits.clauses ? [messages.tooManyClauses(clauses, limits.clauses, at)] : []),
    ...(deep > limits.depth ? [messages.tooDeep(deep, limits.depth, at)] : []),
  ];
}
