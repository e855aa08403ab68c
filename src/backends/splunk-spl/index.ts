import { isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { isRising, type Tally } from '../../ir/counts.ts';
import type { Expr } from '../../ir/expr.ts';
import { type Backend, type Known, type Query, refused } from '../backend.ts';
import { baseOf } from '../kit/splunk/base.ts';
import { countEvents, countValues, mostInWindow, thresholdsOf } from '../kit/splunk/count.ts';
import * as messages from '../kit/splunk/messages.ts';
import { isSpeakable } from '../kit/splunk/quote.ts';
import { remarks } from '../kit/splunk/remarks.ts';
import { Where } from '../kit/splunk/where.ts';
import { narrowed } from '../verdict.ts';

/**
 * Splunk's search language: a base search that the index serves, and where that can't be exact one
 * `where` that is. Written from Splunk's documentation; there is no Splunk to check it against.
 */
export const splunkSpl: Backend = {
  id: 'splunk-spl',
  title: 'Splunk SPL',
  extension: '.spl',
  write,
  count,
};

function count(tally: Tally, at: Span, known: Known = {}): Query {
  const { value, by, bounds, within } = tally;
  const said = [...by, ...(value === null ? [] : [value])]
    .filter((field) => !isSpeakable(field))
    .map((field) => messages.fieldName(field, at));
  if (thresholdsOf(bounds).some((number) => number > mostInWindow))
    said.push(messages.tooMany(mostInWindow, at));
  if (value !== null && !isRising(bounds)) said.push(messages.valuesAtMost(at));
  if (value !== null && within === 1) said.push(messages.shortWindow(at));
  const events = write(tally.when, at, known);
  if (events.query === null || said.length > 0) return refused([...said, ...events.diagnostics]);
  const steps = value === null ? countEvents(tally) : countValues(tally, value);
  const query = [events.query, ...steps].join(' | ');
  const diagnostics = [...events.diagnostics, messages.splunkTime(at)];
  if (value === null) return { ...events, query, diagnostics };
  const shorter = [...diagnostics, messages.shorter(mostInWindow, at)];
  return narrowed({ ...events, query, diagnostics: shorter });
}

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
