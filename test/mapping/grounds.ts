import type { Event, Index } from '../../src/index.ts';
import { readAnswer } from '../../src/mapping/read.ts';
import { type Engine, fillIndex } from '../support/engine.ts';
import { names } from '../support/random/fields.ts';

/* Indices of all the ways in which fields are held, each taking whatever an event holds. */

type Field = Readonly<Record<string, unknown>>;

const keyword = (more: Field = {}): Field => ({ type: 'keyword', ...more });
const withKeyword = (limit: number, more: Field = {}): Field => ({
  type: 'text',
  fields: { keyword: keyword({ ignore_above: limit, ...more }) },
});

/** What a mapping says of every field of values that isn't named. */
const all = (mapping: Field) => ({
  dynamic_templates: ['string', 'long', 'double', 'boolean'].map((type) => ({
    [type]: { match_mapping_type: type, mapping },
  })),
});

/** Fields in turn, each of another kind. */
const inTurn = (kinds: readonly Field[]): Readonly<Record<string, Field>> =>
  Object.fromEntries(names.map((name, i) => [name, kinds[i % kinds.length]!]));

const kinds: readonly Field[] = [
  keyword(),
  withKeyword(256),
  { type: 'text' },
  keyword({ ignore_above: 4 }),
  keyword({ normalizer: 'lowercase' }),
  withKeyword(3),
  keyword({ doc_values: false }),
  { type: 'text', norms: false, index_options: 'docs' },
  keyword({ index: false }),
  keyword({ index: false, doc_values: false }),
  keyword({ null_value: 'none' }),
  { ...keyword({ ignore_above: 2 }), fields: { caseless: keyword({ normalizer: 'lowercase' }) } },
  { type: 'text', analyzer: 'whitespace' },
  { type: 'text', index: false },
];

/** By what it shows, a mapping, and the product that alone has it. */
export const mappings: Readonly<
  Record<
    string,
    {
      readonly mapping: Field;
      readonly only?: 'opensearch' | 'elasticsearch';
      /** Engines take no dotted names of what is inside. */
      readonly asObjects?: boolean;
    }
  >
> = {
  'as engines map texts by themselves': { mapping: all(withKeyword(256)) },
  'keywords that leave out what is long': { mapping: all(keyword({ ignore_above: 5 })) },
  'texts alone': { mapping: all({ type: 'text' }) },
  'keywords in small letters': { mapping: all(keyword({ normalizer: 'lowercase' })) },
  'fields of all kinds': { mapping: { properties: inTurn(kinds), ...all(keyword()) } },
  '... in another order': {
    mapping: { properties: inTurn(kinds.toReversed()), ...all(withKeyword(256)) },
  },
  'nested objects': {
    asObjects: true,
    mapping: {
      properties: {
        c: { type: 'nested', properties: { d: keyword(), e: { type: 'nested' } } },
        x: { type: 'nested', properties: { 'y z': { properties: { 'w-v': withKeyword(4) } } } },
      },
      ...all(keyword()),
    },
  },
  'objects that are not looked at': {
    mapping: {
      properties: { c: { enabled: false }, x: { dynamic: false, properties: {} } },
      ...all(keyword()),
    },
  },
  'only some fields': {
    mapping: { dynamic: false, properties: { a: keyword(), c: { properties: { d: keyword() } } } },
  },
  wildcard: { mapping: all({ type: 'wildcard' }), only: 'opensearch' },
  'match_only_text with a wildcard': {
    mapping: all({ type: 'match_only_text', fields: { all: { type: 'wildcard' } } }),
    only: 'opensearch',
  },
  flattened: {
    asObjects: true,
    mapping: {
      properties: { c: { type: 'flattened' }, x: { type: 'flattened', ignore_above: 4 } },
      ...all(keyword()),
    },
    only: 'elasticsearch',
  },
  flat_object: {
    asObjects: true,
    mapping: {
      properties: { c: { type: 'flat_object' }, x: { type: 'flat_object' } },
      ...all(keyword()),
    },
    only: 'opensearch',
  },
};

/** The event with objects in place of dotted names; what meets stands in a list. */
export function inObjects(event: Event): Event {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    const [first, ...rest] = name.split('.') as [string, ...string[]];
    const whole = rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), inEach(value));
    made[first] = Object.hasOwn(made, first) ? [made[first], whole].flat() : whole;
  }
  return made;
}

const inEach = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inEach);
  return typeof value === 'object' && value !== null ? inObjects(value as Event) : value;
};

/** An index of events with that mapping, and what its engine then says that it holds. */
export async function indexed(
  { send }: Engine,
  index: string,
  events: readonly Event[],
  mapping: Field,
  usual: Field = { date_detection: false },
): Promise<readonly Index[]> {
  await fillIndex(send, index, events, { ...usual, ...mapping });
  const { indices, fault } = readAnswer(await send('GET', `/${index}`), index);
  if (fault) throw new Error(fault.message);
  return indices;
}
