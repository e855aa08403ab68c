import type { Event, Predicate, Query } from '../../src/index.ts';
import type { Fault, Hits } from './engine.ts';

/** The numbers of the events that are matched: what a query ought to find. */
export const hitsOf = (matches: Predicate, events: readonly Event[]): Hits =>
  new Set(events.flatMap((event, i) => (matches(event) ? [i] : [])));

/**
 * What speaks against a query: that the engine refused it, or that its hits are not those the
 * evaluator names, as far as its fidelity promises them. Null where they agree.
 */
export function disagreement(
  { fidelity }: Query,
  wanted: Hits,
  found: Hits | Fault,
): string | null {
  if ('fault' in found) return found.fault;
  const missing = [...wanted].filter((event) => !found.has(event));
  const extra = [...found].filter((event) => !wanted.has(event));
  const faults = [
    fidelity !== 'narrower' && missing.length > 0 && `does not find ${missing.slice(0, 5)}`,
    fidelity !== 'wider' && extra.length > 0 && `finds ${extra.slice(0, 5)} too`,
  ].filter((fault) => fault !== false);
  return faults.length > 0 ? `${fidelity}, but ${faults.join(' and ')}` : null;
}
