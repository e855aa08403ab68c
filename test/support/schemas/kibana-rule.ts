import { filled, flag, like, list, object, one, type Schema, text, texts, whole } from './kit.ts';

/*
 * A query rule as Kibana's detections API takes it to make or import one.
 * https://www.elastic.co/docs/api/doc/kibana/operation/operation-createrule
 */

const named = { id: filled, name: filled, reference: filled };

export const threat = (reference: (kind: 'tactic' | 'technique' | 'subtechnique') => Schema) =>
  object(
    {
      framework: one('MITRE ATT&CK'),
      tactic: object({ ...named, reference: reference('tactic') }),
    },
    {
      technique: list(
        object(
          { ...named, reference: reference('technique') },
          { subtechnique: list(object({ ...named, reference: reference('subtechnique') })) },
        ),
      ),
    },
  );

/** At most three fields: https://www.elastic.co/docs/solutions/security/detect-and-alert/suppress-detection-alerts */
export const suppression = object(
  {
    group_by: list(filled, { minItems: 1, maxItems: 3 }),
    missing_fields_strategy: one('doNotSuppress', 'suppress'),
  },
  { duration: object({ value: whole(1), unit: one('s', 'm', 'h') }) },
);

/** A count of events by groups: https://www.elastic.co/docs/solutions/security/detect-and-alert/threshold */
export const threshold = object(
  { field: list(filled, { maxItems: 3 }), value: whole(1) },
  { cardinality: list(object({ field: filled, value: whole(1) }), { minItems: 1, maxItems: 1 }) },
);

/** A threshold rule suppresses by the groups that it counts. */
export const ofThreshold = object({
  duration: object({ value: whole(1), unit: one('s', 'm', 'h') }),
});

/** A filter as the query bar keeps one: https://www.elastic.co/docs/explore-analyze/query-filter/filtering */
export const filter = object({
  meta: object({
    type: one('custom'),
    key: text,
    alias: text,
    disabled: flag,
    negate: flag,
  }),
  query: { type: 'object', minProperties: 1, maxProperties: 1 },
});

export const kibanaRule = object(
  {
    rule_id: filled,
    name: filled,
    description: filled,
    risk_score: whole(0, 100),
    severity: one('low', 'medium', 'high', 'critical'),
    type: one('query', 'threshold'),
  },
  {
    language: one('kuery', 'lucene'),
    query: text,
    filters: list(filter),
    threshold,
    index: list(filled, { minItems: 1 }),
    interval: like('^[1-9][0-9]*[smhd]$'),
    from: like('^now-[1-9][0-9]*[smhd]$'),
    to: one('now'),
    threat: list(threat(() => filled)),
    tags: texts,
    references: texts,
    false_positives: texts,
    author: texts,
    license: text,
    timestamp_override: filled,
    alert_suppression: { oneOf: [suppression, ofThreshold] },
    max_signals: whole(1),
    exceptions_list: list(object({ id: filled, list_id: filled, type: filled })),
    actions: list({
      type: 'object',
      required: ['id', 'action_type_id', 'params'],
      properties: {
        id: filled,
        action_type_id: filled,
        group: filled,
        params: { type: 'object' },
        frequency: { type: 'object', required: ['summary', 'notifyWhen'] },
      },
    }),
    version: whole(1),
    enabled: flag,
  },
);
