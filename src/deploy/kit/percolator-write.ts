import { randomBytes } from 'node:crypto';
import { type Cluster, path } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import type { Json, JsonMap } from '../json.ts';
import { type Mark, markJson } from '../mark.ts';
import type { Change, Wanted } from '../target.ts';
import { type IndexBody, type IndexVersion, siteOf } from './percolator-body.ts';

/** Brings the set's index to what is wanted of it; killed anywhere, the one in use is the old or the new. */
export async function writeIndex(cluster: Cluster, change: Change): Promise<void> {
  const { name, wanted, mark, live } = change;
  const old = live && (live.version as IndexVersion | undefined);
  if (!wanted || !mark) return remove(cluster, old ?? { index: name, isSite: false });
  if (live && !old) throw new Failure(`What stands under ${name} can't be taken over.`);
  const index = `${name}-${mark.revision}-${randomBytes(4).toString('hex')}`;
  try {
    await build(cluster, index, wanted, mark);
    await switchTo(cluster, name, index, old?.index ?? null);
  } catch (error) {
    await remove(cluster, { index, isSite: true }).catch(() => {}); // else the next apply does
    throw error;
  }
  if (old) await remove(cluster, old);
}

async function build(cluster: Cluster, index: string, wanted: Wanted, mark: Mark): Promise<void> {
  await create(cluster, index, wanted, mark);
  const { queries } = wanted.body as IndexBody;
  for (const part of partsOf(Object.entries(queries))) await fill(cluster, index, part);
  await cluster.send({ method: 'POST', path: path`/${index}/_refresh`, isIdempotent: true });
  const count = path`/${index}/_count`;
  const { body } = await cluster.send({ method: 'GET', path: count, isIdempotent: true });
  const [have, due] = [(body as { count: number }).count, Object.keys(queries).length];
  if (have !== due)
    throw new Failure(`${index} holds ${have} queries where it should hold ${due}.`);
}

async function create(cluster: Cluster, index: string, wanted: Wanted, mark: Mark): Promise<void> {
  const { settings, mappings } = wanted.beside as { settings?: JsonMap; mappings: JsonMap };
  const body = {
    ...(settings && { settings }),
    mappings: { ...mappings, _meta: { rulewright: markJson(mark) } },
    aliases: { [siteOf(index)]: {} },
  };
  try {
    await cluster.send({ method: 'PUT', path: path`/${index}`, body, isIdempotent: true });
  } catch (error) {
    // nobody else's has this name: it was made, and the answer that said so was lost
    if (!(error instanceof Failure) || error.type !== 'resource_already_exists_exception')
      throw error;
  }
}

type Query = readonly [name: string, document: Json];

/** What goes in one request: neither is the engine's memory used up nor many a query parsed too late. */
const mostAtOnce = { queries: 100, signs: 2 << 20 };

function partsOf(queries: readonly Query[]): readonly (readonly Query[])[] {
  const parts: Query[][] = [];
  let room = { queries: 0, signs: 0 };
  for (const query of queries) {
    const signs = JSON.stringify(query[1]).length;
    if (room.queries === 0 || room.signs < signs) {
      parts.push([]);
      room = { ...mostAtOnce };
    }
    parts.at(-1)!.push(query);
    room = { queries: room.queries - 1, signs: room.signs - signs };
  }
  return parts;
}

interface Item {
  readonly index: {
    readonly _id: string;
    readonly status: number;
    readonly error?: {
      readonly type?: string;
      readonly reason?: string;
      readonly caused_by?: { readonly reason?: string };
    };
  };
}

/** Writes documents under their names, again those that the engine had no room for. */
async function fill(cluster: Cluster, index: string, queries: readonly Query[]): Promise<void> {
  let left = queries;
  await cluster.again(async () => {
    const { body } = await cluster.send({
      method: 'POST',
      path: path`/${siteOf(index)}/_bulk`,
      query: { require_alias: 'true' },
      lines: left.flatMap(([name, document]) => [{ index: { _id: name } }, document as object]),
      isIdempotent: true,
    });
    const faults = (body as { items: readonly Item[] }).items.filter((item) => item.index.error);
    const refused = faults.filter((item) => item.index.status !== 429);
    if (refused.length > 0) throw new Failure(refusal(refused), { status: 400 });
    const late = new Set(faults.map((item) => item.index._id));
    left = left.filter(([name]) => late.has(name));
    if (left.length > 0) throw new Failure('The engine had no room.', { status: 429 });
  });
}

function refusal(items: readonly Item[]): string {
  const shown = items.slice(0, 10).map(({ index: { _id, error } }) => {
    const why = error?.caused_by?.reason ?? error?.reason ?? error?.type ?? 'no reason is given';
    return `${_id}: ${why}`;
  });
  const more = items.length > 10 ? `; and ${items.length - 10} more` : '';
  return `It takes no query of ${shown.join('; ')}${more}`;
}

/**
 * The alias goes from the old index to the new in one action. The old has to have it still, and where there
 * is none, nobody else may have it: an alias has one index that is written to, so a second is refused.
 */
async function switchTo(
  cluster: Cluster,
  alias: string,
  index: string,
  old: string | null,
): Promise<void> {
  const actions = [
    ...(old ? [{ remove: { index: old, alias, must_exist: true } }] : []),
    { remove: { index, alias: siteOf(index), must_exist: true } },
    { add: { index, alias, is_write_index: true } },
  ];
  try {
    await cluster.send({
      method: 'POST',
      path: '/_aliases',
      body: { actions },
      isIdempotent: true,
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (await isAt(cluster, alias, index)) return; // it was done, and the answer was lost
    if (error.isPassing) throw error;
    throw new Failure(`Somebody else has applied ${alias} meanwhile. ${error.message}`);
  }
}

async function isAt(cluster: Cluster, alias: string, index: string): Promise<boolean> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: path`/_alias/${alias}`,
    isIdempotent: true,
    takes: [404],
  });
  return status === 200 && Object.keys(body as object).join() === index;
}

/**
 * Removes an index; one under construction only as long as it is, for it may have come into use. Without
 * its site it can't any more, so that goes first.
 */
async function remove(cluster: Cluster, { index, isSite }: IndexVersion): Promise<void> {
  const taken = { isIdempotent: true, takes: [404] } as const;
  if (isSite) {
    const actions = [{ remove: { index, alias: siteOf(index), must_exist: true } }];
    const removed = { method: 'POST', path: '/_aliases', body: { actions }, ...taken } as const;
    const { status } = await cluster.send(removed);
    if (status === 404 && (await hasAlias(cluster, index))) return;
  }
  await cluster.send({ method: 'DELETE', path: path`/${index}`, ...taken });
}

async function hasAlias(cluster: Cluster, index: string): Promise<boolean> {
  const { status, body } = await cluster.send({
    method: 'GET',
    path: path`/${index}/_alias`,
    isIdempotent: true,
    takes: [404],
  });
  const { aliases = {} } = (body as Record<string, { aliases?: object }> | null)?.[index] ?? {};
  return status === 200 && Object.keys(aliases).length > 0;
}
