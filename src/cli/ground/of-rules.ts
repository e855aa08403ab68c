import type { Cluster } from '../../cluster/cluster.ts';
import type { Compiled } from '../../compile.ts';
import type { Rule } from '../../ir/rule.ts';
import type { Index } from '../../mapping/index-fields.ts';
import { type RunOptions, run } from '../run.ts';
import { liveIndices } from './indices.ts';

/**
 * What a cluster says of the indices that each rule is looked for in, asked once for those that look in the same.
 * A rule whose indices aren't there has none.
 *
 * @param namesOf where a rule looks
 * @throws Failure where the cluster doesn't answer
 */
export async function indicesOfRules(
  cluster: Cluster,
  options: Omit<RunOptions, 'to' | 'strict'>,
  namesOf: (compiled: Compiled) => readonly string[],
): Promise<(rule: Rule) => readonly Index[] | undefined> {
  const places = new Map<string, string>();
  const asked = new Map<string, readonly string[]>();
  await run({ ...options, to: [], strict: false }, (compiled) => {
    if (!compiled.rule) return;
    const names = namesOf(compiled);
    places.set(placeOf(compiled.rule), names.join());
    asked.set(names.join(), names);
  });
  const known = new Map<string, readonly Index[] | null>();
  for (const [key, names] of asked) known.set(key, await liveIndices(cluster, names));
  return (rule) => known.get(places.get(placeOf(rule)) ?? '') ?? undefined;
}

const placeOf = ({ path, at }: Rule): string => `${path} ${at.start}`;
