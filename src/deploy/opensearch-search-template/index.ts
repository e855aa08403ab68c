import { searchTemplates } from '../kit/search-template.ts';

export const opensearchSearchTemplate = searchTemplates(
  'opensearch-search-template',
  'opensearch',
  'OpenSearch: a stored search template for each rule',
);
