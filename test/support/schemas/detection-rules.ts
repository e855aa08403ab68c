import { filter, ofThreshold, suppression, threat, threshold } from './kibana-rule.ts';
import { filled, flag, like, list, object, one, text, texts, whole } from './kit.ts';

/*
 * A rule as elastic/detection-rules keeps it, in a file of TOML. What its loader asks of values:
 * https://github.com/elastic/detection-rules/blob/main/detection_rules/schemas/definitions.py
 */

const date = like('^\\d{4}/\\d{2}/\\d{2}$');
const page = (path: string) => like(`^https://attack\\.mitre\\.org/${path}/$`);
const pages = {
  tactic: page('tactics/TA[0-9]+'),
  technique: page('techniques/T[0-9]+'),
  subtechnique: page('techniques/T[0-9]+/[0-9]+'),
};

export const detectionRule = object({
  metadata: object(
    { creation_date: date, updated_date: date },
    { maturity: one('development', 'experimental', 'beta', 'production', 'deprecated') },
  ),
  rule: object(
    {
      author: texts,
      description: text,
      name: like('^[a-zA-Z0-9].+?[a-zA-Z0-9\\[\\]()]$'),
      risk_score: whole(1, 100),
      rule_id: like('^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
      severity: one('low', 'medium', 'high', 'critical'),
      type: one('query', 'threshold'),
      language: one('kuery', 'lucene'),
      query: text,
    },
    {
      index: list(filled, { minItems: 1 }),
      interval: like('^\\d+[mshd]$'),
      from: like('^now-[1-9][0-9]*[smhd]$'),
      to: one('now'),
      tags: texts,
      references: texts,
      false_positives: texts,
      license: text,
      timestamp_override: filled,
      max_signals: whole(1),
      enabled: flag,
      alert_suppression: { oneOf: [suppression, ofThreshold] },
      threshold,
      filters: list(filter),
      threat: list(threat((kind) => pages[kind])),
    },
  ),
});
