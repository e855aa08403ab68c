import { expect } from 'chai';
import { print } from '../../src/index.ts';
import { itemConditions } from '../../src/pysigma/conditions/item.ts';
import { nameConditions } from '../../src/pysigma/conditions/name.ts';
import { ruleConditions } from '../../src/pysigma/conditions/rule.ts';
import { singly } from '../support/single.ts';
import { pipelineOf, through } from './pipelines.ts';

/* Whether a step is for a rule, an item, or a field: what it renames tells. */

const head = `id: 6C0F0A3E-2b64-4f4c-9f0c-7a2f9b1f8d10
level: high
status: test
date: 2026-01-31
tags: [attack.t1059.001, attack.execution]
falsepositives: [None]
soc: {queue: 1}
weight: 3
owner: mia
logsource: {product: windows, category: process_creation}`;

const detection = `
  a: {'f|contains': [v, w], g: null, n: 4688}
  b: {'h|fieldref': other}
  condition: a or b`;

/** The fields that are renamed: of `f`, `g`, `h`, `n` and, where a value names one, `other`. */
function renamed(conditions: string, before = ''): string {
  const text = `transformations:
${before}  - {type: field_name_suffix, suffix: '!', ${conditions}}
`;
  const { mapped } = through(detection, [pipelineOf(text)], head);
  return [...new Set(print(singly(mapped).when).match(/[a-z]+(?=!)/g))].sort().join(' ');
}

const all = 'f g h n other';

const ofRule: readonly (readonly [string, string, boolean])[] = [
  ['logsource', 'category: process_creation, product: windows', true],
  ['logsource', 'product: windows', true],
  ['logsource', 'product: windows, service: sysmon', false],
  ['logsource', 'product: linux', false],
  ['contains_detection_item', "field: f, value: '*v*'", true],
  ['contains_detection_item', 'field: f, value: v', false],
  ['contains_detection_item', 'field: n, value: 4688', true],
  ['contains_detection_item', "field: n, value: '4688'", false],
  ['contains_detection_item', 'field: g, value: 4688', false],
  ['contains_field', 'field: g', true],
  ['contains_field', 'field: other', false],
  ['processing_item_applied', 'processing_item_id: one', true],
  ['processing_item_applied', 'processing_item_id: two', false],
  ['processing_state', 'key: k, val: 3', true],
  ['processing_state', 'key: k, val: 3, op: ne', false],
  ['processing_state', 'key: k, val: 3, op: gte', true],
  ['processing_state', 'key: k, val: 3, op: gt', false],
  ['processing_state', 'key: k, val: 4, op: lt', true],
  ['processing_state', 'key: k, val: 2, op: lte', false],
  ['processing_state', 'key: l, val: 3, op: ne', false],
  ['is_sigma_rule', '', true],
  ['is_sigma_correlation_rule', '', false],
  ['rule_attribute', 'attribute: title, value: T', true],
  ['rule_attribute', 'attribute: title, value: T, op: ne', false],
  ['rule_attribute', 'attribute: level, value: medium, op: gt', true],
  ['rule_attribute', 'attribute: level, value: critical, op: gte', false],
  ['rule_attribute', 'attribute: status, value: experimental, op: gt', true],
  ['rule_attribute', 'attribute: status, value: stable, op: lt', true],
  ['rule_attribute', "attribute: date, value: '2026-01-31', op: lte", true],
  ['rule_attribute', "attribute: date, value: '2026-02-01', op: gte", false],
  ['rule_attribute', 'attribute: tags, value: attack.execution, op: in', true],
  ['rule_attribute', 'attribute: tags, value: attack.execution, op: not_in', false],
  ['rule_attribute', 'attribute: tags, value: attack.execution', false],
  ['rule_attribute', 'attribute: falsepositives, value: None, op: in', true],
  ['rule_attribute', 'attribute: weight, value: 2, op: gt', true],
  ['rule_attribute', 'attribute: owner, value: mia', true],
  ['rule_attribute', 'attribute: owner, value: mia, op: ne', false],
  ['rule_attribute', 'attribute: author, value: mia, op: ne', false],
  ['rule_attribute', 'attribute: nothing, value: mia', false],
  ['tag', 'tag: attack.t1059.001', true],
  ['tag', 'tag: attack.t1059', false],
];

const ofItems: readonly (readonly [string, string, string])[] = [
  ['match_string', "cond: any, pattern: '.v'", 'f'],
  ['match_string', "cond: all, pattern: '.v'", ''],
  ['match_string', "cond: all, pattern: '\\*[vw]\\*$'", 'f'],
  ['match_string', "cond: any, pattern: 'v'", ''],
  ['match_string', "cond: all, pattern: '.v', negate: true", 'g h n other'],
  ['match_value', 'cond: any, value: 4688', 'n'],
  ['match_value', "cond: any, value: '*w*'", 'f'],
  ['contains_wildcard', 'cond: any', 'f'],
  ['is_null', 'cond: all', 'g'],
  ['processing_item_applied', 'processing_item_id: item', 'n'],
  ['processing_state', 'key: k, val: 3', all],
];

const ofNames: readonly (readonly [string, string, string])[] = [
  ['include_fields', 'fields: [f, h]', 'f h'],
  ['include_fields', 'fields: [other]', 'other'],
  ['include_fields', "fields: ['[fg]', 'th'], mode: re", 'f g'],
  ['exclude_fields', 'fields: [f, n]', 'g h other'],
  ['exclude_fields', "fields: ['[^f]'], mode: re", 'f'],
  ['processing_item_applied', 'processing_item_id: item', 'n'],
  ['processing_state', 'key: k, val: 4', ''],
];

const before = `  - {id: one, type: set_state, key: k, val: 3}
  - {id: two, type: set_state, key: l, val: 3, rule_conditions: [{type: tag, tag: no.tag}]}
  - id: item
    type: field_name_mapping
    mapping: {n: n}
    field_name_conditions: [{type: include_fields, fields: [n]}]
`;
const step = (type: string, given: string) => `{type: ${type}${given === '' ? '' : `, ${given}`}}`;

describe('conditions', () => {
  for (const [type, given, holds] of ofRule)
    it(`on a rule: ${type} ${given}`, () => {
      const found = renamed(`rule_conditions: [${step(type, given)}]`, before);
      expect(found).to.equal(holds ? all : '');
    });

  for (const [type, given, fields] of ofItems)
    it(`on items: ${type} ${given}`, () => {
      const found = renamed(`detection_item_conditions: [${step(type, given)}]`, before);
      expect(found).to.equal(fields);
    });

  for (const [type, given, fields] of ofNames)
    it(`on names of fields: ${type} ${given}`, () => {
      const found = renamed(`field_name_conditions: [${step(type, given)}]`, before);
      expect(found).to.equal(fields);
    });

  it('are all shown', () => {
    for (const [kinds, table] of [
      [ruleConditions, ofRule],
      [itemConditions, ofItems],
      [nameConditions, ofNames],
    ] as const)
      expect([...new Set(table.map(([type]) => type))].sort()).to.deep.equal(
        Object.keys(kinds).sort(),
      );
  });

  const yes = '{type: is_sigma_rule}';
  const no = '{type: is_sigma_correlation_rule}';
  for (const [how, given, holds] of [
    ['all of them', `rule_conditions: [${yes}, ${no}]`, false],
    ['one of them', `rule_conditions: [${yes}, ${no}], rule_cond_op: or`, true],
    ['not all of them', `rule_conditions: [${yes}, ${no}], rule_cond_not: true`, true],
    ['none, and not', 'rule_cond_not: true', true],
    [
      'a formula, in which "and" binds tighter than "or"',
      `rule_conditions: {y: ${yes}, n: ${no}}, rule_cond_expr: y or n and n`,
      true,
    ],
    [
      'a formula with brackets',
      `rule_conditions: {y: ${yes}, n: ${no}}, rule_cond_expr: not (y or n) and n`,
      false,
    ],
    [
      'a formula in which "not" binds tightest',
      `rule_conditions: {y: ${yes}, n: ${no}}, rule_cond_expr: not n and y`,
      true,
    ],
  ] as const)
    it(`are joined: ${how}`, () => expect(renamed(given)).to.equal(holds ? all : ''));

  for (const [kind, given, fields] of [
    [
      'items',
      'detection_item_conditions: {a: {type: is_null, cond: any}, b: {type: contains_wildcard, cond: any}}, detection_item_cond_expr: not a and not b',
      'h n other',
    ],
    [
      'names',
      'field_name_conditions: {a: {type: include_fields, fields: [f, g]}, b: {type: exclude_fields, fields: [g]}}, field_name_cond_expr: a and b',
      'f',
    ],
    [
      'names, not',
      'field_name_conditions: [{type: include_fields, fields: [f, g]}], field_name_cond_not: true',
      'h n other',
    ],
  ] as const)
    it(`on ${kind} are joined as well`, () => expect(renamed(given)).to.equal(fields));
});
