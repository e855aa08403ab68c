import { type Cluster, path } from '../../cluster/cluster.ts';
import { isMap, type Json, type JsonMap } from '../json.ts';
import { splitNote } from '../kit/note.ts';
import { isOf } from '../live.ts';
import type { Live } from '../target.ts';

/** What Kibana calls a saved search, which may be another id than ours where another space has that. */
export interface SearchVersion {
  readonly id: string;
}

export async function readSearches(
  cluster: Cluster,
  set: string,
  names: ReadonlySet<string>,
): Promise<readonly Live[]> {
  const { body } = await cluster.send({
    method: 'POST',
    path: '/api/saved_objects/_export',
    body: { type: ['search'], includeReferencesDeep: false, excludeExportDetails: true },
    isIdempotent: true,
  });
  return linesOf(body).map(liveOf).filter(isOf(set, names));
}

/** One search by the id that Kibana has; null where there is none. */
export async function readSearch(cluster: Cluster, id: string): Promise<Live | null> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: path`/api/saved_objects/search/${id}`,
    isIdempotent: true,
    takes: [404],
  });
  return status === 404 || !isMap(body) ? null : liveOf(body);
}

/** Lines of JSON: none, one, or several. */
function linesOf(body: unknown): readonly JsonMap[] {
  if (Array.isArray(body)) return (body as readonly Json[]).filter(isMap);
  return isMap(body) ? [body] : [];
}

/** A copy of ours that somebody has saved has an id of its own, and isn't ours. */
function liveOf({ id, originId, attributes, references = [] }: JsonMap): Live {
  const { description, ...rest } = isMap(attributes) ? attributes : {};
  const { mark, rest: text } = splitNote(typeof description === 'string' ? description : '');
  const version: SearchVersion = { id: String(id) };
  const isMoved = mark !== null && originId === mark.rule;
  return {
    name: isMoved ? String(originId) : version.id,
    mark: isMoved || mark?.rule === version.id ? mark : null,
    body: { attributes: { ...rest, description: text }, references },
    version,
  };
}
