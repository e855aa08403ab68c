import { type Cluster, path } from '../../cluster/cluster.ts';
import type { Json, JsonMap } from '../json.ts';
import { markOf } from '../mark.ts';
import type { Live } from '../target.ts';
import { aliasOf, type IndexVersion, mappingOf, siteOf } from './percolator-body.ts';

interface IndexState {
  readonly aliases: JsonMap;
  readonly mappings: JsonMap & { readonly _meta?: JsonMap };
}
type States = Readonly<Record<string, IndexState>>;

/**
 * What stands under a set's alias, and the indices of the set that an apply left behind when it was broken
 * off. Those can be removed whatever they hold, as one that was never finished can.
 */
export async function readIndices(cluster: Cluster, set: string): Promise<readonly Live[]> {
  const alias = aliasOf(set);
  const used = await statesOf(cluster, path`/${alias}`);
  const all = await statesOf(cluster, `${path`/${alias}-`}*`);
  const left = Object.entries(all).flatMap(([name, { mappings, aliases }]): Live[] => {
    const mark = markOf(mappings._meta?.rulewright);
    const isLeft = mark?.set === set && !Object.hasOwn(used, name);
    const version: IndexVersion = { index: name, isSite: Object.hasOwn(aliases, siteOf(name)) };
    return isLeft ? [{ name, mark: { ...mark, applied: null }, body: null, version }] : [];
  });
  const names = Object.keys(used);
  if (names.length === 0) return left;
  const [index] = names as [string];
  const { mappings, aliases } = used[index]!;
  const mark = markOf(mappings._meta?.rulewright);
  const isOurs = names.length === 1 && mark !== null && Object.hasOwn(aliases, alias);
  if (!isOurs) return [{ name: alias, mark: null, body: { indices: names } }, ...left];
  const body = {
    ...mappingOf(mappings),
    queries: await cluster.again(() => documentsOf(cluster, index)),
  };
  const version: IndexVersion = { index, isSite: false };
  return [{ name: alias, mark, body, version }, ...left];
}

async function statesOf(cluster: Cluster, at: string): Promise<States> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: at,
    query: { expand_wildcards: 'all' },
    isIdempotent: true,
    takes: [404],
  });
  return status === 404 ? {} : (body as States);
}

interface Page {
  readonly _scroll_id?: string;
  readonly hits: { readonly hits: readonly { readonly _id: string; readonly _source: Json }[] };
}

/** All documents of an index, as they stood at one moment. */
async function documentsOf(cluster: Cluster, index: string): Promise<JsonMap> {
  const documents: Record<string, Json> = {};
  const take = (body: unknown): Page => {
    for (const { _id, _source } of (body as Page).hits.hits) documents[_id] = _source;
    return body as Page;
  };
  const first = await cluster.send({
    method: 'POST',
    path: path`/${index}/_search`,
    query: { scroll: '1m' },
    body: { size: 1000, sort: ['_doc'] },
    isIdempotent: true,
  });
  let page = take(first.body);
  while (page.hits.hits.length > 0) {
    const next = await cluster.send({
      method: 'POST',
      path: '/_search/scroll',
      body: { scroll: '1m', scroll_id: page._scroll_id },
      isIdempotent: false, // a page that was sent and lost would be skipped
    });
    page = take(next.body);
  }
  await cluster.send({
    method: 'DELETE',
    path: '/_search/scroll',
    body: { scroll_id: page._scroll_id },
    isIdempotent: true,
    takes: [404],
  });
  return documents;
}
