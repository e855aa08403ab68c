import { isMap, type Json, type JsonMap } from '../json.ts';
import { type Mark, markJson, markOf } from '../mark.ts';
import type { Live } from '../target.ts';

/** What a rule is called by, what Kibana counts and notes, and what is left to those who look after it there. */
const notOurs: ReadonlySet<string> = new Set([
  'id',
  'rule_id',
  'version',
  'revision',
  'immutable',
  'rule_source',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'execution_summary',
  'output_index',
  'outcome',
  'alias_target_id',
  'alias_purpose',
  'throttle',
  'meta',
  'actions',
  'exceptions_list',
]);

/** What a rule is compared by. */
export const bodyOf = (rule: JsonMap): JsonMap =>
  Object.fromEntries(Object.entries(rule).filter(([key]) => !notOurs.has(key)));

/** What of a rule is kept as it is when it is written. */
export interface RuleVersion {
  readonly meta: JsonMap;
  readonly actions: Json;
  readonly exceptions_list: Json;
  /** Our tag is there, and our mark is gone: edited in Kibana, or a copy of one. */
  readonly isTagOnly: boolean;
}

const isTag = /^rulewright:([a-z0-9][a-z0-9_-]{0,59})$/;

/** Who looks at a rule in Kibana sees by this tag whose it is. */
const tagOf = (set: string): string => `rulewright:${set}`;

/**
 * A rule as Kibana has it. The mark stands in `meta`, which Kibana writes anew when somebody saves the rule in its
 * pages; our tag is still there then, and says that it is ours and was changed. A copy has our mark with another
 * rule's name in it, and isn't ours.
 */
export function liveOf(rule: JsonMap): Live {
  const name = String(rule.rule_id);
  const tags = Array.isArray(rule.tags) ? rule.tags.map(String) : [];
  const { rulewright, ...meta } = isMap(rule.meta) ? rule.meta : {};
  const own = markOf(rulewright);
  const [, tagged] = isTag.exec(tags.find((tag) => isTag.test(tag)) ?? '') ?? [];
  const set = own?.set ?? tagged;
  const isTagOnly = !own && tagged !== undefined;
  const version: RuleVersion = {
    meta,
    actions: rule.actions ?? [],
    exceptions_list: rule.exceptions_list ?? [],
    isTagOnly,
  };
  const isUntagged = own !== null && !tags.includes(tagOf(own.set));
  return {
    name,
    mark: isTagOnly ? changed(tagged, name) : own?.rule === name ? own : null,
    body: {
      ...bodyOf(rule),
      tags: tags.filter((tag) => set === undefined || tag !== tagOf(set)),
      ...(isUntagged && { 'tag of the set': 'removed' }),
    },
    version,
  };
}

/** The mark of a rule that was changed, of which nothing else is known. */
const changed = (set: string, rule: string): Mark => ({
  set,
  rule,
  source: '',
  given: '',
  applied: '',
  revision: 0,
});

/** A rule as Kibana is given it. */
export function ruleWith(name: string, body: JsonMap, mark: Mark, kept: Partial<RuleVersion>) {
  const { meta = {}, actions = [], exceptions_list: exceptions = [] } = kept;
  const tags = Array.isArray(body.tags) ? body.tags : [];
  return {
    ...body,
    rule_id: name,
    tags: [...tags, tagOf(mark.set)],
    meta: { ...meta, rulewright: markJson(mark) },
    actions,
    exceptions_list: exceptions,
  };
}
