import type { Cluster } from '../../src/cluster/cluster.ts';
import { type Choices, plan, type Step } from '../../src/deploy/plan.ts';
import type { Session, Target, Wanted } from '../../src/deploy/target.ts';

/** A target opened on a cluster. */
export function sessionOf(target: Target, cluster: Cluster): Session {
  if (target.at === 'folder') throw new Error(`${target.id} is no cluster's.`);
  return target.open(cluster);
}

/** The steps to what is wanted from what the target holds now. */
export async function stepsTo(
  session: Session,
  wanted: readonly Wanted[],
  choices: Choices,
): Promise<readonly Step[]> {
  const names = wanted.map(({ name }) => name);
  return plan(wanted, await session.read(choices.set, names), choices);
}
