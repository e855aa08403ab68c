import type { Cluster } from '../../cluster/cluster.ts';
import { isMap, type JsonMap } from '../json.ts';
import { splitNote } from '../kit/note.ts';
import { isOf } from '../live.ts';
import type { Live } from '../target.ts';
import { argumentsIn } from './arguments.ts';
import { accessOf, type Folder, isIn, searchesIn, searchIn } from './folder.ts';

/** Only what actions were given, and not what they would do without it. */
const only = { listDefaultActionArgs: 'false' };

export async function readSearches(
  cluster: Cluster,
  folder: Folder,
  set: string,
  names: ReadonlySet<string>,
): Promise<readonly Live[]> {
  const { body } = await cluster.send({
    method: 'GET',
    path: searchesIn(folder),
    query: { count: '0', ...only },
    isIdempotent: true,
  });
  return entriesOf(body)
    .filter(({ acl }) => isIn(folder, acl))
    .map((entry) => liveOf(entry, folder))
    .filter(isOf(set, names));
}

/** One search; null where there is none in the folder. */
export async function readSearch(
  cluster: Cluster,
  folder: Folder,
  name: string,
): Promise<Live | null> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: searchIn(folder, name),
    query: only,
    isIdempotent: true,
    takes: [404],
  });
  const [entry] = status === 404 ? [] : entriesOf(body);
  return entry && isIn(folder, entry.acl) ? liveOf(entry, folder) : null;
}

const entriesOf = (body: unknown): readonly JsonMap[] =>
  isMap(body) && Array.isArray(body.entry) ? body.entry.filter(isMap) : [];

/** A search as it is compared: who sees it stands there only where that isn't what it should be. */
function liveOf({ name, content, acl }: JsonMap, folder: Folder): Live {
  const { description = '', ...args } = argumentsIn(content);
  const { mark, rest } = splitNote(description);
  const { owner, sharing } = accessOf(acl);
  const isRight = owner === folder.owner && sharing === folder.sharing;
  return {
    name: String(name),
    mark,
    body: { ...args, description: rest, ...(!isRight && { acl: { owner, sharing } }) },
  };
}
