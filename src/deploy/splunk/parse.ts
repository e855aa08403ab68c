import { type Cluster, path, type Request } from '../../cluster/cluster.ts';
import type { Folder } from './folder.ts';

/**
 * Has Splunk parse a search, in the app whose macros it may name, and not run it. What can't be parsed fails
 * with Splunk's own words. Before version 9 there is only the older of the two addresses.
 * https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch
 */
export async function parse(
  cluster: Cluster,
  { user, app }: Folder,
  search: string,
): Promise<void> {
  const q = search.trimStart().startsWith('|') ? search : `search ${search}`;
  const form = { q, parse_only: 'true' };
  const ask = (request: Pick<Request, 'method' | 'path' | 'form' | 'query' | 'takes'>) =>
    cluster.send({ ...request, isIdempotent: true });
  const { status } = await ask({
    method: 'POST',
    path: path`/servicesNS/${user}/${app}/search/v2/parser`,
    form,
    takes: [404],
  });
  if (status === 404)
    await ask({
      method: 'GET',
      path: path`/servicesNS/${user}/${app}/search/parser`,
      query: form,
    });
}
