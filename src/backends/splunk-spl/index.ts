import { isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import type { Expr } from '../../ir/expr.ts';
import { type Backend, type Known, type Query, refused } from '../backend.ts';
import { baseOf } from '../kit/splunk/base.ts';
import { remarks } from '../kit/splunk/remarks.ts';
import { Where } from '../kit/splunk/where.ts';

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

function write(when: Expr, _at: Span, { typeOf }: Known = {}): Query {
  const said = remarks(when, typeOf);
  if (said.some(isError)) return refused(said);
  const { text, rest } = baseOf(when);
  const base = text ?? '*';
  if (rest.length === 0) return { query: base, fidelity: 'exact', diagnostics: said };
  const where = new Where();
  const filter = where.write(rest.length === 1 ? rest[0]! : { kind: 'and', items: rest });
  if (where.diagnostics.some(isError)) return refused([...said, ...where.diagnostics]);
  return {
    query: `${base} | where ${filter}`,
    fidelity: where.exact ? 'exact' : 'wider',
    diagnostics: [...said, ...where.diagnostics],
  };
}
