import type { Event } from '../../src/index.ts';
import type { Send } from './engine.ts';

interface Hit {
  readonly _id: string;
  readonly fields: { readonly _percolator_document_slot: readonly number[] };
}

/** For each event the names of the rules that find it. Queries are made anew for each request, so many go in one. */
export async function percolate(
  send: Send,
  index: string,
  events: readonly Event[],
): Promise<readonly ReadonlySet<string>[]> {
  const found = events.map(() => new Set<string>());
  for (let from = 0; from < events.length; from += 3400) {
    const documents = events.slice(from, from + 3400);
    const answer = await send('POST', `/${index}/_search`, {
      size: 10_000,
      _source: false,
      query: { percolate: { field: 'rulewright.query', documents } },
    });
    for (const { _id, fields } of (answer.hits as { hits: readonly Hit[] }).hits)
      for (const slot of fields._percolator_document_slot) found[from + slot]!.add(_id);
  }
  return found;
}
