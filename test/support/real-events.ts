import type { Event } from '../../src/index.ts';
import { readLines } from './corpus.ts';
import type { Send } from './engine.ts';

/** So many signs of a text are kept as a keyword; a longer one is never found. */
const longest = 10_000;

/** The real events of the corpus, without the id that an engine keeps for itself. */
export const realEvents = (): readonly Event[] =>
  readLines<Event>('corpus/evtx-to-mitre.raw.ndjson.gz').map(({ _id, ...event }) => event);

/** An event as an index of keywords holds it. */
export const kept = (event: Event): Event =>
  Object.fromEntries(
    Object.entries(event).filter(
      ([, value]) => typeof value !== 'string' || value.length <= longest,
    ),
  );

/** Every value is a keyword, but for when it happened. */
const mappings = {
  date_detection: false,
  properties: { '@timestamp': { type: 'date' } },
  dynamic_templates: ['string', 'long', 'double', 'boolean'].map((type) => ({
    [type]: {
      match_mapping_type: type,
      mapping: { type: 'keyword', ...(type === 'string' && { ignore_above: longest }) },
    },
  })),
};

/** Makes an index of events, each found by its number among all. */
export async function fillKeywords(
  send: Send,
  index: string,
  events: ReadonlyMap<number, Event>,
): Promise<void> {
  await send('PUT', `/${index}`, {
    settings: {
      number_of_shards: 1,
      number_of_replicas: 0,
      'index.mapping.total_fields.limit': 5000,
    },
    mappings,
  });
  const all = [...events];
  for (let from = 0; from < all.length; from += 1000) {
    const part = all.slice(from, from + 1000);
    const lines = part.flatMap(([i, event]) => [{ index: { _id: String(i) } }, event]);
    const { errors } = await send('POST', `/${index}/_bulk`, lines);
    if (errors) throw new Error(`${index} doesn't take an event.`);
  }
  await send('POST', `/${index}/_refresh`);
}

/** Events by their numbers, in parts that have so many fields each at the most. */
export function inParts(
  events: readonly Event[],
  mostFields: number,
): readonly ReadonlyMap<number, Event>[] {
  const parts: { readonly fields: Set<string>; readonly events: Map<number, Event> }[] = [];
  for (const [i, event] of events.entries()) {
    const own = Object.keys(event);
    const fits = ({ fields }: { fields: ReadonlySet<string> }) =>
      fields.size + own.filter((field) => !fields.has(field)).length <= mostFields;
    let part = parts.find(fits);
    if (!part) {
      part = { fields: new Set(), events: new Map() };
      parts.push(part);
    }
    for (const field of own) part.fields.add(field);
    part.events.set(i, event);
  }
  return parts.map((part) => part.events);
}
