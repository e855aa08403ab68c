import { type Diagnostic, isError } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import type { Expr } from '../../../ir/expr.ts';
import { eachAtom } from '../../../ir/fold.ts';
import { type Backend, type Query, refused, type TypeOf } from '../../backend.ts';
import { type Clause, depth, everywhere, leaves } from './clauses.ts';
import * as limits from './limits.ts';
import * as messages from './messages.ts';
import { nothingShort, type Shortening } from './scan.ts';
import { Writer } from './writer.ts';

/**
 * A backend for an engine that takes Query DSL, without a mapping: fields are called as the rule
 * calls them, and taken as keywords where no pipeline knows better.
 *
 * @param expanded whether what is asked of every field counts as a clause for each
 */
export const queryDsl = (id: string, title: string, expanded: boolean): Backend => ({
  id,
  title,
  extension: '.json',
  write: (when, at, { typeOf = nothingKnown } = {}) => write(when, at, typeOf, expanded),
});

const nothingKnown: TypeOf = () => undefined;

function write(when: Expr, at: Span, typeOf: TypeOf, expanded: boolean): Query {
  const strange = nameFaults(when);
  if (strange.length > 0) return refused(strange);
  const attempt = (listLength: number, short: Shortening): [Writer, Clause] => {
    const writer = new Writer(listLength, short, typeOf);
    return [writer, writer.write(when, 'most')];
  };
  let [writer, query] = attempt(limits.listLength, nothingShort);
  const short = writer.scan.shortening();
  if (short) [writer, query] = attempt(limits.listLength, short);
  if (leaves(query) > limits.clauses) [writer, query] = attempt(1, short ?? nothingShort);
  const faults = [...writer.diagnostics, ...limitFaults(query, at)];
  if (faults.some(isError)) return refused(faults);
  const diagnostics = expanded ? [...faults, ...fieldLimit(query, at)] : faults;
  return { query, fidelity: writer.exact ? 'exact' : 'wider', diagnostics };
}

/** An index has 1000 fields at most, unless somebody allows more. */
function fieldLimit(query: Clause, at: Span): Diagnostic[] {
  const each = everywhere(query);
  if (each < 2) return [];
  const fields = Math.floor((limits.clauses - leaves(query) + each) / each);
  return [messages.fewFields(each, limits.clauses, fields, at)];
}

/** https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/document-metadata-fields */
const metadata = new Set([
  '_data_stream_timestamp',
  '_doc_count',
  '_feature',
  '_field_names',
  '_id',
  '_ignored',
  '_ignored_source',
  '_index',
  '_index_mode',
  '_nested_path',
  '_primary_term',
  '_routing',
  '_seq_no',
  '_size',
  '_source',
  '_tier',
  '_type',
  '_version',
]);

/** An event can't hold what an engine calls its own: it would be asked for something else. */
function nameFaults(when: Expr): Diagnostic[] {
  const faults = new Map<string, Diagnostic>();
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') return;
    for (const field of atom.kind === 'sameAs' ? [atom.field, atom.other] : [atom.field])
      if (metadata.has(field)) faults.set(field, messages.metadataField(field, atom.at));
  });
  return [...faults.values()];
}

function limitFaults(query: Clause, at: Span) {
  const clauses = leaves(query);
  const deep = depth(query);
  return [
    ...(clauses > limits.clauses ? [messages.tooManyClauses(clauses, limits.clauses, at)] : []),
    ...(deep > limits.depth ? [messages.tooDeep(deep, limits.depth, at)] : []),
  ];
}
