import type { Cluster } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { isMap } from '../json.ts';
import { isOf } from '../live.ts';
import type { Live } from '../target.ts';
import { liveOf } from './rule.ts';

export const rules = '/api/detection_engine/rules';

/** So many are asked for at once. */
const page = 500;
/** No more can be looked at: an engine gives no later ones. */
const most = 10_000;

export async function readRules(
  cluster: Cluster,
  set: string,
  names: ReadonlySet<string>,
): Promise<readonly Live[]> {
  const found = new Map<string, Live>();
  for (let i = 1; ; i++) {
    const { body } = await cluster.send({
      method: 'GET',
      path: `${rules}/_find`,
      // the oldest first, so that what is made meanwhile moves none to another page
      query: {
        page: String(i),
        per_page: String(page),
        sort_field: 'created_at',
        sort_order: 'asc',
      },
      isIdempotent: true,
    });
    const { total, data } = isMap(body) ? body : {};
    const listed = Array.isArray(data) ? data.filter(isMap) : [];
    if (Number(total) > most)
      throw new Failure(
        `There are ${String(total)} rules in that space, and no more than ${most} can be looked at.`,
      );
    for (const live of listed.map(liveOf)) found.set(live.name, live);
    if (listed.length < page) break;
  }
  return [...found.values()].filter(isOf(set, names));
}

/** One rule; null where there is none. */
export async function readRule(cluster: Cluster, name: string): Promise<Live | null> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: rules,
    query: { rule_id: name },
    isIdempotent: true,
    takes: [404],
  });
  return status === 404 || !isMap(body) ? null : liveOf(body);
}
