import { type Cluster, type Product, path } from '../../cluster/cluster.ts';
import { isMap, type Json } from '../json.ts';
import { isOf } from '../live.ts';
import { largeScript } from '../messages.ts';
import type { ArtifactFile, Change, Live, Refusal, Target, Wanted } from '../target.ts';
import { numberSet } from './cluster-settings.ts';
import { commentOf, splitComment } from './comment.ts';
import { historyIn } from './history.ts';

/**
 * Stored scripts that are search templates. A script has nothing beside its source, so its mark is a
 * comment of Mustache's in front of it. Scripts have no versions: that two don't write a set side by side is
 * for its history to see to.
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-put-script
 */
export const searchTemplates = (id: string, at: Product, title: string): Target => ({
  id,
  title,
  at,
  artifact: 'elastic-search-template',
  language: `${at}-dsl`,
  objects: (files) => files.map(scriptOf),
  open: (cluster) => ({
    read: async (set, names) => readScripts(cluster, set, new Set(names)),
    apply: (change) => write(cluster, change),
    refusals: (changes) => tooLarge(cluster, changes),
    history: historyIn(cluster, id),
  }),
});

/** What a script holds, as its body: its source, without the mark. Any other language's is not ours. */
function scriptOf({ body, rule, source }: ArtifactFile): Wanted {
  const { script } = JSON.parse(body) as { script: { source: Json } };
  return {
    name: rule!.name,
    title: rule!.title,
    rule: rule!.name,
    source,
    body: JSON.stringify(script.source),
  };
}

/** All stored scripts are part of the cluster's state, and there alone they can be listed. */
async function readScripts(
  cluster: Cluster,
  set: string,
  names: ReadonlySet<string>,
): Promise<readonly Live[]> {
  const answer = await cluster.send({
    method: 'GET',
    path: '/_cluster/state/metadata',
    query: { filter_path: 'metadata.stored_scripts' },
    isIdempotent: true,
  });
  const { metadata } = (answer.body ?? {}) as { metadata?: { stored_scripts?: unknown } };
  const scripts = isMap(metadata?.stored_scripts) ? metadata.stored_scripts : {};
  return Object.entries(scripts)
    .map(([name, script]) => liveOf(name, script))
    .filter(isOf(set, names));
}

function liveOf(name: string, script: Json): Live {
  const { lang, source } = isMap(script) ? script : {};
  if (lang !== 'mustache' || typeof source !== 'string') return { name, mark: null, body: script };
  const { mark, rest } = splitComment(source);
  return { name, mark, body: rest };
}

async function write(cluster: Cluster, change: Change): Promise<void> {
  const script = path`/_scripts/${change.name}`;
  const body = scriptIn(change);
  if (body) await cluster.send({ method: 'PUT', path: script, body, isIdempotent: true });
  else await cluster.send({ method: 'DELETE', path: script, isIdempotent: true, takes: [404] });
}

/** What the cluster is given; null: the script is to be removed. */
const scriptIn = ({ wanted, mark }: Change): object | null =>
  wanted && mark
    ? { script: { lang: 'mustache', source: `${commentOf(mark)}${wanted.body}` } }
    : null;

/** Engines hold all that a request says of a script against their limit, in bytes. */
async function tooLarge(cluster: Cluster, changes: readonly Change[]): Promise<readonly Refusal[]> {
  const most = await numberSet(cluster, 'script.max_size_in_bytes');
  if (most === null) return [];
  return changes.flatMap((change) => {
    const size = Buffer.byteLength(JSON.stringify(scriptIn(change) ?? ''));
    return size > most ? [largeScript(change.name, size, most)] : [];
  });
}
