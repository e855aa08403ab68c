import type { Cluster } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { hashOfJson, type JsonMap } from '../json.ts';
import { own, removed, unchanged } from '../kit/meanwhile.ts';
import type { Change, Live } from '../target.ts';
import { readRule, rules } from './read.ts';
import { type RuleVersion, ruleWith } from './rule.ts';

/**
 * Kibana lays out anew what it is given. So a rule is written with a mark that says it is unfinished, read back,
 * and written once more with the hash of what came back. What is written replaces all of a rule, so its
 * exceptions and actions are sent along as they are then. Kibana takes no version with what it is given, so whether
 * somebody else has written a rule is looked at right before.
 */
export async function writeRule(cluster: Cluster, change: Change): Promise<void> {
  const { name, wanted, mark, live } = change;
  const now = await readRule(cluster, name);
  if (!wanted || !mark) {
    if (unchanged(name, live, now)) await remove(cluster, name, now);
    return;
  }
  const body = wanted.body as JsonMap;
  const begun = { ...mark, applied: null };
  if (live) {
    if (!unchanged(name, live, now)) throw removed(name);
    await replace(cluster, ruleWith(name, body, begun, now.version as RuleVersion));
  } else await create(cluster, ruleWith(name, body, begun, wanted.beside as Partial<RuleVersion>));
  const back = own(name, mark, await readRule(cluster, name));
  const applied = hashOfJson(back.body);
  await replace(cluster, ruleWith(name, body, { ...mark, applied }, back.version as RuleVersion));
}

/** Done twice, the second finds the first's, which who reads it back knows by its mark. */
async function create(cluster: Cluster, rule: object): Promise<void> {
  await cluster.send({ method: 'POST', path: rules, body: rule, isIdempotent: true, takes: [409] });
}

async function replace(cluster: Cluster, rule: object): Promise<void> {
  await cluster.send({ method: 'PUT', path: rules, body: rule, isIdempotent: true });
}

async function remove(cluster: Cluster, name: string, { version, mark }: Live): Promise<void> {
  if ((version as RuleVersion).isTagOnly)
    throw new Failure(
      `Saved in Kibana, it has kept the tag rulewright:${mark?.set} alone, as a copy of a rule has too: remove it there, or its tag.`,
    );
  await cluster.send({
    method: 'DELETE',
    path: rules,
    query: { rule_id: name },
    isIdempotent: true,
    takes: [404],
  });
}
