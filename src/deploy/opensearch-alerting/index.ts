import { isMap, type JsonMap } from '../json.ts';
import { historyIn } from '../kit/history.ts';
import type { ArtifactFile, Target, Wanted } from '../target.ts';
import { tooMany } from './many.ts';
import { withIds } from './monitor.ts';
import { readMonitors } from './read.ts';
import { writeMonitor } from './write.ts';

/**
 * A monitor for each rule, called by the rule's name: its id is given by OpenSearch. Its mark is the name of its
 * query, for `ui_metadata` is shown to Dashboards alone, which write it anew. A monitor that somebody has switched
 * off is changed by hand as any other is.
 * https://docs.opensearch.org/latest/observing-your-data/alerting/api/
 */
export const opensearchAlerting: Target = {
  id: 'opensearch-alerting',
  title: 'OpenSearch: a monitor of Alerting for each rule',
  at: 'opensearch',
  artifact: 'opensearch-monitor',
  language: 'opensearch-dsl',
  objects: (files) => files.map(monitorOf),
  open: (cluster) => ({
    read: (set, names) => readMonitors(cluster, set, new Set(names)),
    apply: (change) => writeMonitor(cluster, change),
    refusals: (changes) => tooMany(cluster, changes),
    history: historyIn(cluster, 'opensearch-alerting'),
  }),
};

function monitorOf({ body, rule, source }: ArtifactFile): Wanted {
  const monitor = JSON.parse(body) as JsonMap;
  return {
    name: rule!.name,
    title: rule!.title,
    rule: rule!.name,
    source,
    body: isMap(monitor) ? withIds(monitor, rule!.name) : monitor,
  };
}
