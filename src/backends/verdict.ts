import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import { type Query, refused } from './backend.ts';

/* What becomes of a verdict where the query is not the whole story. */

/** The query of a rule that is true of more events than its text means finds more than that, too. */
export function widened(query: Query): Query {
  if (query.fidelity === 'exact') return { ...query, fidelity: 'wider' };
  // one that also lacks some finds neither more nor less: there is no verdict for that
  return query.fidelity === 'narrower' ? refused(asErrors(query.diagnostics)) : query;
}

/** The query of a rule that means events that it does not find; one that also finds others has no verdict. */
export const narrowed = (query: Query): Query =>
  query.fidelity === 'exact'
    ? { ...query, fidelity: 'narrower' }
    : query.fidelity === 'wider'
      ? refused(asErrors(query.diagnostics))
      : query;

export const asErrors = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.map((one) => (one.severity === 'warning' ? { ...one, severity: 'error' } : one));

/** Turns a query that is not exact into a refusal, and its reasons into errors. */
export function strictly(query: Query, at: Span): Query {
  if (query.fidelity === 'exact' || query.fidelity === 'refused') return query;
  const reasons = asErrors(query.diagnostics);
  if (reasons.some(isError)) return refused(reasons);
  const message = `The query finds ${query.fidelity === 'wider' ? 'more' : 'less'} than the rule.`;
  return refused([...reasons, { code: 'strict', severity: 'error', message, at }]);
}
