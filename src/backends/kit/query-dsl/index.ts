import { type Diagnostic, isError } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import type { Expr } from '../../../ir/expr.ts';
import type { Fidelity } from '../../../ir/fidelity.ts';
import { eachAtom } from '../../../ir/fold.ts';
import { type Backend, type Known, type Query, refused } from '../../backend.ts';
import { type Clause, depth, everywhere, leaves, type Side } from './clauses.ts';
import * as held from './held/messages.ts';
import { schemaOf } from './held/schema.ts';
import * as limits from './limits.ts';
import * as messages from './messages.ts';
import { nothingShort, type Shortening } from './scan.ts';
import { type Dialect, type Ground, nothingKnown, Writer } from './writer.ts';

/** Whether events may have texts that a field of an index leaves out for their length. */
const longTexts = { name: 'long-texts', answers: ['none', 'some'] } as const;

/**
 * A backend for an engine that takes Query DSL. Without a mapping, fields are called as the rule calls them, and
 * taken as keywords where no pipeline knows better.
 */
export const queryDsl = (id: string, title: string, dialect: Dialect): Backend => ({
  id,
  title,
  extension: '.json',
  assumptions: [longTexts],
  write: (when, at, known = {}) => write(when, at, known, dialect),
});

function write(when: Expr, at: Span, known: Known, dialect: Dialect): Query {
  const strange = nameFaults(when);
  if (strange.length > 0) return refused(strange);
  const { typeOf = nothingKnown, indices, assumed } = known;
  const areAllHeld = assumed?.get(longTexts.name) === 'none';
  const ground = {
    typeOf,
    schema: indices ? schemaOf(indices, areAllHeld) : null,
    dialect,
  };
  const most = writeSide(when, 'most', ground);
  const { exact, holder } = most.writer;
  if (exact && (holder?.exact ?? true)) return judged(most, 'exact', at, ground);
  if (!holder || holder.exact) return judged(most, 'wider', at, ground);
  const least = known.isOpen ? null : writeSide(when, 'least', ground);
  const isLessSound = least !== null && isSound(least.writer);
  // to miss what the index does not hold is less than to find all that has the words of it
  const isBetterLess = (holder.isUnsound || holder.isByWords) && !least?.writer.holder?.isByWords;
  if (isLessSound && isBetterLess) return judged(least, 'narrower', at, ground);
  if (!holder.isUnsound) return judged(most, 'wider', at, ground);
  if (isLessSound) return judged(least, 'narrower', at, ground);
  return refused([...most.writer.diagnostics, ...holder.diagnostics.values(), held.noVerdict(at)]);
}

/** Whether a query that finds less leaves no test out. */
const isSound = ({ isLeftOut, holder }: Writer): boolean =>
  !isLeftOut && !holder!.isUnsound && !holder!.isLeftOut;

interface Written {
  readonly writer: Writer;
  readonly query: Clause;
}

/** The query that finds what is meant, and more where it can't be exact; or on the other side less. */
function writeSide(when: Expr, side: Side, ground: Ground): Written {
  const attempt = (listLength: number, short: Shortening): Written => {
    const writer = new Writer(listLength, short, ground, side);
    return { writer, query: writer.write(when, side) };
  };
  let written = attempt(limits.listLength, nothingShort);
  const short = written.writer.scan.shortening();
  if (short) written = attempt(limits.listLength, short);
  if (clausesOf(written.query, ground) > limits.clauses)
    written = attempt(1, short ?? nothingShort);
  return written;
}

function judged({ writer, query }: Written, fidelity: Fidelity, at: Span, ground: Ground): Query {
  const said = [...writer.diagnostics, ...(writer.holder?.diagnostics.values() ?? [])];
  const faults = [...said, ...limitFaults(query, at, ground)];
  if (faults.some(isError)) return refused(faults);
  const diagnostics = ground.dialect.isExpanded ? [...faults, ...fieldLimit(query, at)] : faults;
  return { query, fidelity, diagnostics };
}

/** An index has 1000 fields at most, unless somebody allows more. */
function fieldLimit(query: Clause, at: Span): Diagnostic[] {
  const each = everywhere(query);
  if (each < 2) return [];
  const fields = Math.floor((limits.clauses - leaves(query, true) + each) / each);
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

/** The clauses that an engine counts, in the index where they are the most. */
function clausesOf(query: Clause, { schema, dialect }: Ground): number {
  const all = leaves(query, dialect.isExpanded);
  if (!schema || all <= limits.clauses) return all;
  return Math.max(
    0,
    ...schema.indices.map(({ fields }) =>
      leaves(query, dialect.isExpanded, (field) => fields.has(field)),
    ),
  );
}

function limitFaults(query: Clause, at: Span, ground: Ground) {
  const clauses = clausesOf(query, ground);
  const deep = depth(query);
  return [
    ...(clauses > limits.clauses ? [messages.tooManyClauses(clauses, limits.clauses, at)] : []),
    ...(deep > limits.depth ? [messages.tooDeep(deep, limits.depth, at)] : []),
  ];
}
