import { type Cluster, path } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { isMap, type JsonMap } from '../json.ts';
import { isOf } from '../live.ts';
import { markOf } from '../mark.ts';
import type { Live } from '../target.ts';

/** Who writes a watch says which one was read: another's writing in between is found out. */
export interface WatchVersion {
  readonly if_seq_no: string;
  readonly if_primary_term: string;
}

interface Answered {
  readonly _id: string;
  readonly watch: JsonMap;
  readonly status?: { readonly state?: { readonly active?: boolean } };
  readonly _seq_no: number;
  readonly _primary_term: number;
}

/** No more are given in one answer, and from answer to answer their order may change. */
const most = 10_000;

export async function readWatches(
  cluster: Cluster,
  set: string,
  names: ReadonlySet<string>,
): Promise<readonly Live[]> {
  const { body } = await cluster.send({
    method: 'POST',
    path: '/_watcher/_query/watches',
    body: { size: most },
    isIdempotent: true,
  });
  const { count, watches } = body as { count: number; watches: readonly Answered[] };
  if (count > watches.length)
    throw new Failure(`There are ${count} watches, and no more than ${most} can be looked at.`);
  return watches.map(liveOf).filter(isOf(set, names));
}

/** One watch; null where there is none. */
export async function readWatch(cluster: Cluster, name: string): Promise<Live | null> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: path`/_watcher/watch/${name}`,
    isIdempotent: true,
    takes: [404],
  });
  return status === 404 ? null : liveOf(body as Answered);
}

function liveOf({ _id, watch, status, _seq_no, _primary_term }: Answered): Live {
  const { metadata = {} } = watch;
  const { rulewright, ...rest } = isMap(metadata) ? metadata : {};
  const version: WatchVersion = {
    if_seq_no: String(_seq_no),
    if_primary_term: String(_primary_term),
  };
  return {
    name: _id,
    mark: markOf(rulewright),
    body: { watch: { ...watch, metadata: rest }, active: status?.state?.active !== false },
    version,
  };
}
