import { type Cluster, path } from '../../cluster/cluster.ts';
import { hashOfJson, isMap, type Json, type JsonMap } from '../json.ts';
import { own, removed, unchanged } from '../kit/meanwhile.ts';
import { withNote } from '../kit/note.ts';
import type { Mark } from '../mark.ts';
import type { Change } from '../target.ts';
import { importObject } from './import.ts';
import { readSearch, type SearchVersion } from './read.ts';

/**
 * Kibana lays out anew what it is given. So a search is imported with a mark that says it is unfinished, read back,
 * and imported once more with the hash of what came back. An import says nothing of what was read before, so whether
 * somebody else has written a search is looked at right before.
 */
export async function writeSearch(cluster: Cluster, change: Change): Promise<void> {
  const { name, wanted, mark, live } = change;
  const { id = name } = (live?.version ?? {}) as Partial<SearchVersion>;
  const now = live && (await readSearch(cluster, id));
  if (!wanted || !mark) {
    if (unchanged(name, live, now))
      await cluster.send({
        method: 'DELETE',
        path: path`/api/saved_objects/search/${id}`,
        isIdempotent: true,
        takes: [404],
      });
    return;
  }
  if (live && !unchanged(name, live, now)) throw removed(name);
  const view = wanted.beside as JsonMap;
  const viewId = await importObject(cluster, view, false);
  const body = lookingAt(wanted.body as JsonMap, view.id, viewId);
  const begun = objectOf(name, body, { ...mark, applied: null });
  const made = await importObject(cluster, begun, live !== null);
  const back = own(name, mark, await readSearch(cluster, made));
  await importObject(
    cluster,
    objectOf(name, body, { ...mark, applied: hashOfJson(back.body) }),
    true,
  );
}

/** A search that looks at a data view by the id that this space has it by. */
const lookingAt = (body: JsonMap, from: Json | undefined, to: string): JsonMap => ({
  ...body,
  references: (body.references as readonly JsonMap[]).map((reference) =>
    reference.id === from ? { ...reference, id: to } : reference,
  ),
});

function objectOf(id: string, { attributes, references }: JsonMap, mark: Mark): JsonMap {
  const { description = '', ...rest } = isMap(attributes) ? attributes : {};
  const text = withNote(String(description), mark);
  return {
    type: 'search',
    id,
    attributes: { ...rest, description: text },
    references: references ?? [],
  };
}
