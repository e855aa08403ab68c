import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import type { Expr } from '../../ir/expr.ts';
import { atoms } from '../../ir/fold.ts';
import { type Backend, type Query, refused } from '../backend.ts';
import * as messages from './messages.ts';
import { isSpeakable } from './quote.ts';
import { ask, joinAnd } from './search.ts';
import { Where } from './where.ts';

/**
 * Splunk's search language: a base search that the index serves, and where that can't be exact one
 * `where` that is. Written from Splunk's documentation; there is no Splunk to check it against.
 */
export const splunkSpl: Backend = {
  id: 'splunk-spl',
  title: 'Splunk SPL',
  extension: '.spl',
  write,
};

function write(when: Expr, _at: Span): Query {
  const faults = nameFaults(when);
  if (faults.length > 0) return refused(faults);
  const items = when.kind === 'and' ? when.items : [when];
  const asked = items.map(ask);
  const base = joinAnd(asked).text ?? '*';
  const rest = items.filter((_, i) => !asked[i]!.exact);
  if (rest.length === 0) return { query: base, fidelity: 'exact', diagnostics: [] };
  const where = new Where();
  const filter = where.write(rest.length === 1 ? rest[0]! : { kind: 'and', items: rest });
  return {
    query: `${base} | where ${filter}`,
    fidelity: where.exact ? 'exact' : 'wider',
    diagnostics: where.diagnostics,
  };
}

function nameFaults(when: Expr): Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const atom of atoms(when)) {
    if (atom.kind === 'keyword') continue;
    const names = atom.kind === 'sameAs' ? [atom.field, atom.other] : [atom.field];
    for (const name of names)
      if (!isSpeakable(name)) faults.push(messages.fieldName(name, atom.at));
  }
  return faults;
}
