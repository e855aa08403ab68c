import type { Cluster } from '../../cluster/cluster.ts';
import type { Compiled } from '../../compile.ts';
import type { RuleHead } from '../../ir/rule.ts';
import type { Index } from '../../mapping/index-fields.ts';
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
  rules: readonly Compiled[],
  namesOf: (compiled: Compiled) => readonly string[],
): Promise<(rule: RuleHead) => readonly Index[] | undefined> {
  const places = new Map<RuleHead, string>();
  const known = new Map<string, readonly Index[] | null>();
  for (const compiled of rules) {
    if (!compiled.rule) continue;
    const names = namesOf(compiled);
    const place = names.join();
    places.set(compiled.rule, place);
    if (!known.has(place)) known.set(place, await liveIndices(cluster, names));
  }
  return (rule) => known.get(places.get(rule) ?? '') ?? undefined;
}
