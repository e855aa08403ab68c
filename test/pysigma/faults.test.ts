import { expect } from 'chai';
import { faultsOf } from './pipelines.ts';

/* What is wrong with a file is told where it stands, all of it in one run. */

const step = (text: string) => `transformations:\n  - ${text}\n`;

describe('a pipeline with mistakes', () => {
  for (const [what, text, said] of [
    ['is nothing', '', ['1:1 pysigma/not-a-map']],
    ['is a list', '- a\n', ['1:1 pysigma/not-a-map']],
    ['is no YAML', 'a: [\n', [/yaml\/syntax/]],
    ['is two documents', 'name: a\n---\nname: b\n', [/pysigma\/one-document/]],
    ['has an alias that leads into itself', 'vars: &a {x: *a}\n', [/yaml\/(?:cyclic|syntax)/]],
    [
      'has a slip in a name',
      'transformation: []\n',
      [
        '1:1 pysigma/unknown-name "transformation" means nothing here. Did you mean "transformations"?',
      ],
    ],
    [
      'has a slip in a type',
      step('type: field_name_maping'),
      [
        '2:11 pysigma/unknown-type "field_name_maping" is not the type of a transformation. Did you mean "field_name_mapping"?',
      ],
    ],
    ['lacks a type', step('mapping: {a: b}'), [/^2:5 pysigma\/missing "type"/]],
    ['lacks a parameter', step('type: field_name_mapping'), [/pysigma\/missing "mapping"/]],
    [
      'has a slip in a parameter',
      step('{type: replace_string, regx: a, replacement: b}'),
      [/pysigma\/missing "regex"/, /pysigma\/unknown-name "regx".* Did you mean "regex"\?$/],
    ],
    ['has a value of another kind', step('{type: add_field, field: {a: b}}'), [/bad-value/]],
    [
      'has no regular expression',
      step("{type: replace_string, regex: '(a', replacement: b}"),
      [/^2:36 pysigma\/regex/],
    ],
    [
      'names a group that is not there',
      step("{type: replace_string, regex: '(a)', replacement: 'x\\2'}"),
      [/^2:57 pysigma\/replacement In this replacement there is no group "2"\.$/],
    ],
    [
      'has a formula with a slip',
      step(
        '{type: set_state, key: a, val: 1, rule_conditions: {one: {type: is_sigma_rule}}, rule_cond_expr: on}',
      ),
      [/no-condition No condition is called "on"\. Did you mean "one"\?/, /unused-condition/],
    ],
    [
      'has a formula that is never closed',
      step(
        '{type: set_state, key: a, val: 1, rule_conditions: {one: {type: is_sigma_rule}}, rule_cond_expr: (one}',
      ),
      [/pysigma\/formula This "\(" is never closed/],
    ],
    [
      'has a formula of conditions without names',
      step(
        '{type: set_state, key: a, val: 1, rule_conditions: [{type: is_sigma_rule}], rule_cond_expr: a}',
      ),
      [/nameless-conditions/, /no-condition/, /unused-condition/],
    ],
    [
      'has a condition of another kind',
      step('{type: set_state, key: a, val: 1, rule_conditions: [{type: is_null, cond: any}]}'),
      [/unknown-type "is_null" is not the type of a condition here/],
    ],
    [
      'compares what has no order',
      step(
        '{type: set_state, key: a, val: 1, rule_conditions: [{type: rule_attribute, attribute: title, value: x, op: gt}]}',
      ),
      [/bad-op "title" can't be compared by "gt"/],
    ],
    [
      'compares a map',
      step(
        '{type: set_state, key: a, val: 1, rule_conditions: [{type: rule_attribute, attribute: logsource, value: x}]}',
      ),
      [/map-attribute/],
    ],
    [
      'would fetch something',
      step('{type: http_placeholders, url: "https://x"}'),
      [/pysigma\/outside/],
    ],
    ['would run something', step('{type: command_placeholders, cmd: id}'), [/pysigma\/outside/]],
    [
      "names a function of Python's",
      step('{type: field_name_transform, transform_func: my.module.f}'),
      [/pysigma\/python "my\.module\.f" would be a function of Python's/],
    ],
    [
      'names a file that is not there',
      step('{type: file_placeholders, path: x.txt}'),
      [/pysigma\/no-file "x\.txt" can't be read: There is none\./],
    ],
    [
      'asks jq for more than a path',
      step("{type: file_placeholders, path: x, format: json, jq_expression: 'map(.a)'}"),
      [/pysigma\/no-file/],
    ],
    [
      'has a fault in a condition that it adds',
      step("{type: add_condition, conditions: {'f|contians': x}}"),
      [/^2:43 sigma\/unknown-modifier/],
    ],
    [
      'has a file of Python for a template',
      'postprocessing:\n  - {type: template, template: x, vars: x.py}\n',
      [/pysigma\/python "vars" names a file of Python/],
    ],
    [
      'has a template that is none',
      "postprocessing:\n  - {type: template, template: '{% if %}'}\n",
      [/pysigma\/template/],
    ],
    [
      "has a template with Python's formats",
      "postprocessing:\n  - {type: simple_template, template: '{query:>9} {x}'}\n",
      [
        /^2:40 pysigma\/template Python's formats/,
        /^2:51 pysigma\/template A name is to begin with/,
      ],
    ],
    [
      'has JSON that is none',
      "postprocessing:\n  - {type: json, json_template: '{'}\n",
      [/pysigma\/not-json/],
    ],
    ['has a slip in a finalizer', 'finalizers:\n  - {type: jsn}\n', [/Did you mean "json"\?$/]],
    [
      'has several of them, all of which are told',
      'priority: high\ntransformations:\n  - type: cas\n  - {type: regex, method: x}\n',
      [/^1:11 pysigma\/bad-value/, /^3:11 pysigma\/unknown-type/, /^4:27 pysigma\/bad-value/],
    ],
  ] as readonly [string, string, readonly (string | RegExp)[]][])
    it(`${what}: it is told`, () => {
      const faults = faultsOf(text);
      const all = JSON.stringify(faults, null, 1);
      expect(faults.length, all).to.equal(said.length);
      for (const [i, wanted] of said.entries())
        if (typeof wanted === 'string')
          expect(faults[i]).to.match(new RegExp(`^${literal(wanted)}`));
        else expect(faults[i], all).to.match(wanted);
    });

  it('nested too deep is told, not run', () => {
    const deep = `${'{type: nest, items: ['.repeat(40)}{type: set_state, key: a, val: 1}${']}'.repeat(40)}`;
    expect(faultsOf(step(deep)).join()).to.match(/too-deep/);
  });
});

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
