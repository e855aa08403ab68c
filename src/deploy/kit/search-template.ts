import { type Cluster, type Product, path } from '../../cluster/cluster.ts';
import { isMap, type Json } from '../json.ts';
import { isOf } from '../live.ts';
import type { ArtifactFile, Change, Live, Target, Wanted } from '../target.ts';
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

async function write(cluster: Cluster, { name, wanted, mark }: Change): Promise<void> {
  const script = path`/_scripts/${name}`;
  if (!wanted || !mark) {
    await cluster.send({ method: 'DELETE', path: script, isIdempotent: true, takes: [404] });
    return;
  }
  const source = `${commentOf(mark)}${wanted.body}`;
  const body = { script: { lang: 'mustache', source } };
  await cluster.send({ method: 'PUT', path: script, body, isIdempotent: true });
}
