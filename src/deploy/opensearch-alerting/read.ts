import { type Cluster, path } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { hashOfJson, isMap, type Json, type JsonMap } from '../json.ts';
import { isOf } from '../live.ts';
import type { Live } from '../target.ts';
import { unmarked } from './monitor.ts';

export const monitors = '/_plugins/_alerting/monitors';

/** No more are given in one answer. */
const most = 10_000;

/** The ids of monitors of one name, of which the first is compared. */
export interface MonitorVersion {
  readonly ids: readonly string[];
}

/** A monitor by its id, with the numbers by which another's writing in between is found out. */
export interface Numbered extends Live {
  readonly at: { readonly if_seq_no: string; readonly if_primary_term: string };
}

export async function readMonitors(
  cluster: Cluster,
  set: string,
  names: ReadonlySet<string>,
): Promise<readonly Live[]> {
  const all = await search(cluster, { match_all: {} }, most);
  const byName = new Map<string, Live[]>();
  for (const live of all) byName.set(live.name, [...(byName.get(live.name) ?? []), live]);
  return [...byName.values()].map((of) => oneOf(of, set)).filter(isOf(set, names));
}

/** Those that are called so. */
export const called = async (cluster: Cluster, name: string): Promise<readonly Live[]> =>
  (await search(cluster, { match_phrase: { 'monitor.name': name } }, 100)).filter(
    (live) => live.name === name,
  );

/** One monitor by its id; null where there is none. */
export async function readMonitor(cluster: Cluster, id: string): Promise<Numbered | null> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: path`/_plugins/_alerting/monitors/${id}`,
    isIdempotent: true,
    takes: [404],
  });
  if (status === 404 || !isMap(body) || !isMap(body.monitor)) return null;
  return {
    ...liveOf(id, body.monitor),
    at: { if_seq_no: String(body._seq_no), if_primary_term: String(body._primary_term) },
  };
}

/** How many there are, of all sets and people. */
export const countMonitors = async (cluster: Cluster): Promise<number> =>
  (await hitsOf(cluster, { match_all: {} }, 0)).total;

async function search(cluster: Cluster, query: Json, size: number): Promise<readonly Live[]> {
  const { listed, total } = await hitsOf(cluster, query, size);
  if (total > listed.length)
    throw new Failure(`There are ${total} monitors, and no more than ${size} can be looked at.`);
  return listed
    .map(({ _id: id, _source: source }): [string, Json] => [String(id), source ?? null])
    .flatMap(([id, source]) => (isMap(source) ? [liveOf(id, source)] : []))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** Before the first monitor is made, there is no index to be searched. */
async function hitsOf(
  cluster: Cluster,
  query: Json,
  size: number,
): Promise<{ readonly listed: readonly JsonMap[]; readonly total: number }> {
  const { status, body } = await cluster.send({
    method: 'POST',
    path: `${monitors}/_search`,
    body: { size, query },
    isIdempotent: true,
    takes: [404],
  });
  const { hits } = status !== 404 && isMap(body) ? body : {};
  const { hits: found, total } = isMap(hits) ? hits : {};
  const { value = 0 } = isMap(total) ? total : { value: total ?? 0 };
  return { listed: Array.isArray(found) ? found.filter(isMap) : [], total: Number(value) };
}

const idOf = ({ version }: Live): string => (version as MonitorVersion).ids[0]!;

/** A monitor that was renamed or copied has the mark of another name, and isn't ours. */
function liveOf(id: string, monitor: JsonMap): Live {
  const { mark, body } = unmarked(monitor);
  const name = String(monitor.name);
  const version: MonitorVersion = { ids: [id] };
  return { name, mark: mark?.rule === name ? mark : null, body, version };
}

/**
 * Of monitors that have one name the set's; of several of the set's, which a request that was delivered twice
 * makes, one that is still unfinished. One that was changed by hand is looked at before any other.
 */
function oneOf(all: readonly Live[], set: string): Live {
  const ours = all.filter(({ mark }) => mark?.set === set);
  const [first] = ours;
  if (!first) return all.find(({ mark }) => mark) ?? all[0]!;
  const changed = ours.find(
    ({ mark, body }) => mark!.applied !== null && mark!.applied !== hashOfJson(body),
  );
  if (ours.length === 1 || changed) return changed ?? first;
  const ids = ours.map(idOf);
  return { ...first, mark: { ...first.mark!, applied: null }, version: { ids } };
}
