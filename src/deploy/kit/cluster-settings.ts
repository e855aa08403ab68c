import type { Cluster } from '../../cluster/cluster.ts';
import { isMap, type Json } from '../json.ts';

/**
 * What a cluster is set to, be it by its own default; null where that can't be told, as to who may not look.
 * https://docs.opensearch.org/latest/api-reference/cluster-api/cluster-settings/
 *
 * @param name with points: `script.max_size_in_bytes`
 */
export async function numberSet(cluster: Cluster, name: string): Promise<number | null> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: '/_cluster/settings',
    query: { include_defaults: 'true', filter_path: `*.${name}` },
    isIdempotent: true,
    takes: [400, 403, 404, 405, 410],
  });
  if (status !== 200 || !isMap(body)) return null;
  const { transient, persistent, defaults } = body;
  const [value] = [transient, persistent, defaults].flatMap((layer) => valueAt(layer, name) ?? []);
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function valueAt(layer: Json | undefined, name: string): Json | undefined {
  let value = layer;
  for (const step of name.split('.')) value = isMap(value) ? value[step] : undefined;
  return value;
}
