import { type Cluster, path } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { hashOfJson, isMap, type JsonMap } from '../json.ts';
import { own, removed, written } from '../kit/meanwhile.ts';
import type { Mark } from '../mark.ts';
import type { Change } from '../target.ts';
import { execute } from './execute.ts';
import { marked } from './monitor.ts';
import { called, type MonitorVersion, monitors, type Numbered, readMonitor } from './read.ts';

/**
 * OpenSearch lays out anew what it is given. So a monitor is written with a mark that says it is unfinished, read
 * back, and written once more with the hash of what came back. It is executed before it is put.
 */
export async function writeMonitor(cluster: Cluster, change: Change): Promise<void> {
  const { name, wanted, mark, live } = change;
  const { ids = [] } = (live?.version ?? {}) as Partial<MonitorVersion>;
  if (!wanted || !mark) {
    for (const id of ids) await remove(cluster, change, id);
    return;
  }
  const monitor = wanted.body as JsonMap;
  await execute(cluster, monitor);
  const [id, ...spare] = ids;
  const begun = marked(monitor, { ...mark, applied: null });
  const made = live && id !== undefined ? id : await create(cluster, name, begun);
  if (live && id !== undefined) {
    const now = await readMonitor(cluster, id);
    if (!now) throw removed(name);
    await replace(cluster, id, begun, same(change, now, spare.length > 0));
  }
  const back = own(name, mark, await readMonitor(cluster, made));
  await replace(cluster, made, marked(monitor, appliedTo(mark, back)), back);
  for (const other of spare) await remove(cluster, change, other);
}

const appliedTo = (mark: Mark, { body }: Numbered): Mark => ({
  ...mark,
  applied: hashOfJson(body),
});

/**
 * OpenSearch names monitors itself, so that of two requests each makes one: it isn't sent again when nobody
 * knows what became of it. What it made is found by its name the next time.
 */
async function create(cluster: Cluster, name: string, monitor: JsonMap): Promise<string> {
  const before = await called(cluster, name);
  if (before.some(({ mark }) => mark)) throw written(name);
  const { body } = await cluster.send({
    method: 'POST',
    path: monitors,
    body: monitor,
    isIdempotent: false,
  });
  const { _id: id } = isMap(body) ? body : {};
  if (typeof id !== 'string') throw new Failure('OpenSearch names no monitor that it has made.');
  return id;
}

async function replace(
  cluster: Cluster,
  id: string,
  monitor: JsonMap,
  { at }: Numbered,
): Promise<void> {
  await cluster.send({
    method: 'PUT',
    path: path`/_plugins/_alerting/monitors/${id}`,
    query: at,
    body: monitor,
    // the second is refused, for by then the first has written it
    isIdempotent: false,
  });
}

/** No request to remove one says which was read, so that is looked at right before. */
async function remove(cluster: Cluster, change: Change, id: string): Promise<void> {
  const now = await readMonitor(cluster, id);
  if (!now) return;
  const { ids } = change.live!.version as MonitorVersion;
  const isSpare = ids.length > 1;
  if (!isSpare) same(change, now, false);
  else if (now.mark?.set !== change.live!.mark?.set) throw written(change.name);
  await cluster.send({
    method: 'DELETE',
    path: path`/_plugins/_alerting/monitors/${id}`,
    isIdempotent: true,
    takes: [404],
  });
}

/** The monitor as it is now, which is as it was read; of several of one name that was said to be unfinished. */
function same({ name, live }: Change, now: Numbered, isOneOfMany: boolean): Numbered {
  const isSameMark =
    isOneOfMany ||
    (live!.mark?.given === now.mark?.given && live!.mark?.applied === now.mark?.applied);
  if (!isSameMark || hashOfJson(live!.body) !== hashOfJson(now.body)) throw written(name);
  return now;
}
