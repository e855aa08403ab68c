import { percolator } from '../kit/percolator.ts';

export const elasticsearchPercolator = percolator(
  'elasticsearch-percolator',
  'elasticsearch',
  'Elasticsearch: an index of all rules to percolate events with, behind an alias',
);
