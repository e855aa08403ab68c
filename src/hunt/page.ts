import { type Cluster, path } from '../cluster/cluster.ts';
import { bodyOf, type Hit, type Search, type Window } from './body.ts';

/** So many hits are asked for at once. */
const size = 1000;

/** So long an engine keeps what it was at one moment, if nobody asks. */
const keep_alive = '2m';

interface Paged {
  readonly count: number;
  readonly hits: readonly Hit[];
}

interface Page {
  readonly pit_id?: string;
  readonly hits: {
    readonly total?: { readonly value: number };
    readonly hits: readonly {
      readonly _index: string;
      readonly _id: string;
      readonly sort: readonly unknown[];
    }[];
  };
}

/**
 * The events that a search finds, page by page, all as they stood at one moment: so many, or as many as there are
 * until `signal` ends it.
 *
 * @throws Failure
 */
export async function page(
  cluster: Cluster,
  search: Search,
  window: Window,
  most: number,
  signal: AbortSignal,
): Promise<Paged> {
  let id = await openPoint(cluster, search.indices);
  try {
    const { sort = [], ...body } = bodyOf(search, window, size, false) as { sort?: object[] };
    const hits: Hit[] = [];
    let count: number | null = null;
    let last: readonly unknown[] | null = null;
    do {
      const answer = await cluster.send({
        method: 'POST',
        path: '/_search',
        query: { allow_partial_search_results: 'false' },
        body: {
          ...body,
          size: Math.min(size, most - hits.length),
          track_total_hits: count === null,
          sort: [...sort, { _shard_doc: 'asc' }],
          pit: { id, keep_alive },
          ...(last && { search_after: last }),
        },
        isIdempotent: true,
      });
      const { pit_id, hits: found } = answer.body as Page;
      id = pit_id ?? id;
      count ??= found.total?.value ?? 0;
      for (const { _index, _id } of found.hits) hits.push({ index: _index, id: _id });
      last = found.hits.at(-1)?.sort ?? null;
    } while (last && hits.length < most && !signal.aborted);
    return { count, hits };
  } finally {
    await closePoint(cluster, id).catch(() => {}); // it ends by itself
  }
}

/** Both engines have points in time, each in its own words. */
async function openPoint(cluster: Cluster, indices: readonly string[]): Promise<string> {
  const where = path`/${indices.join(',')}`;
  const isElastic = cluster.product === 'elasticsearch';
  const { body } = await cluster.send({
    method: 'POST',
    path: `${where}${isElastic ? '/_pit' : '/_search/point_in_time'}`,
    query: { keep_alive, ignore_unavailable: 'true' },
    isIdempotent: true, // one that nobody knows of ends by itself
  });
  const { id, pit_id } = body as { id?: string; pit_id?: string };
  return id ?? pit_id!;
}

const closePoint = (cluster: Cluster, id: string) =>
  cluster.send({
    method: 'DELETE',
    ...(cluster.product === 'elasticsearch'
      ? { path: '/_pit', body: { id } }
      : { path: '/_search/point_in_time', body: { pit_id: [id] } }),
    isIdempotent: true,
    takes: [404],
  });
