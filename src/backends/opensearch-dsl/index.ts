import { queryDsl } from '../kit/query-dsl/index.ts';

/** OpenSearch's Query DSL; checked against 3.6 and 2.19. */
export const opensearchDsl = queryDsl('opensearch-dsl', 'OpenSearch Query DSL', {
  isExpanded: true,
  notesLong: false,
});
