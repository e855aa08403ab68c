import type { Product } from '../../cluster/cluster.ts';
import type { Target } from '../target.ts';
import { historyIn } from './history.ts';
import { keeping, setOf } from './percolator-body.ts';
import { readIndices } from './percolator-read.ts';
import { writeIndex } from './percolator-write.ts';

/**
 * All rules of a set as one index of queries behind the alias `rulewright-<set>`. A new version is an index
 * of its own, built beside the one in use; then the alias goes from one to the other in one action.
 */
export const percolator = (id: string, at: Product, title: string): Target => ({
  id,
  title,
  at,
  artifact: 'opensearch-percolator',
  language: `${at}-dsl`,
  objects: (files, set) => [setOf(files, set)],
  isApart: true,
  keeping,
  open: (cluster) => ({
    read: (set) => readIndices(cluster, set),
    apply: (change) => writeIndex(cluster, change),
    history: historyIn(cluster, id),
  }),
});
