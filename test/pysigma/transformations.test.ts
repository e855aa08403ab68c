import { expect } from 'chai';
import { print } from '../../src/index.ts';
import { transformations } from '../../src/pysigma/transformations/index.ts';
import { singly } from '../support/single.ts';
import { brief, pipelineOf, through } from './pipelines.ts';

/*
 * What each transformation makes of a rule, beside the rule: as pySigma's documentation says.
 * https://sigmahq-pysigma.readthedocs.io/en/latest/guides/processing_pipelines.html
 */

const files = {
  'hosts.txt': 'a\n\n  b\n',
  'hosts.csv': 'name,"the id"\na,1\n"b, c",2\n',
  'hosts.json': '{"hosts": [{"name": "a"}, {"name": "b"}]}',
};

const a = '{a: {f: v}, condition: a}';

/** The type, its parameters in YAML, the rule's detection, and the meaning or what is said. */
const table: readonly (readonly [type: string, given: string, detection: string, made: string])[] =
  [
    ['field_name_mapping', 'mapping: {f: g}', a, '(match g "v")'],
    ['field_name_mapping', 'mapping: {x: g}', a, '(match f "v")'],
    ['field_name_mapping', 'mapping: {f: null}', a, '(match f "v")'],
    ['field_name_mapping', 'mapping: {f: [g, h]}', a, '(or (match g "v") (match h "v"))'],
    [
      'field_name_mapping',
      'mapping: {f: [g, h]}',
      '{a: {f: v}, b: {x: y}, condition: b and not a}',
      '(and (match x "y") (not (or (match g "v") (match h "v"))))',
    ],
    [
      'field_name_mapping',
      'mapping: {f: [g, h]}',
      "{a: {'f|contains|all': [v, w]}, condition: a}",
      '(or (and (match g "*v*") (match g "*w*")) (and (match h "*v*") (match h "*w*")))',
    ],
    [
      'field_name_mapping',
      'mapping: {f: [g, h]}',
      "{a: {'f|neq': v}, condition: a}",
      '(not (or (match g "v") (match h "v")))',
    ],
    [
      'field_name_mapping',
      'mapping: {f: g, x: y}',
      "{a: {'f|fieldref': x}, condition: a}",
      '(equals g y)',
    ],
    [
      'field_name_mapping',
      'mapping: {null: message}',
      '{a: [v], condition: a}',
      '(match message "*v*")',
    ],
    [
      'field_name_prefix_mapping',
      'mapping: {win.: windows., w: x}',
      '{a: {win.f: v, wide: v}, condition: a}',
      '(and (match windows.f "v") (match xide "v"))',
    ],
    [
      'field_name_prefix_mapping',
      'mapping: {f: [g, h.]}',
      '{a: {f1: v}, condition: a}',
      '(or (match g1 "v") (match h.1 "v"))',
    ],
    [
      'field_name_transform',
      'transform_func: lower',
      '{a: {FooBar: v}, condition: a}',
      '(match foobar "v")',
    ],
    ['field_name_transform', 'transform_func: upper', a, '(match F "v")'],
    ['field_name_transform', 'transform_func: title', a, '(match F "v")'],
    [
      'field_name_transform',
      '{transform_func: snake_case, mapping: {x: Y}}',
      '{a: {FooBar: v, x: v}, condition: a}',
      '(and (match foo_bar "v") (match Y "v"))',
    ],
    [
      'field_name_suffix',
      'suffix: .keyword',
      '{a: {f: v}, b: [w], condition: a and b}',
      '(and (match f.keyword "v") (keyword "w"))',
    ],
    ['field_name_prefix', 'prefix: win.', a, '(match win.f "v")'],
    [
      'drop_detection_item',
      'field_name_conditions: [{type: include_fields, fields: [f]}]',
      '{a: {f: [v, w], g: x}, condition: a}',
      '(match g "x")',
    ],
    [
      'drop_detection_item',
      'field_name_conditions: [{type: include_fields, fields: [f]}]',
      '{a: {g: x}, b: {f: v}, condition: a and not b}',
      '(match g "x")',
    ],
    [
      'drop_detection_item',
      '{}',
      a,
      '3:35 pysigma/nothing-left p.yml drops all that this rule asks for.',
    ],
    [
      'hashes_fields',
      '{valid_hash_algos: [MD5, SHA1], field_prefix: File}',
      "{a: {Hashes|contains: ['SHA1=5F1CBC', 'MD5=987B']}, condition: a}",
      '(or (match FileSHA1 "5F1CBC") (match FileMD5 "987B"))',
    ],
    [
      'hashes_fields',
      '{valid_hash_algos: [MD5], field_prefix: file.hash, drop_algo_prefix: true}',
      '{a: {Hashes: 987B65CD9B9F4E9A1AFD8F8B48CF64A7}, condition: a}',
      '(match file.hash "987B65CD9B9F4E9A1AFD8F8B48CF64A7")',
    ],
    [
      'hashes_fields',
      'valid_hash_algos: [MD5]',
      "{a: {Hashes: 'SHA1=5F'}, condition: a}",
      '3:25 pysigma/no-hashes None of these is a hash of MD5.',
    ],
    [
      'extract_fields',
      "{regex: '(?P<type>[A-Za-z]+):(?P<valeur>[0-9]+)', field_prefix: reg}",
      "{a: {f: ['Dword:00001', 'Qword:7', none]}, condition: a}",
      '(or (and (match reg.type "Dword") (match reg.valeur "00001")) (and (match reg.type "Qword") (number reg.valeur 7)))',
    ],
    [
      'extract_fields',
      "{regex: '(?P<hive>HK\\w+)\\\\(?P<key>.+)', preserve_unmatched: true}",
      "{a: {'f|startswith': ['HKLM\\a\\', x]}, condition: a}",
      '(or (and (match hive "HKLM") (match key "a\\\\\\\\*")) (match f "x*"))',
    ],
    [
      'wildcard_placeholders',
      '{}',
      "{a: {'f|expand': 'x%p%y%q%'}, condition: a}",
      '(match f "x*y*")',
    ],
    [
      'wildcard_placeholders',
      'exclude: [q]',
      "{a: {'f|expand': '%p%%q%'}, condition: a}",
      '3:29 placeholder The placeholder %q% has no values. Write the values into the rule, or say --set q=VALUE.',
    ],
    [
      'value_placeholders',
      '{}',
      "{a: {'f|expand': 'x%p%'}, condition: a}",
      '(or (match f "x1") (match f "xa*"))',
    ],
    [
      'value_placeholders',
      'include: [p]',
      "{a: {'f|contains|all|expand': ['%p%', z]}, condition: a}",
      '(and (or (match f "*1*") (match f "*a*")) (match f "*z*"))',
    ],
    [
      'value_placeholders',
      '{}',
      "{a: {'f|expand': '%pp%'}, condition: a}",
      '3:29 pysigma/no-var No pipeline has "pp" under "vars". Did you mean "p"?',
    ],
    [
      'file_placeholders',
      'path: hosts.txt',
      "{a: {'f|expand': '%p%'}, condition: a}",
      '(or (match f "a") (match f "b"))',
    ],
    [
      'file_placeholders',
      '{path: hosts.csv, format: csv, csv_column: name}',
      "{a: {'f|expand': '%p%'}, condition: a}",
      '(or (match f "a") (match f "b, c"))',
    ],
    [
      'file_placeholders',
      '{path: hosts.csv, format: csv, csv_column: 1, filter: "2"}',
      "{a: {'f|expand': '%p%'}, condition: a}",
      '(match f "2")',
    ],
    [
      'file_placeholders',
      "{path: hosts.json, format: json, jq_expression: '.hosts[].name'}",
      "{a: {'f|expand': '%p%'}, condition: a}",
      '(or (match f "a") (match f "b"))',
    ],
    ['query_expression_placeholders', "{expression: '[| inputlookup {id}]'}", a, '(match f "v")'],
    [
      'query_expression_placeholders',
      "{expression: '[| inputlookup {id}]'}",
      "{a: {'f|expand': '%p%'}, condition: a}",
      '3:29 pysigma/query-expression The pipeline puts a piece of query in the place of %p%, which only its engine could say the meaning of. Name the values, by value_placeholders or file_placeholders.',
    ],
    [
      'add_condition',
      "conditions: {index: main, 'src|startswith': [x, y]}",
      '{a: {f: v}, b: {g: w}, condition: a or b}',
      '(and (match index "main") (or (match src "x*") (match src "y*")) (or (match f "v") (match g "w")))',
    ],
    [
      'add_condition',
      '{conditions: {index: "$product-\\x24{category}-$$x"}, template: true}',
      a,
      '(and (match index "windows-process_creation-$x") (match f "v"))',
    ],
    [
      'add_condition',
      '{conditions: {index: $service}, template: true}',
      a,
      '3:35 pysigma/no-source-part The log source has no service, which p.yml puts in a condition.',
    ],
    [
      'add_condition',
      '{conditions: {g: w}, negated: true}',
      a,
      '(and (not (match g "w")) (match f "v"))',
    ],
    [
      'replace_string',
      "{regex: '\\\\', replacement: /}",
      "{a: {'f|endswith': '\\x\\y'}, condition: a}",
      '(match f "*/x/y")',
    ],
    [
      'replace_string',
      "{regex: '(\\w+)@(?P<d>\\w+)', replacement: '\\g<d>\\\\\\1'}",
      '{a: {f: mia@corp}, condition: a}',
      '(match f "corp\\\\\\\\mia")',
    ],
    [
      'replace_string',
      "{regex: '[*]', replacement: '?'}",
      '{a: {f: x*}, condition: a}',
      '(match f "x?")',
    ],
    [
      'replace_string',
      "{regex: '[*]', replacement: '?', skip_special: true}",
      "{a: {f: 'x*\\*'}, condition: a}",
      '(match f "x*\\\\?")',
    ],
    [
      'replace_string',
      "{regex: '[*]', replacement: '?', skip_special: true, interpret_special: true}",
      "{a: {f: 'x*\\*'}, condition: a}",
      '(match f "x?*")',
    ],
    [
      'replace_string',
      "{regex: '^4', replacement: '9'}",
      '{a: {f: 4688}, condition: a}',
      '(match f "9688")',
    ],
    [
      'map_string',
      'mapping: {v: w, x*: [y*, z]}',
      '{a: {f: [v, x*, u]}, condition: a}',
      '(or (match f "w") (match f "y*") (match f "z") (match f "u"))',
    ],
    ['regex', 'method: plain', '{a: {f: a.b*}, condition: a}', '(regex f "\\\\Aa\\\\.b.*\\\\z" s)'],
    [
      'regex',
      'method: ignore_case_flag',
      '{a: {f: a?}, condition: a}',
      '(regex f "\\\\Aa.\\\\z" is)',
    ],
    ['regex', '{}', '{a: {f: a1}, condition: a}', '(regex f "\\\\A[aA]1\\\\z" s)'],
    ['set_value', 'value: 7', '{a: {f: [v, w]}, condition: a}', '(number f 7)'],
    ['set_value', '{value: 7, force_type: str}', a, '(match f "7")'],
    ['set_value', "{value: '7', force_type: num}", a, '(number f 7)'],
    ['set_value', 'value: null', a, '(null f)'],
    ['set_value', 'value: true', a, '(boolean f true)'],
    ['convert_type', 'target_type: str', '{a: {f: 4688}, condition: a}', '(match f "4688")'],
    ['convert_type', 'target_type: num', "{a: {f: '4688'}, condition: a}", '(number f 4688)'],
    [
      'convert_type',
      'target_type: num',
      a,
      '3:20 pysigma/not-a-number The pipeline makes numbers of values, and "v" is none.',
    ],
    ['case', '{}', "{a: {'f|cased': FooBar}, condition: a}", '(match cased f "foobar")'],
    [
      'case',
      'method: upper',
      "{a: {'f|cased|contains': x}, condition: a}",
      '(match cased f "*X*")',
    ],
    ['case', 'method: snake_case', '{a: {f: FooBar}, condition: a}', '(match f "foo_bar")'],
    ['rule_failure', 'message: Not here.', a, '3:35 pysigma/failure Not here.'],
    [
      'detection_item_failure',
      '{message: Not this., field_name_conditions: [{type: include_fields, fields: [f]}]}',
      '{a: {g: u}, b: {f: v}, condition: a or b}',
      '3:31 pysigma/failure Not this.',
    ],
    [
      'strict_field_mapping_failure',
      '{}',
      a,
      '3:20 pysigma/unmapped The pipeline gives "f" no other name, and is to give every field one.',
    ],
    [
      'nest',
      'items: [{type: field_name_prefix, prefix: x.}, {type: field_name_suffix, suffix: .y}]',
      a,
      '(match x.f.y "v")',
    ],
    ['add_field', 'field: [x]', a, '(match f "v")'],
    ['remove_field', 'field: x', a, '(match f "v")'],
    ['set_field', 'fields: [x]', a, '(match f "v")'],
    ['change_logsource', 'category: endpoint', a, '(match f "v")'],
    ['set_state', '{key: k, val: 1}', a, '(match f "v")'],
    ['set_custom_attribute', '{attribute: k, value: 1}', a, '(match f "v")'],
  ];

/** `given` beside a type, whether it is a map in braces or one key. */
const stepOf = (type: string, given: string): string => {
  const rest = given.startsWith('{') ? given.slice(1, -1) : given;
  return `{type: ${type}${rest.trim() === '' ? '' : `, ${rest}`}}`;
};

describe('transformations', () => {
  for (const [type, given, detection, made] of table)
    it(`${type} ${given} on ${detection}`, () => {
      const text = `vars: {p: [1, a*]}\ntransformations:\n  - ${stepOf(type, given)}\n`;
      const { mapped } = through(detection, [pipelineOf(text, files)]);
      const errors = mapped!.diagnostics.filter(({ severity }) => severity === 'error');
      const said = errors.map(brief);
      expect(
        errors.length > 0 ? said[0] : print(singly(mapped).when, Number.POSITIVE_INFINITY),
      ).to.equal(made);
    });

  it('are all shown, but for those that only make sense elsewhere', () => {
    const shown = new Set(table.map(([type]) => type));
    const others = Object.keys(transformations).filter((type) => !shown.has(type));
    expect(others).to.deep.equal(['http_placeholders', 'command_placeholders']);
  });

  for (const [step, about] of [
    ['{type: add_field, field: [x, y]}', { fields: ['a', 'b', 'x', 'y'] }],
    ['{type: remove_field, field: [a, x]}', { fields: ['b'] }],
    ['{type: set_field, fields: [q]}', { fields: ['q'] }],
    ['{type: field_name_mapping, mapping: {a: [x, y]}}', { fields: ['x', 'y', 'b'] }],
    ['{type: change_logsource, service: sysmon}', { logSource: { service: 'sysmon' } }],
    ['{type: set_custom_attribute, attribute: k, value: [1]}', { custom: { k: [1] } }],
  ] as const)
    it(`${step} changes what the rule says about itself`, () => {
      const head = 'logsource: {product: windows}\nfields: [a, b]';
      const pipeline = pipelineOf(`transformations: [${step}]`);
      expect(through(a, [pipeline], head).mapped!.about).to.deep.include(about);
    });

  it('tell of what is dropped or left out', () => {
    const text = `transformations:
  - {type: drop_detection_item, field_name_conditions: [{type: include_fields, fields: [f]}]}
  - {type: hashes_fields, valid_hash_algos: [MD5]}
  - {type: extract_fields, regex: '(?P<x>a)', field_name_conditions: [{type: include_fields, fields: [g]}]}
`;
    const detection = "{a: {f: v, g: [a, b], Hash: ['MD5=1', 'SHA1=2']}, condition: a}";
    const { mapped, queries } = through(detection, [pipelineOf(text)]);
    expect(mapped!.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).to.deep.equal([
      'info pysigma/dropped',
      'warning pysigma/no-algorithm',
      'warning pysigma/not-extracted',
    ]);
    expect(queries[0]!.fidelity).to.equal('exact');
  });

  it('are applied in the order of their file, each to what those before it have made', () => {
    const text = `transformations:
  - {type: field_name_mapping, mapping: {f: g}}
  - {type: field_name_mapping, mapping: {g: h, f: x}}
`;
    expect(print(singly(through(a, [pipelineOf(text)]).mapped).when)).to.equal('(match h "v")');
  });

  it('of several files are applied by priority, and share what they know', () => {
    const first = `priority: 10\nvars: {p: x}\ntransformations: [{id: one, type: value_placeholders}]`;
    const second = `priority: 5\nvars: {p: y, q: z}\ntransformations: [{type: field_name_suffix, suffix: '2'}]`;
    const third = `priority: 10
transformations:
  - type: field_name_suffix
    suffix: '3'
    rule_conditions: [{type: processing_item_applied, processing_item_id: one}]`;
    const all = [first, second, third].map((text, i) => pipelineOf(text, {}, `${i}.yml`));
    const { mapped } = through("{a: {'f|expand': '%p%%q%'}, condition: a}", all);
    expect(print(singly(mapped).when)).to.equal('(match f23 "xz")');
  });
});
