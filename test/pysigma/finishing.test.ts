import { expect } from 'chai';
import { backends, compile, languages } from '../../src/index.ts';
import { brief, pipelineOf, through } from './pipelines.ts';

/* What pipelines make of queries. */

const a = '{a: {f: v}, condition: a}';
const head = 'level: high\ntags: [attack.execution, x.y]\nlogsource: {product: windows}';

const made = (steps: string, to = backends.splunkSpl, rest = ''): unknown => {
  const text = `vars: {team: soc}\ntransformations: [{id: one, type: set_state, key: index, val: main}]\npostprocessing:\n  - ${steps}\n${rest}`;
  const files = { 't/a.j2': '<{{ query }}>\n' };
  const { queries } = through(a, [pipelineOf(text, files)], head, [to]);
  const { query, diagnostics } = queries[0]!;
  return query ?? diagnostics.map(brief)[0];
};

describe('postprocessing', () => {
  for (const [step, query] of [
    ["{type: embed, prefix: 'index=x ', suffix: ' | head 1'}", 'index=x f="v" | head 1'],
    [
      "{type: simple_template, template: '{{{rule.title}}} {rule.level} {rule.id} {pipeline.state[index]} {pipeline.vars[team]} {query}'}",
      '{T} high None main soc f="v"',
    ],
    [
      '{type: template, template: "{% for tag in rule.tags %}{{ tag }},{% endfor %}{{ query | upper }} {{ rule.logsource.product }} {{ pipeline.state.index }}"}',
      'attack.execution,x.y,F="V" windows main',
    ],
    ['{type: template, template: a.j2, path: t}', '<f="v">'],
    [
      `{type: json, json_template: '{"a": ["%QUERY%", "x %QUERY%"], "é": 1}'}`,
      '{"a": ["f=\\"v\\"", "x %QUERY%"], "\\u00e9": 1}',
    ],
    ["{type: replace, pattern: '(f)=', replacement: 'x::\\1='}", 'x::f="v"'],
    [
      '{type: nest, items: [{type: embed, prefix: a }, {type: embed, suffix: b}]}'.replace(
        'a }',
        "'a '}",
      ),
      'a f="v"b',
    ],
    ['{type: embed, prefix: x, rule_conditions: [{type: tag, tag: no.tag}]}', 'f="v"'],
    [
      '{type: embed, prefix: x, rule_conditions: [{type: processing_item_applied, processing_item_id: one}]}',
      'xf="v"',
    ],
    [
      "{type: simple_template, template: '{rule.tags}'}",
      "3:35 pysigma/template A template of the pipeline can't be filled in: rule.tags is no single value. It stands in p.yml:4.",
    ],
    [
      "{type: simple_template, template: '{rule.titel}'}",
      "3:35 pysigma/template A template of the pipeline can't be filled in: There is no rule.titel. It stands in p.yml:4.",
    ],
  ] as const)
    it(`${step}`, () => expect(made(step)).to.equal(query.replace('3:35', '5:35')));

  it('takes Query DSL where it can, and tells where it can not', () => {
    const dsl = '{"term": {"f": {"value": "v", "case_insensitive": true}}}';
    const to = backends.opensearchDsl;
    expect(made(`{type: json, json_template: '{"query": "%QUERY%"}'}`, to)).to.equal(
      `{"query": ${dsl}}`,
    );
    expect(made("{type: template, template: '{{ query | tojson }}'}", to)).to.equal(dsl);
    expect(made('{type: embed, prefix: x}', to)).to.match(/pysigma\/for-texts "embed"/);
  });

  it('makes no text of Query DSL that goes to an engine', () => {
    const pipeline = pipelineOf(`postprocessing: [{type: json, json_template: '"%QUERY%"'}]`);
    const text = `title: T\n${head}\ndetection: ${a}\n`;
    const [{ queries }] = compile(
      { path: 'r.yml', text },
      {
        from: languages.sigma,
        to: [backends.opensearchDsl, backends.splunkSpl],
        pipelines: [pipeline],
        toEngines: true,
      },
    ) as [ReturnType<typeof compile>[number]];
    expect(queries.map(({ query, diagnostics }) => query ?? diagnostics[0]?.code)).to.deep.equal([
      'pipeline/not-query-dsl',
      '"f=\\"v\\""',
    ]);
  });
});

describe('a field that a pipeline names', () => {
  it('needs no remark on what it is in Splunk', () => {
    const own = (detection: string, step: string) =>
      through(detection, [pipelineOf(`transformations: [${step}]`)], head).queries[0]!.diagnostics;
    expect(own(a, '{type: add_condition, conditions: {index: main}}')).to.deep.equal([]);
    expect(own(a, '{type: field_name_mapping, mapping: {f: source}}')).to.deep.equal([]);
    const [remark] = own('{a: {index: main}, condition: a}', '{type: set_state, key: a, val: 1}');
    expect(remark?.code).to.equal('splunk-spl/default-field');
  });
});

describe('finalizers', () => {
  const finalize = (text: string) => {
    const { finalize: of, vars } = pipelineOf(text);
    const output = of!(['a="1"', 'b'], vars);
    return typeof output === 'object' && 'code' in output ? output.code : output;
  };
  for (const [step, text] of [
    ['{type: concat}', 'a="1"\nb'],
    ["{type: concat, separator: ' OR ', prefix: (, suffix: )}", '(a="1" OR b)'],
    ['{type: json}', '["a=\\"1\\"", "b"]'],
    ['{type: json, indent: 1}', '[\n "a=\\"1\\"",\n "b"\n]'],
    ['{type: yaml}', '- a="1"\n- b'],
    [
      "{type: template, template: '{{ pipeline.vars.x }}{% for q in queries %} [{{ q }}]{% endfor %}'}",
      'y [a="1"] [b]',
    ],
    ['{type: nested, finalizers: [{type: concat, separator: "|"}, {type: json}]}', '"a=\\"1\\"|b"'],
  ] as const)
    it(step, () => expect(finalize(`vars: {x: y}\nfinalizers:\n  - ${step}\n`)).to.equal(text));

  it('that join texts have no use for Query DSL', () => {
    const { finalize: of, vars } = pipelineOf('finalizers: [{type: concat}]');
    expect(of!([{ term: {} }], vars)).to.have.property('code', 'pysigma/for-texts');
  });
});
