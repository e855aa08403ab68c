import type { JsonMap } from '../json.ts';
import type { ArtifactFile, Target, Wanted } from '../target.ts';
import { readSearches } from './read.ts';
import { writeSearch } from './write.ts';

/**
 * A saved search for each rule, to look into in Discover. Its mark is the last line of its description, for a saved
 * search may have no attribute that Kibana doesn't know. The data view that it looks at is made where there is none,
 * and otherwise left as it is.
 * https://www.elastic.co/docs/api/doc/kibana/group/endpoint-saved-objects
 */
export const kibanaSavedSearch: Target = {
  id: 'kibana-saved-search',
  title: 'Kibana: a saved search for each rule',
  at: 'kibana',
  artifact: 'kibana-saved-search',
  language: 'elasticsearch-dsl',
  objects: (files) => files.map(searchOf),
  open: (cluster) => ({
    read: (set, names) => readSearches(cluster, set, new Set(names)),
    apply: (change) => writeSearch(cluster, change),
  }),
};

/** The artifact has two lines: the data view, and the search. */
function searchOf({ body, rule, source }: ArtifactFile): Wanted {
  const [view = {}, search = {}] = body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonMap);
  const { attributes = {}, references = [] } = search;
  return {
    name: rule!.name,
    title: rule!.title,
    rule: rule!.name,
    source,
    body: { attributes, references },
    beside: view,
  };
}
