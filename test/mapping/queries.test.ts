import { expect } from 'chai';
import { backends, type Expr, readIndices } from '../../src/index.ts';
import { and, not, or } from '../../src/ir/build.ts';
import * as ir from '../ir/nodes.ts';
import { growth } from '../support/cost.ts';

/* What is asked of fields as an index holds them, in OpenSearch and in Elasticsearch, and with which verdict. */

type Field = Readonly<Record<string, unknown>>;

const limited: Field = { type: 'keyword', ignore_above: 10 };
const both: Field = { type: 'text', fields: { keyword: limited } };
const has = ir.match('f', '*value*');
const other = ir.match('k', 'x');
const long = ir.match('f', 'a text that is long');

const cases: readonly (readonly [
  what: string,
  field: Field,
  when: Expr,
  inOpenSearch: string,
  inElasticsearch: string,
])[] = [
  ['a short text of a limited keyword', limited, ir.match('f', 'x'), 'exact', 'exact'],
  ['... that is not to be', limited, not(ir.match('f', 'x')), 'exact', 'exact'],
  ['a long one', limited, long, 'narrower ignore-above', 'wider ignore-above'],
  ['... that is not to be', limited, not(long), 'wider ignore-above', 'wider ignore-above'],
  ['a part of a text', limited, has, 'narrower ignore-above', 'wider ignore-above'],
  ['... that is not to be', limited, not(has), 'wider ignore-above', 'wider ignore-above'],
  [
    'both',
    limited,
    and([ir.match('f', 'x*'), not(has)]),
    'refused ignore-above no-verdict',
    'wider ignore-above',
  ],
  [
    'both beside a text',
    both,
    and([ir.match('f', 'x*'), not(has)]),
    'wider ignore-above',
    'wider ignore-above',
  ],
  ['a part beside a text', both, has, 'narrower ignore-above', 'wider ignore-above'],
  [
    'a network',
    { type: 'keyword', ignore_above: 15 },
    ir.cidr('f', '10.0.0.0/8'),
    'exact',
    'exact',
  ],
  ['that it is there', limited, ir.exists('f'), 'narrower ignore-above', 'exact'],
  ['that it is not there', limited, ir.isNull('f'), 'wider ignore-above', 'exact'],
  ['that it is there, beside a text', both, ir.exists('f'), 'exact', 'exact'],
  [
    'a whole text by words',
    { type: 'text' },
    ir.match('f', 'net use'),
    'wider words',
    'wider words',
  ],
  [
    '... that is not to be',
    { type: 'text' },
    not(ir.match('f', 'net use')),
    'wider words',
    'wider words',
  ],
  [
    'a text without words',
    { type: 'text' },
    ir.match('f', '*-*'),
    'wider into-type',
    'wider into-type',
  ],
  [
    'a part in small letters',
    { type: 'keyword', normalizer: 'lowercase' },
    ir.match('f', '*abc'),
    'exact',
    'exact',
  ],
  [
    '... with an i',
    { type: 'keyword', normalizer: 'lowercase' },
    ir.match('f', '*ipc'),
    'wider lower-case',
    'wider lower-case',
  ],
  [
    '... that minds the case',
    { type: 'keyword', normalizer: 'lowercase' },
    ir.cased('f', '*Abc'),
    'wider lower-case',
    'wider lower-case',
  ],
  ['a number', { type: 'long' }, ir.number('f', 4), 'exact', 'exact'],
  ['a number that none can be', { type: 'byte' }, ir.number('f', 300), 'exact', 'exact'],
  [
    'a part of a number',
    { type: 'long' },
    ir.match('f', '4*'),
    'wider into-type',
    'wider into-type',
  ],
  ['a part that no number has', { type: 'long' }, ir.match('f', '*x*'), 'exact', 'exact'],
  [
    'a part of a number beside a keyword',
    { type: 'long', fields: { k: { type: 'keyword' } } },
    ir.match('f', '4*'),
    'exact',
    'exact',
  ],
  [
    'a number that is rounded',
    { type: 'float' },
    ir.number('f', 0.1),
    'wider rounded',
    'wider rounded',
  ],
  [
    'more than any number that is rounded',
    { type: 'float' },
    ir.compare('f', 'gt', 1e154),
    'exact',
    'exact',
  ],
  [
    'less than that',
    { type: 'float' },
    ir.compare('f', 'lt', 1e154),
    'wider rounded',
    'wider rounded',
  ],
  [
    'what is malformed',
    { type: 'long', ignore_malformed: true },
    ir.match('f', 'high'),
    'narrower ignore-malformed',
    'narrower ignore-malformed',
  ],
  ['a boolean by its text', { type: 'boolean' }, ir.match('f', 'tr*'), 'exact', 'exact'],
  [
    'a part of a date',
    { type: 'date' },
    ir.match('f', '2026*'),
    'wider into-type',
    'wider into-type',
  ],
  [
    'what is not searched',
    { type: 'keyword', index: false, doc_values: false },
    has,
    'wider not-searched',
    'wider not-searched',
  ],
  [
    '... that is not to be',
    { type: 'keyword', index: false, doc_values: false },
    not(has),
    'wider not-searched',
    'wider not-searched',
  ],
  [
    'in an object that is not looked at',
    { type: 'object', enabled: false },
    ir.match('f.x', 'a'),
    'wider not-searched',
    'wider not-searched',
  ],
  [
    'a range',
    { type: 'ip_range' },
    ir.cidr('f', '10.0.0.0/8'),
    'wider into-type',
    'wider into-type',
  ],
  ['a key', { type: 'flattened' }, ir.match('f.x', 'a*'), 'exact', 'exact'],
  [
    'the end of a key',
    { type: 'flattened' },
    ir.match('f.x', '*a'),
    'wider into-type',
    'wider into-type',
  ],
  [
    'what is not there',
    { type: 'keyword' },
    ir.match('g', 'a'),
    'exact no-field',
    'exact no-field',
  ],
  [
    'one of what is there and what is not',
    { type: 'keyword' },
    or([ir.match('g', 'a'), other]),
    'exact no-field',
    'exact no-field',
  ],
  [
    'a nested field',
    { type: 'nested', properties: { x: { type: 'keyword' } } },
    ir.match('f.x', 'a'),
    'exact',
    'exact',
  ],
  ['keywords', { type: 'keyword' }, ir.keyword('abc'), 'exact', 'exact'],
  ['keywords in words', { type: 'text' }, ir.keyword('abc'), 'wider words', 'wider words'],
  [
    'keywords of digits',
    { type: 'long' },
    ir.keyword('46'),
    'narrower keywords-left-out',
    'narrower keywords-left-out',
  ],
  ['keywords that no number has', { type: 'long' }, ir.keyword('abc'), 'exact', 'exact'],
  [
    'keywords that are too long',
    limited,
    ir.keyword('abc'),
    'narrower keywords-left-out',
    'wider keywords-left-out',
  ],
];

const write = (
  field: Field,
  when: Expr,
  backend = backends.opensearchDsl,
  isOpen = false,
  assumed?: ReadonlyMap<string, string>,
) => {
  const { indices } = readIndices(
    JSON.stringify({ logs: { mappings: { properties: { f: field, k: { type: 'keyword' } } } } }),
    'mapping.json',
  );
  return backend.write(when, ir.at, { indices, isOpen, ...(assumed && { assumed }) });
};

const verdictOf = ({ fidelity, diagnostics }: ReturnType<typeof write>): string =>
  [fidelity, ...diagnostics.map(({ code }) => code.replace('mapping/', ''))].join(' ');

describe('fields as an index holds them, in Query DSL', () => {
  for (const [what, field, when, inOpenSearch, inElasticsearch] of cases)
    it(`are asked for ${what}: ${inOpenSearch}, ${inElasticsearch}`, () => {
      expect([
        verdictOf(write(field, when)),
        verdictOf(write(field, when, backends.elasticsearchDsl)),
      ]).to.deep.equal([inOpenSearch, inElasticsearch]);
    });

  for (const [what, field, when, inOpenSearch] of cases)
    if (/ignore-above|too long/.test(`${what} ${inOpenSearch}`))
      it(`are asked for ${what}: exact, where no text is too long`, () => {
        const verdicts = ['none', 'some'].map((answer) =>
          verdictOf(
            write(field, when, backends.opensearchDsl, false, new Map([['long-texts', answer]])),
          ),
        );
        expect(verdicts).to.deep.equal(['exact', inOpenSearch]);
      });

  it('are asked by the multi-field that is exact', () => {
    const { query } = write({ type: 'text', fields: { all: { type: 'wildcard' } } }, has);
    expect(query).to.deep.equal({
      wildcard: { 'f.all': { value: '*value*', case_insensitive: true } },
    });
  });

  it('are not asked for less where more is asked than is meant already', () => {
    expect(verdictOf(write(limited, has, backends.opensearchDsl, true))).to.equal(
      'refused ignore-above no-verdict',
    );
    expect(write(both, has, backends.opensearchDsl, true).fidelity).to.equal('wider');
  });

  it('name the field that is to be mended', () => {
    const [said] = write(both, has).diagnostics;
    expect([said?.field, said?.message]).to.deep.equal([
      'f.keyword',
      '"f.keyword" leaves out texts of more than 10 characters: the query does not find events with one, which the rule may mean.',
    ]);
  });

  it('are told of whose name is written otherwise', () => {
    const hints = ['K', 'kk', 'nothing'].map(
      (name) => write({ type: 'keyword' }, ir.match(name, 'a')).diagnostics[0]?.hint,
    );
    expect(hints).to.deep.equal([
      'There is "k": the case of names counts.',
      'Did you mean "k"?',
      undefined,
    ]);
  });

  it('are asked in each index in its own way', () => {
    const { indices } = readIndices(
      JSON.stringify({
        old: { mappings: { properties: { f: both } } },
        new: { mappings: { properties: { f: { type: 'wildcard' } } } },
        other: { mappings: { properties: {} } },
      }),
      'mapping.json',
    );
    const { query, diagnostics } = backends.opensearchDsl.write(ir.match('f', 'x'), ir.at, {
      indices,
    });
    const x = { value: 'x', case_insensitive: true };
    expect(query).to.deep.equal({
      bool: {
        should: [
          { bool: { filter: [{ term: { _index: 'old' } }, { term: { 'f.keyword': x } }] } },
          { bool: { filter: [{ term: { _index: 'new' } }, { term: { f: x } }] } },
        ],
        minimum_should_match: 1,
      },
    });
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['mapping/differs']);
  });

  it('are looked into once for many keywords, however many are held alike', () => {
    const properties = Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`f${i}`, both]));
    const { indices } = readIndices(JSON.stringify({ i: { mappings: { properties } } }), 'm.json');
    const some = (count: number) =>
      or(Array.from({ length: count }, (_, i) => ir.keyword(`value${i}`)));
    const write = (count: number) =>
      backends.elasticsearchDsl.write(some(count), ir.at, { indices });
    write(1); // how fields are held is found out once
    expect(growth(write, 4)).to.be.below(8);
  });

  it('count for the index that has the most of them', () => {
    const fields = (letter: string, count: number) => ({
      mappings: {
        properties: Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`${letter}${i}`, { type: 'keyword' }]),
        ),
      },
    });
    for (const [given, code] of [
      [{ one: fields('a', 900), two: fields('b', 900) }, undefined],
      [{ one: fields('a', 1800) }, 'query-dsl/too-many-clauses'],
    ] as const) {
      const { indices } = readIndices(JSON.stringify(given), 'mapping.json');
      const { diagnostics } = backends.opensearchDsl.write(ir.keyword('x'), ir.at, { indices });
      expect(diagnostics.find(({ severity }) => severity === 'error')?.code).to.equal(code);
    }
  });

  it('stand together in a long list', () => {
    const names = Array.from({ length: 200 }, (_, i) => ir.match('f', `*name${i}`));
    for (const backend of [backends.opensearchDsl, backends.elasticsearchDsl])
      for (const field of [both, limited, { type: 'wildcard' }]) {
        const { query } = write(field, or(names), backend);
        expect(JSON.stringify(query).length).to.be.below(5000);
      }
  });
});
