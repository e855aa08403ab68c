import type { Cluster } from '../../src/cluster/cluster.ts';
import type { Session, Target } from '../../src/deploy/target.ts';

/** A target opened on a cluster. */
export function sessionOf(target: Target, cluster: Cluster): Session {
  if (target.at === 'folder') throw new Error(`${target.id} is no cluster's.`);
  return target.open(cluster);
}
