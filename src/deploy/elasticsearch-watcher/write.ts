import { type Cluster, path } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { hashOfJson, isMap, type JsonMap } from '../json.ts';
import { own } from '../kit/meanwhile.ts';
import { type Mark, markJson } from '../mark.ts';
import type { Change, Live } from '../target.ts';
import { readWatch, type WatchVersion } from './read.ts';

/**
 * Watcher lays out anew what it is given. So a watch is written with a mark that says it is unfinished, read
 * back, and written once more with the hash of what came back; stopped in between, the next apply goes on.
 */
export async function writeWatch(cluster: Cluster, change: Change): Promise<void> {
  const { name, wanted, mark, live } = change;
  const at = path`/_watcher/watch/${name}`;
  if (!wanted || !mark) {
    await cluster.send({ method: 'DELETE', path: at, isIdempotent: true, takes: [404] });
    return;
  }
  const { watch, active } = wanted.body as { watch: JsonMap; active: boolean };
  await simulate(cluster, watch);
  await put(cluster, at, watch, active, { ...mark, applied: null }, live);
  const back = own(name, mark, await readWatch(cluster, name));
  await put(cluster, at, watch, active, { ...mark, applied: hashOfJson(back.body) }, back);
}

async function put(
  cluster: Cluster,
  at: string,
  watch: JsonMap,
  active: boolean,
  mark: Mark,
  live: Live | null,
): Promise<void> {
  const metadata = isMap(watch.metadata) ? watch.metadata : {};
  await cluster.send({
    method: 'PUT',
    path: at,
    query: { active: String(active), ...(live?.version as WatchVersion | undefined) },
    body: { ...watch, metadata: { ...metadata, rulewright: markJson(mark) } },
    // of one that was read the second is refused, for by then the first has written it
    isIdempotent: live === null,
  });
}

interface Execution {
  readonly state?: string;
  readonly messages?: readonly string[];
  readonly result?: {
    readonly actions?: readonly {
      readonly status?: string;
      readonly id?: string;
      readonly reason?: string;
    }[];
  };
}

/** Has a watch executed on an event that isn't there, with no action taken: what can't be, isn't put. */
async function simulate(cluster: Cluster, watch: JsonMap): Promise<void> {
  const { body } = await cluster.send({
    method: 'POST',
    path: '/_watcher/watch/_execute',
    body: {
      watch,
      alternative_input: {
        hits: { total: 1, hits: [{ _index: 'none', _id: 'none', _source: {} }] },
      },
      action_modes: { _all: 'force_simulate' },
    },
    isIdempotent: true,
  });
  const { watch_record: record = {} } = body as { watch_record?: Execution };
  const failed = record.result?.actions?.find(({ status }) => status === 'failure');
  if (failed)
    throw new Failure(`Its action ${failed.id} fails: ${failed.reason ?? 'no reason is given'}`);
  if (record.state === 'failed')
    throw new Failure(
      `It can't be executed: ${record.messages?.join(' ') || 'no reason is given'}`,
    );
}
