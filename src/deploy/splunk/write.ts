import type { Cluster } from '../../cluster/cluster.ts';
import { hashOfJson } from '../json.ts';
import { own, removed, unchanged } from '../kit/meanwhile.ts';
import { withNote } from '../kit/note.ts';
import type { Mark } from '../mark.ts';
import type { Change, Live } from '../target.ts';
import type { Arguments } from './arguments.ts';
import { type Folder, searchesIn, searchIn } from './folder.ts';
import { parse } from './parse.ts';
import { readSearch } from './read.ts';

/**
 * A search is parsed before it is written, then written with a mark that says it is unfinished, read back, and
 * marked with the hash of what came back. Splunk keeps no versions, so whether somebody else has written it is
 * looked at right before.
 */
export async function writeSearch(cluster: Cluster, folder: Folder, change: Change): Promise<void> {
  const { name, wanted, mark, live } = change;
  const at = searchIn(folder, name);
  if (!wanted || !mark) {
    if (unchanged(name, live, await readSearch(cluster, folder, name)))
      await cluster.send({ method: 'DELETE', path: at, isIdempotent: true, takes: [404] });
    return;
  }
  const args = wanted.body as Arguments;
  await parse(cluster, folder, args.search ?? '');
  const begun = { ...mark, applied: null };
  if (live) {
    if (!unchanged(name, live, await readSearch(cluster, folder, name))) throw removed(name);
    await update(cluster, at, { ...leftBy(live, args), ...marked(args, begun) });
  } else await create(cluster, folder, name, marked(args, begun));
  let back = own(name, mark, await readSearch(cluster, folder, name));
  if (hasOtherAccess(back)) {
    const { owner, sharing } = folder;
    await update(cluster, `${at}/acl`, { owner, sharing });
    back = own(name, mark, await readSearch(cluster, folder, name));
  }
  const applied = hashOfJson(back.body);
  const { description } = marked(args, { ...mark, applied });
  await update(cluster, at, { description: description! });
}

/** Done twice, the second finds the first's, which who reads it back knows by its mark. */
async function create(
  cluster: Cluster,
  folder: Folder,
  name: string,
  args: Arguments,
): Promise<void> {
  const given = Object.entries(args).filter(([, value]) => value !== '');
  await cluster.send({
    method: 'POST',
    path: searchesIn(folder),
    form: { name, ...Object.fromEntries(given) },
    isIdempotent: true,
    takes: [409],
  });
}

/** What isn't named stays as it is. */
async function update(cluster: Cluster, at: string, form: Arguments): Promise<void> {
  await cluster.send({ method: 'POST', path: at, form, isIdempotent: true });
}

const marked = (args: Arguments, mark: Mark): Arguments => ({
  ...args,
  description: withNote(args.description ?? '', mark),
});

/** What the live one has of its actions and is to have no longer, emptied. */
const leftBy = ({ body }: Live, args: Arguments): Arguments =>
  Object.fromEntries(
    Object.keys(body as Arguments)
      .filter((key) => key.startsWith('action.') && args[key] === undefined)
      .map((key) => [key, '']),
  );

const hasOtherAccess = ({ body }: Live): boolean => Object.hasOwn(body as object, 'acl');
