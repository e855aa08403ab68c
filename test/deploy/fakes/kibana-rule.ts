export type Rule = Readonly<Record<string, unknown>>;

/** What a rule of any of our types may have when it is made or replaced, as the documentation names it. */
const known = new Set(
  [
    'id rule_id name description type language query filters index data_view_id interval from to severity',
    'risk_score threat tags references false_positives author license timestamp_override max_signals',
    'exceptions_list actions version enabled meta note setup namespace building_block_type alert_suppression',
    'rule_name_override timestamp_override_fallback_disabled timeline_id timeline_title investigation_fields',
    'related_integrations required_fields risk_score_mapping severity_mapping response_actions saved_id',
    'output_index throttle outcome alias_target_id alias_purpose',
  ].flatMap((line) => line.split(' ')),
);

/** What is wrong with a rule; null: nothing. */
export function faultIn(rule: Rule | undefined): string | null {
  if (typeof rule !== 'object' || rule === null) return 'Expected object';
  const isCount = rule.type === 'threshold';
  const odd = Object.keys(rule).find((key) => !known.has(key) && !(isCount && key === 'threshold'));
  if (odd) return `invalid keys "${odd}"`;
  for (const key of ['name', 'description', 'type', 'severity'])
    if (typeof rule[key] !== 'string') return `${key}: Required`;
  if (!['low', 'medium', 'high', 'critical'].includes(String(rule.severity)))
    return 'severity: Invalid enum value';
  const { risk_score: risk } = rule;
  if (typeof risk !== 'number' || risk < 0 || risk > 100) return 'risk_score: Invalid';
  if (!/^\d+[smhd]$/.test(String(rule.interval ?? '5m'))) return 'interval: Invalid';
  for (const key of ['tags', 'references', 'false_positives', 'author', 'index'])
    if (rule[key] !== undefined && !Array.isArray(rule[key])) return `${key}: Expected array`;
  return isCount ? faultOfCount(rule) : null;
}

/** A rule of the type `threshold` says by what it counts, and suppresses by that alone. */
function faultOfCount({ threshold, alert_suppression: suppression }: Rule): string | null {
  const { field, value, cardinality = [] } = (threshold ?? {}) as Rule;
  if (!Array.isArray(field) || !field.every((one) => typeof one === 'string'))
    return 'threshold.field: Required';
  if (!Number.isInteger(value) || Number(value) < 1) return 'threshold.value: Invalid';
  if (!Array.isArray(cardinality)) return 'threshold.cardinality: Expected array';
  const others = Object.keys(suppression ?? {}).filter((key) => key !== 'duration');
  return others.length > 0 ? `alert_suppression: invalid keys "${others.join()}"` : null;
}

/** A rule as it is kept: with what was left out, and what is counted. */
export function laidOut(rule: Rule, old: Rule | null, now: string): Rule {
  const threat = rule.threat as readonly Rule[] | undefined;
  return {
    enabled: true,
    interval: '5m',
    from: 'now-6m',
    to: 'now',
    language: 'kuery',
    query: '',
    related_integrations: [],
    required_fields: [],
    risk_score_mapping: [],
    severity_mapping: [],
    setup: '',
    author: [],
    tags: [],
    references: [],
    false_positives: [],
    exceptions_list: [],
    actions: [],
    max_signals: 100,
    ...rule,
    ...(rule.type === 'threshold' && {
      threshold: { cardinality: [], ...(rule.threshold as Rule) },
    }),
    threat: (threat ?? []).map((one) => ({
      ...one,
      technique: ((one.technique ?? []) as readonly Rule[]).map((technique) => ({
        subtechnique: [],
        ...technique,
      })),
    })),
    id: old?.id ?? `so-${String(rule.rule_id)}`,
    immutable: false,
    rule_source: { type: 'internal' },
    version: Number(rule.version ?? Number(old?.version ?? 0) + 1),
    revision: Number(old?.revision ?? -1) + 1,
    created_at: old?.created_at ?? now,
    created_by: old?.created_by ?? 'elastic',
    updated_at: now,
    updated_by: 'elastic',
  };
}
