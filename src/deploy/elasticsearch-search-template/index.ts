import { searchTemplates } from '../kit/search-template.ts';

export const elasticsearchSearchTemplate = searchTemplates(
  'elasticsearch-search-template',
  'elasticsearch',
  'Elasticsearch: a stored search template for each rule',
);
