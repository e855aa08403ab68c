import { isMap, type JsonMap } from '../json.ts';
import type { ArtifactFile, Target, Wanted } from '../target.ts';
import { readRules } from './read.ts';
import { bodyOf } from './rule.ts';
import { writeRule } from './write.ts';

/**
 * A detection rule of Elastic Security for each rule, by its `rule_id`, in one of Kibana's spaces. Its exceptions
 * and actions are left to those who look after it there: actions are given when it is made, and never again. A rule
 * that somebody has switched off is changed by hand as any other is.
 * https://www.elastic.co/docs/api/doc/kibana/group/endpoint-security-detections-api
 */
export const kibana: Target = {
  id: 'kibana',
  title: 'Kibana: a detection rule of Elastic Security for each rule',
  at: 'kibana',
  artifact: 'elastic-rule',
  language: 'elasticsearch-dsl',
  objects: (files) => files.map(ruleOf),
  open: (cluster) => ({
    read: (set, names) => readRules(cluster, set, new Set(names)),
    apply: (change) => writeRule(cluster, change),
  }),
};

function ruleOf({ body, rule, source }: ArtifactFile): Wanted {
  const whole = JSON.parse(body) as JsonMap;
  const { actions, exceptions_list: exceptions } = whole;
  return {
    name: rule!.name,
    title: rule!.title,
    rule: rule!.name,
    source,
    body: isMap(whole) ? bodyOf(whole) : whole,
    beside: { actions: actions ?? [], exceptions_list: exceptions ?? [] },
  };
}
