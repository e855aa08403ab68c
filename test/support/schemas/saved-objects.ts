import { filter } from './kibana-rule.ts';
import { filled, like, list, object, one, text, texts } from './kit.ts';

/*
 * Saved objects of Kibana, a search and its data view.
 * https://www.elastic.co/docs/api/doc/kibana/operation/operation-post-saved-objects-import
 */

export const dataView = object({
  type: one('index-pattern'),
  id: filled,
  attributes: object({ title: filled, timeFieldName: filled }),
  references: list({}, { maxItems: 0 }),
});

const index = 'kibanaSavedObjectMeta.searchSourceJSON.index';

export const savedSearch = object({
  type: one('search'),
  id: filled,
  attributes: object({
    title: filled,
    description: text,
    columns: texts,
    sort: list({
      type: 'array',
      items: [filled, one('asc', 'desc')],
      minItems: 2,
      additionalItems: false,
    }),
    kibanaSavedObjectMeta: object({ searchSourceJSON: like('^\\{') }),
  }),
  references: list(object({ name: one(index), type: one('index-pattern'), id: filled }), {
    minItems: 1,
    maxItems: 1,
  }),
});

/** What `searchSourceJSON` holds, as JSON in a text. */
export const searchSource = object({
  query: object({ query: text, language: one('kuery', 'lucene') }),
  filter: list(filter),
  indexRefName: one(index),
});
