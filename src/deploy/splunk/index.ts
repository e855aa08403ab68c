import type { ArtifactFile, Target, Wanted } from '../target.ts';
import { argumentsOf } from './arguments.ts';
import { folderOf } from './folder.ts';
import { readSearches } from './read.ts';
import { stanzasOf } from './stanzas.ts';
import { writeSearch } from './write.ts';

/**
 * A saved search with its schedule and its alert for each rule, over Splunk's management port. Its mark is the
 * last line of its description, for Splunk refuses arguments that it doesn't know. A search that somebody has
 * switched off is changed by hand as any other is.
 * https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch
 */
export const splunk: Target = {
  id: 'splunk',
  title: 'Splunk: a saved search with its alert for each rule',
  at: 'splunk',
  artifact: 'splunk-savedsearch',
  language: null,
  objects: (files) => files.flatMap(searchesOf),
  open: (cluster) => {
    const folder = folderOf(cluster.place);
    return {
      read: (set, names) => readSearches(cluster, folder, set, new Set(names)),
      apply: (change) => writeSearch(cluster, folder, change),
    };
  },
};

/** The first line of a description is the rule's title. */
function searchesOf({ body, source, sources }: ArtifactFile): readonly Wanted[] {
  return [...stanzasOf(body)].map(([name, stanza]) => ({
    name,
    title: stanza.get('description')?.split('\n', 1)[0] ?? name,
    rule: name,
    source: sources?.get(name) ?? source,
    body: argumentsOf(stanza),
  }));
}
