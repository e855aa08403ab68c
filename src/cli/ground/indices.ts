import { readFileSync, statSync } from 'node:fs';
import { type Cluster, type Product, path as pathOf } from '../../cluster/cluster.ts';
import { BadConnection } from '../../cluster/connection.ts';
import { show } from '../../diagnostic/diagnostic.ts';
import type { Index } from '../../mapping/index-fields.ts';
import { isTree } from '../../mapping/json.ts';
import { readAnswer, readIndices } from '../../mapping/read.ts';
import { matchesPath } from '../../settings/globs.ts';
import { checkGround, type GroundOptions } from './options.ts';

/** Larger files are no mappings, and would take more memory than there may be. */
const largest = 256 * 1024 * 1024;

/**
 * The indices that queries are to run on; undefined where nothing is said of them.
 *
 * @throws BadConnection where a file is no mapping, and Failure where a cluster doesn't answer
 */
export async function indicesOf(options: GroundOptions): Promise<readonly Index[] | undefined> {
  return (await groundOf(options))?.indices;
}

export interface Ground {
  readonly indices: readonly Index[];
  /** Whose they are; null where a file tells of them. */
  readonly product: Product | null;
}

/** The same, with whose they are. */
export async function groundOf(options: GroundOptions): Promise<Ground | undefined> {
  checkGround(options);
  const { mapping, cluster, profile, index } = options;
  if (mapping !== undefined) return { indices: ofFile(mapping, index), product: null };
  if (cluster === undefined && profile === undefined) return undefined;
  const [{ connect, productAt }, { connectionFor }] = await Promise.all([
    import('../../cluster/connect.ts'),
    import('../deploy/open.ts'),
  ]);
  const connection = connectionFor({ ...options, url: cluster });
  const product = await productAt(connection);
  const indices = await liveIndices(
    await connect(connection, product),
    index === undefined ? ['*'] : index.split(','),
  );
  if (!indices) throw new BadConnection(`There is no index ${index ?? ''} to read a mapping of.`);
  return { indices, product };
}

function ofFile(file: string, index: string | undefined): readonly Index[] {
  let text: string;
  try {
    if (statSync(file).size > largest) throw new BadConnection(`${file} is too large.`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof BadConnection) throw error;
    throw new BadConnection(`${file} can't be read: ${(error as Error).message}.`);
  }
  const { indices, fault } = readIndices(text.replace(/^\ufeff/, ''), file);
  if (fault) throw new BadConnection(show(fault));
  if (index === undefined) return indices;
  const chosen = indices.filter(({ name }) =>
    index.split(',').some((one) => matchesPath(one, name)),
  );
  if (chosen.length === 0) throw new BadConnection(`${file} tells of no index ${index}.`);
  return chosen;
}

/** What a cluster says of indices now; null where it has none of them. */
export async function liveIndices(
  cluster: Cluster,
  names: readonly string[],
): Promise<readonly Index[] | null> {
  const query = { ignore_unavailable: 'true', allow_no_indices: 'true' };
  const some = names.join(',');
  const whole = await cluster.send({
    method: 'GET',
    path: pathOf`/${some}`,
    query,
    isIdempotent: true,
    takes: [403],
  });
  // who may only search is told what fields can do
  const { body } =
    whole.status === 403
      ? await cluster.send({
          method: 'GET',
          path: pathOf`/${some}/_field_caps`,
          query: { ...query, fields: '*' },
          isIdempotent: true,
        })
      : whole;
  if (!isTree(body) || Object.keys(body).length === 0) return null;
  const { indices, fault } = readAnswer(body, some);
  if (fault) throw new BadConnection(show(fault));
  return indices.length === 0 ? null : indices;
}
