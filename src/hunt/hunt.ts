import type { Cluster } from '../cluster/cluster.ts';
import { Failure } from '../cluster/failure.ts';
import { bodyOf, type Hit, mostAtOnce, type Search, type Window } from './body.ts';
import { page } from './page.ts';

export type { Hit, Search, Window };

/** What a search found: how many events, and some of them; or why that can't be told. */
export type Found =
  | { readonly count: number; readonly hits: readonly Hit[]; readonly days?: Days }
  | { readonly fault: string };

/** How many events of each day: `2026-11-26`, of UTC. Those without a time are of none. */
export type Days = Readonly<Record<string, number>>;

export interface HuntOptions {
  readonly window: Window;
  /** So many of a rule's events are named, those that come last first. */
  readonly sample: number;
  /** They are counted day by day, too. */
  readonly isByDay?: boolean;
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
  options: HuntOptions,
): AsyncGenerator<Found> {
  const { sample, signal } = options;
  for (let from = 0; from < searches.length && !signal.aborted; from += batch) {
    const part = searches.slice(from, from + batch);
    const found = await ask(cluster, part, options);
    for (const [i, one] of found.entries()) {
      const isMore = 'count' in one && Math.min(one.count, sample) > mostAtOnce;
      yield isMore ? await rest(cluster, part[i]!, one, options) : one;
    }
  }
}

/** More events than one answer has room for. */
async function rest(
  cluster: Cluster,
  search: Search,
  found: Found,
  { window, sample, signal }: HuntOptions,
): Promise<Found> {
  if (signal.aborted) return found;
  try {
    return { ...found, ...(await page(cluster, search, window, sample, signal)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { fault: error.message };
  }
}

async function ask(
  cluster: Cluster,
  searches: readonly Search[],
  { window, sample, isByDay = false }: HuntOptions,
): Promise<readonly Found[]> {
  try {
    const { body } = await cluster.send({
      method: 'POST',
      path: '/_msearch',
      query: {
        max_concurrent_searches: '1',
        filter_path:
          'responses.error,responses.timed_out,responses._shards,responses.hits.total,responses.hits.hits._index,responses.hits.hits._id,responses.aggregations.days.buckets.key_as_string,responses.aggregations.days.buckets.doc_count',
      },
      lines: searches.flatMap((search) => [
        { index: search.indices, ignore_unavailable: true, allow_no_indices: true },
        bodyOf(search, window, sample, isByDay),
      ]),
      isIdempotent: true,
    });
    const { responses } = body as { responses?: readonly Response[] };
    if (responses?.length !== searches.length) throw new Failure('It answers with other searches.');
    return responses.map((response, i) => foundIn(response, searches[i]!, isByDay));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return searches.map(() => ({ fault: error.message }));
  }
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
    readonly failures?: readonly {
      readonly index?: string;
      readonly reason?: { readonly reason?: string };
    }[];
  };
  readonly aggregations?: { readonly days?: { readonly buckets?: readonly Bucket[] } };
  readonly hits?: {
    readonly total: { readonly value: number };
    readonly hits?: readonly { readonly _index: string; readonly _id: string }[];
  };
}

interface Bucket {
  readonly key_as_string: string;
  readonly doc_count: number;
}

/** A count of some of the shards is none. */
function foundIn(
  { error, timed_out, _shards, hits, aggregations }: Response,
  { indices }: Search,
  isByDay: boolean,
): Found {
  if (error) return { fault: error.root_cause?.[0]?.reason ?? error.reason ?? 'It was refused.' };
  if (!hits || !_shards) return { fault: 'It was not answered.' };
  if (_shards.total === 0)
    return { fault: `There is no index ${indices.join(', ')} that is open.` };
  if (timed_out || _shards.failed > 0) {
    const [{ index = '', reason } = {}] = _shards.failures ?? [];
    const why = reason?.reason ? `: ${index}: ${reason.reason.slice(0, 500)}` : '';
    const late = timed_out ? ', the time was up' : '';
    return { fault: `${_shards.failed} of ${_shards.total} shards failed${late}${why}` };
  }
  const found = (hits.hits ?? []).map(({ _index, _id }) => ({ index: _index, id: _id }));
  const buckets = aggregations?.days?.buckets ?? [];
  const days = Object.fromEntries(buckets.map((one) => [one.key_as_string, one.doc_count]));
  return { count: hits.total.value, hits: found, ...(isByDay && { days }) };
}
