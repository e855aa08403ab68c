import { queryDsl } from '../kit/query-dsl/index.ts';

/** Elasticsearch's Query DSL; checked against 8.19 and 9.4. */
export const elasticsearchDsl = queryDsl('elasticsearch-dsl', 'Elasticsearch Query DSL', {
  isExpanded: false,
  notesLong: true,
});
