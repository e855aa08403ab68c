import type { Cluster } from '../cluster/cluster.ts';
import { Failure } from '../cluster/failure.ts';

/** A query of a rule's, and where it looks. */
export interface Search {
  readonly query: object;
  readonly indices: readonly string[];
  /** The field with an event's time. */
  readonly timestamp: string;
}

/** What a search found: how many events, and some of them; or why that can't be told. */
export type Found =
  | { readonly count: number; readonly hits: readonly Hit[] }
  | { readonly fault: string };

export interface Hit {
  readonly index: string;
  readonly id: string;
}

export interface Window {
  /** Milliseconds since 1970; null: from the first event on. */
  readonly from: number | null;
  readonly to: number;
}

export interface HuntOptions {
  readonly window: Window;
  /** So many of a rule's events are named, those that come last first. 10,000 at the most. */
  readonly sample: number;
  readonly signal: AbortSignal;
}

/** So many searches go in one request, one at a time: a hunt must not be what a cluster is busy with. */
const batch = 50;

/**
 * What each search finds in a cluster, in their order, in as few requests as they fit in. Ended by `signal`
 * it gives no more than it has; a request that fails is the fault of each search in it.
 */
export async function* hunt(
  cluster: Cluster,
  searches: readonly Search[],
  { window, sample, signal }: HuntOptions,
): AsyncGenerator<Found> {
  for (let from = 0; from < searches.length && !signal.aborted; from += batch) {
    const part = searches.slice(from, from + batch);
    yield* await ask(cluster, part, window, sample);
  }
}

async function ask(
  cluster: Cluster,
  searches: readonly Search[],
  window: Window,
  sample: number,
): Promise<readonly Found[]> {
  try {
    const { body } = await cluster.send({
      method: 'POST',
      path: '/_msearch',
      query: {
        max_concurrent_searches: '1',
        filter_path:
          'responses.error,responses.timed_out,responses._shards,responses.hits.total,responses.hits.hits._index,responses.hits.hits._id',
      },
      lines: searches.flatMap((search) => [
        { index: search.indices, ignore_unavailable: true, allow_no_indices: true },
        bodyOf(search, window, sample),
      ]),
      isIdempotent: true,
    });
    const { responses } = body as { responses?: readonly Response[] };
    if (responses?.length !== searches.length) throw new Failure('It answers with other searches.');
    return responses.map((response, i) => foundIn(response, searches[i]!));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return searches.map(() => ({ fault: error.message }));
  }
}

function bodyOf({ query, timestamp }: Search, { from, to }: Window, sample: number): object {
  const range = { gte: from, lt: to, format: 'epoch_millis' };
  const isOpen = from === null;
  return {
    size: sample,
    track_total_hits: true, // or no more than 10,000 are counted
    _source: false,
    query: isOpen ? query : { bool: { filter: [{ range: { [timestamp]: range } }, query] } },
    ...(!isOpen && { sort: [{ [timestamp]: { order: 'desc' } }] }),
  };
}

interface Response {
  readonly error?: {
    readonly reason?: string;
    readonly root_cause?: readonly { reason?: string }[];
  };
  readonly timed_out?: boolean;
  readonly _shards?: {
    readonly total: number;
    readonly failed: number;
    readonly failures?: unknown;
  };
  readonly hits?: {
    readonly total: { readonly value: number };
    readonly hits?: readonly { readonly _index: string; readonly _id: string }[];
  };
}

/** A count of some of the shards is none. */
function foundIn({ error, timed_out, _shards, hits }: Response, { indices }: Search): Found {
  if (error) return { fault: error.root_cause?.[0]?.reason ?? error.reason ?? 'It was refused.' };
  if (!hits || !_shards) return { fault: 'It was not answered.' };
  if (_shards.total === 0) return { fault: `There is no index ${indices.join(', ')}.` };
  if (timed_out || _shards.failed > 0) {
    const why = JSON.stringify(_shards.failures ?? '').slice(0, 500);
    return { fault: `${_shards.failed} of ${_shards.total} shards failed: ${why}` };
  }
  const found = (hits.hits ?? []).map(({ _index, _id }) => ({ index: _index, id: _id }));
  return { count: hits.total.value, hits: found };
}
