import { isMap, type Json, type JsonMap } from '../json.ts';
import { historyIn } from '../kit/history.ts';
import type { ArtifactFile, Target, Wanted } from '../target.ts';
import { readWatches } from './read.ts';
import { writeWatch } from './write.ts';

/**
 * A watch for each rule. It can be switched off where it is, so whether it is active is a part of what is
 * wanted. Its mark stands in its metadata.
 * https://www.elastic.co/docs/explore-analyze/alerts-cases/watcher
 */
export const elasticsearchWatcher: Target = {
  id: 'elasticsearch-watcher',
  title: 'Elasticsearch: a watch for each rule',
  at: 'elasticsearch',
  artifact: 'elastic-watcher',
  language: 'elasticsearch-dsl',
  objects: (files) => files.map(watchOf),
  open: (cluster) => ({
    read: (set, names) => readWatches(cluster, set, new Set(names)),
    apply: (change) => writeWatch(cluster, change),
    history: historyIn(cluster, 'elasticsearch-watcher'),
  }),
};

function watchOf({ body, rule, source }: ArtifactFile): Wanted {
  const watch = JSON.parse(body) as JsonMap;
  const metadata: Json = watch.metadata ?? {};
  const active = !isMap(metadata) || metadata.enabled !== false;
  return {
    name: rule!.name,
    title: rule!.title,
    rule: rule!.name,
    source,
    body: { watch, active },
  };
}
