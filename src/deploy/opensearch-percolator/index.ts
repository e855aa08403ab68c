import { percolator } from '../kit/percolator.ts';

export const opensearchPercolator = percolator(
  'opensearch-percolator',
  'opensearch',
  'OpenSearch: an index of all rules to percolate events with, behind an alias',
);
