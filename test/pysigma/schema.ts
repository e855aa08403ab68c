import { itemConditions } from '../../src/pysigma/conditions/item.ts';
import { nameConditions } from '../../src/pysigma/conditions/name.ts';
import { ruleConditions } from '../../src/pysigma/conditions/rule.ts';
import { finalizerKinds } from '../../src/pysigma/finishing/finalizers.ts';
import { postprocessingKinds } from '../../src/pysigma/finishing/postprocessing.ts';
import type { Params } from '../../src/pysigma/params.ts';
import { transformations } from '../../src/pysigma/transformations/index.ts';
import type { Around } from '../../src/pysigma/transformations/transformation.ts';
import { readText } from '../support/files.ts';
import { Recorder, ref, type Schema } from './recorder.ts';

/*
 * schemas/pipeline.schema.json, made of the reader's own tables: each type is read with nothing in it, and what it
 * asks for is what the schema has. What a type does is said by the tables of docs/pysigma.md.
 */

const lists = {
  items: ref('postprocessing'),
  finalizers: ref('finalizer'),
};

const around: Around = {
  readFile: () => ({ fault: 'There is none.' }),
  named: new Set(),
  steps: (of, name) => {
    of.maps(name, true);
    return [];
  },
};

type Kinds = Readonly<Record<string, (params: Params, around: Around) => unknown>>;

/** Conditions that a step may have, and what joins them. */
const conditionsOf = (of: 'rule' | 'detection_item' | 'field_name'): Record<string, Schema> => {
  const one = ref(`${of}_condition`);
  return {
    [`${of}_conditions`]: {
      anyOf: [
        { type: 'array', items: one },
        { type: 'object', additionalProperties: one },
        { type: 'null' },
      ],
    },
    [`${of}_cond_op`]: { enum: ['and', 'or', null] },
    [`${of}_cond_not`]: { type: ['boolean', 'null'] },
    [`${of}_cond_expr`]: { anyOf: [ref('text'), { type: 'null' }] },
  };
};

const id = { anyOf: [ref('text'), { type: 'null' }] };
const said = saidOf(readText('docs/pysigma.md'));

export function pipelineSchema(): Schema {
  const steps = (name: string) => ({
    anyOf: [{ type: 'array', items: ref(name) }, { type: 'null' }],
  });
  const root = {
    name: { anyOf: [ref('text'), { type: 'null' }] },
    priority: { type: ['number', 'null'] },
    allowed_backends: { anyOf: [ref('texts'), { type: 'null' }] },
    vars: { type: 'object' },
    transformations: steps('transformation'),
    postprocessing: steps('postprocessing'),
    finalizers: steps('finalizer'),
  };
  const text = { type: ['string', 'number', 'boolean'] };
  const oneText = { type: ['string', 'number'] };
  const ofSteps = {
    ...conditionsOf('rule'),
    ...conditionsOf('detection_item'),
    ...conditionsOf('field_name'),
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: "A pipeline in pySigma's format, as rulewright reads it",
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(root).map(([name, schema]) => [name, { description: said(name), ...schema }]),
    ),
    $defs: {
      text,
      texts: { anyOf: [oneText, { type: 'array', items: oneText }] },
      mapping: {
        type: 'object',
        additionalProperties: { anyOf: [ref('texts'), { type: 'null' }] },
      },
      transformation: kindOf(
        transformations,
        { id, ...ofSteps },
        { ...lists, items: ref('transformation') },
      ),
      postprocessing: kindOf(postprocessingKinds, { id, ...conditionsOf('rule') }),
      finalizer: kindOf(finalizerKinds),
      rule_condition: kindOf(ruleConditions),
      detection_item_condition: kindOf(itemConditions),
      field_name_condition: kindOf(nameConditions),
    },
  };
}

/** A map of one of some types, each with its own names; those that are always refused are no types. */
function kindOf(
  kinds: Kinds,
  common: Record<string, Schema> = {},
  of: typeof lists = lists,
): Schema {
  const all = Object.keys(kinds).flatMap((type) => {
    const recorder = new Recorder(of);
    kinds[type]!(recorder, around);
    return recorder.isRefused ? [] : [{ type, recorder }];
  });
  const allowed = Object.fromEntries(Object.keys(common).map((name) => [name, true]));
  return {
    type: 'object',
    required: ['type'],
    properties: { type: { oneOf: all.map(({ type }) => named(type)) }, ...common },
    allOf: all.map(({ type, recorder: { properties, required, oneIsThere } }) => ({
      if: { properties: { type: { const: type } }, required: ['type'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
      then: {
        additionalProperties: false,
        properties: { type: true, ...allowed, ...properties },
        ...(required.length > 0 && { required: [...new Set(required)] }),
        ...(oneIsThere.length > 0 && { anyOf: oneIsThere.map((name) => ({ required: [name] })) }),
      },
    })),
  };
}

const named = (type: string): Schema => {
  const description = said(type);
  return description === undefined ? { const: type } : { const: type, description };
};

/** What the tables of a page say of each name in their first column. */
function saidOf(page: string): (name: string) => string | undefined {
  const rows = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (.*) \|$/gm)];
  const all = new Map<string, string>();
  for (const [, names, text] of rows)
    for (const [, name] of names!.matchAll(/`(\w+)`/g))
      if (!all.has(name!)) all.set(name!, text!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  return (name) => all.get(name);
}
