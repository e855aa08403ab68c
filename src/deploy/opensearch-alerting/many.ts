import type { Cluster } from '../../cluster/cluster.ts';
import { numberSet } from '../kit/cluster-settings.ts';
import { manyMonitors } from '../messages.ts';
import type { Change, Refusal } from '../target.ts';
import { countMonitors } from './read.ts';

/** Alerting takes 1,000 monitors of all sets and people, unless the cluster says otherwise. */
export async function tooMany(
  cluster: Cluster,
  changes: readonly Change[],
): Promise<readonly Refusal[]> {
  const made = changes.filter(({ live }) => !live).length;
  if (made === 0) return [];
  const most = await numberSet(cluster, 'plugins.alerting.monitor.max_monitors');
  if (most === null) return [];
  const removed = changes.filter(({ wanted }) => !wanted).length;
  const there = await countMonitors(cluster);
  const due = there + made - removed;
  return due > most ? [manyMonitors(due, there, most)] : [];
}
