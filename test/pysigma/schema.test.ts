import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { load } from 'js-yaml';
import { itemConditions } from '../../src/pysigma/conditions/item.ts';
import { nameConditions } from '../../src/pysigma/conditions/name.ts';
import { ruleConditions } from '../../src/pysigma/conditions/rule.ts';
import { finalizerKinds } from '../../src/pysigma/finishing/finalizers.ts';
import { postprocessingKinds } from '../../src/pysigma/finishing/postprocessing.ts';
import { transformations } from '../../src/pysigma/transformations/index.ts';
import { readText } from '../support/files.ts';
import { expectGolden } from '../support/golden.ts';
import { printJson } from './print-json.ts';
import { pipelineSchema } from './schema.ts';

/* pipelines.ts holds every pipeline of the tests against the schema: valid ones pass, faulty ones don't. */

interface Types {
  readonly properties: { readonly type: { readonly oneOf: readonly { readonly const: string }[] } };
}

describe('the schema of pipelines', () => {
  const path = 'schemas/pipeline.schema.json';
  const schema = () =>
    JSON.parse(readText(path)) as { readonly $defs: Readonly<Record<string, Types>> };

  it("is what the reader's tables say", () =>
    expectGolden(path, `${printJson(pipelineSchema())}\n`));

  it('is one, to the last keyword', () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
    expect(ajv.compile(schema())).to.be.a('function');
  });

  for (const [name, kinds, refused] of [
    ['transformation', transformations, ['http_placeholders', 'command_placeholders']],
    ['postprocessing', postprocessingKinds, []],
    ['finalizer', finalizerKinds, []],
    ['rule_condition', ruleConditions, []],
    ['detection_item_condition', itemConditions, []],
    ['field_name_condition', nameConditions, []],
  ] as readonly [string, object, readonly string[]][])
    it(`has each ${name} that is not always refused`, () => {
      const types = schema().$defs[name]!.properties.type.oneOf.map((one) => one.const);
      expect([...types, ...refused].sort()).to.deep.equal(Object.keys(kinds).sort());
    });

  let validate: ValidateFunction | undefined;
  for (const [text, isValid] of [
    ['{}', true],
    ['name: a\npriority: 10\nvars: {a: [b]}', true],
    ['transformations: [{type: field_name_mapping, mapping: {a: b, c: [d, e], f: null}}]', true],
    ['transformations: [{type: nest, items: [{type: set_state, key: a, val: 1}]}]', true],
    ['transformations: [{type: change_logsource, product: windows}]', true],
    ['transformations: [{type: change_logsource}]', false],
    ['transformations: [{type: nest, items: [{type: embed}]}]', false],
    ['transformations: [{type: nest}]', false],
    ['postprocessing: [{type: nest, items: [{type: embed, prefix: a}]}]', true],
    ['postprocessing: [{type: nest, items: [{type: set_state, key: a, val: 1}]}]', false],
    [
      'transformations: [{type: set_state, key: a, val: 1, rule_conditions: {a: {type: tag, tag: b}}}]',
      true,
    ],
    [
      'transformations: [{type: set_state, key: a, val: 1, rule_conditions: [{type: is_null, cond: any}]}]',
      false,
    ],
    ['transformations: [{type: convert_type, target_type: text}]', false],
    ['transformation: []', false],
    ['finalizers: [{type: json, indent: 2}]', true],
    ['finalizers: [{type: json, indnt: 2}]', false],
  ] as const)
    it(`takes ${isValid ? '' : 'no '}${text}`, () => {
      validate ??= new Ajv2020({ strict: false }).compile(schema());
      expect(validate(load(text)), JSON.stringify(validate.errors)).to.equal(isValid);
    });
});
