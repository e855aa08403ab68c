import { expect } from 'chai';
import { type Index, readIndices } from '../../src/index.ts';
import { fieldIn } from '../../src/mapping/index-fields.ts';

/* What is read of mappings, whoever wrote them. */

const read = (given: unknown) => readIndices(JSON.stringify(given), 'mapping.json');
const indexOf = (properties: unknown, more: object = {}, settings: object = {}): Index => {
  const { indices, fault } = read({ logs: { mappings: { properties, ...more }, settings } });
  if (fault) throw new Error(fault.message);
  return indices[0]!;
};

/** A field's ways in a line: its path, type, and what is special about it. */
const said = (index: Index, name: string): string => {
  const found = fieldIn(index, name);
  if (found.kind !== 'leaves') return found.kind;
  return found.leaves
    .map((leaf) =>
      [
        leaf.path,
        leaf.type,
        leaf.limit === Infinity ? '' : leaf.limit,
        leaf.folded === 'none' ? '' : leaf.folded,
        leaf.nested === null ? '' : `in ${leaf.nested}`,
        leaf.isSearched ? '' : leaf.isPresenceTold ? 'there' : 'hidden',
      ]
        .filter((part) => part !== '')
        .join(' '),
    )
    .join(', ');
};

const keyword = { type: 'keyword' };

describe('mappings', () => {
  const index = indexOf({
    Line: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
    process: {
      properties: { name: keyword, 'parent.name': keyword, pid: { type: 'long', index: false } },
    },
    'host.name': { type: 'keyword', normalizer: 'lowercase' },
    user: { type: 'alias', path: 'host.name' },
    astray: { type: 'alias', path: 'nowhere' },
    'by.name': { type: 'alias', path: 'host.name' },
    threats: {
      type: 'nested',
      properties: { ip: { type: 'ip' }, tags: { properties: { a: keyword } } },
    },
    raw: { type: 'object', enabled: false },
    loose: {
      type: 'object',
      dynamic: 'false',
      properties: { known: keyword, inner: { properties: {} } },
    },
    shut: { type: 'object', dynamic: 'strict', properties: {} },
    labels: { type: 'flattened', ignore_above: 9 },
    gone: { type: 'keyword', index: false, doc_values: false },
    held: { type: 'keyword', index: false },
    hidden: { type: 'text', index: false },
    odd: { type: 'keyword', normalizer: 'mine' },
    __proto__: { type: 'keyword' },
  });

  for (const [name, is] of [
    ['Line', 'Line text, Line.keyword keyword 256'],
    ['Line.keyword', 'Line.keyword keyword 256'],
    ['process', 'object'],
    ['process.name', 'process.name keyword'],
    ['process.parent', 'object'],
    ['process.parent.name', 'process.parent.name keyword'],
    ['process.pid', 'process.pid long'],
    ['process.nothing', 'absent'],
    ['host', 'object'],
    ['host.name', 'host.name keyword lower'],
    ['user', 'host.name keyword lower'],
    ['astray', 'absent'],
    ['by.name', 'host.name keyword lower'],
    ['by', 'object'],
    ['threats.ip', 'threats.ip ip in threats'],
    ['threats.tags.a', 'threats.tags.a keyword in threats'],
    ['raw', 'unsearched'],
    ['raw.any.thing', 'unsearched'],
    ['loose.known', 'loose.known keyword'],
    ['loose.other', 'unsearched'],
    ['loose.inner.other', 'unsearched'],
    ['shut.other', 'absent'],
    ['labels.a.b', 'labels.a.b flattened 9'],
    ['gone', 'gone keyword hidden'],
    ['held', 'held keyword there'],
    ['hidden', 'hidden text hidden'],
    ['odd', 'odd keyword unknown'],
    ['line', 'absent'],
    ['Line.other', 'absent'],
    ['constructor', 'absent'],
    ['toString', 'absent'],
  ] as const)
    it(`say of ${name}: ${is}`, () => expect(said(index, name)).to.equal(is));

  it('are read with what settings say', () => {
    const settings = {
      index: {
        mapping: { ignore_above: '8191' },
        analysis: {
          analyzer: { default: { type: 'whitespace' } },
          normalizer: {
            mine: { type: 'custom', filter: ['lowercase'] },
            ascii: { type: 'custom', filter: ['lowercase', 'asciifolding'] },
          },
        },
      },
    };
    const of = indexOf(
      {
        a: keyword,
        b: { ...keyword, ignore_above: 5 },
        mine: { ...keyword, normalizer: 'mine' },
        ascii: { ...keyword, normalizer: 'ascii' },
        text: { type: 'text' },
      },
      {},
      settings,
    );
    expect(['a', 'b', 'mine', 'ascii'].map((name) => said(of, name))).to.deep.equal([
      'a keyword 8191',
      'b keyword 5',
      'mine keyword 8191 lower',
      'ascii keyword 8191 unknown',
    ]);
    expect(of.fields.get('text')?.[0]?.hasStandardWords).to.equal(false);
  });

  it('may leave fields out that nobody mapped', () => {
    for (const [dynamic, is] of [
      ['false', 'unsearched'],
      [false, 'unsearched'],
      ['strict', 'absent'],
      [true, 'absent'],
      ['runtime', 'absent'],
    ] as const)
      expect(said(indexOf({ a: keyword }, { dynamic }), 'b'), String(dynamic)).to.equal(is);
  });

  it('have runtime fields over those of the same name', () => {
    const of = indexOf({ a: { type: 'long' } }, { runtime: { a: keyword, 'b.c': { type: 'ip' } } });
    expect([said(of, 'a'), said(of, 'b.c')]).to.deep.equal(['a keyword', 'b.c ip']);
  });

  it('have what is no value of a runtime field left out, unless a script says it', () => {
    const script = { source: 'emit(1)' };
    const runtime = {
      text: keyword,
      number: { type: 'long' },
      made: { type: 'long', script },
      both: { type: 'composite', script, fields: { one: keyword, two: { type: 'ip' } } },
    };
    const of = indexOf({}, { runtime }, { index: { mapping: { ignore_above: 5 } } });
    const names = ['text', 'number', 'made', 'both.one', 'both.two', 'both'];
    expect(
      names.map((name) => [said(of, name), of.fields.get(name)?.[0]?.isMalformedLeftOut]),
    ).to.deep.equal([
      ['text keyword', false],
      ['number long', true],
      ['made long', false],
      ['both.one keyword', false],
      ['both.two ip', false],
      ['absent', undefined],
    ]);
  });

  it('have derived fields, which may have others inside', () => {
    const of = indexOf({}, { derived: { a: { type: 'object' } } });
    expect([said(of, 'a'), said(of, 'a.b')]).to.deep.equal(['a derived', 'unsearched']);
  });

  it('are read of what a cluster answers, or an index was made with', () => {
    const mappings = { properties: { a: keyword } };
    for (const [given, names] of [
      [{ one: { mappings }, two: { mappings, settings: {}, aliases: {} } }, ['one', 'two']],
      [{ mappings }, ['']],
      [{ settings: {}, mappings, aliases: {} }, ['']],
      [{ one: { mappings: {} } }, ['one']],
    ] as const) {
      const { indices, fault } = read(given);
      expect([indices.map(({ name }) => name), fault]).to.deep.equal([names, undefined]);
    }
  });

  it('are read of _field_caps, whose limits are guessed', () => {
    const cap = (type: string, more: object = {}) => ({
      [type]: { type, metadata_field: false, searchable: true, aggregatable: true, ...more },
    });
    const { indices } = read({
      indices: ['one', 'two'],
      fields: {
        _id: cap('_id', { metadata_field: true }),
        Line: cap('text', { aggregatable: false }),
        'Line.keyword': cap('keyword'),
        pid: { ...cap('long', { indices: ['one'] }), ...cap('keyword', { indices: ['two'] }) },
        list: cap('nested', { searchable: false, aggregatable: false }),
        'list.ip': cap('ip'),
        shut: cap('keyword', { searchable: false, aggregatable: false }),
        only: { ...cap('ip', { indices: ['one'] }), ...cap('unmapped', { indices: ['two'] }) },
      },
    });
    const [one, two] = indices as readonly [Index, Index];
    expect(said(one, 'Line')).to.equal('Line text, Line.keyword keyword 256');
    expect([said(one, 'pid'), said(two, 'pid')]).to.deep.equal(['pid long', 'pid keyword 1024']);
    expect([said(one, 'only'), said(two, 'only')]).to.deep.equal(['only ip', 'absent']);
    expect(said(one, 'list.ip')).to.equal('list.ip ip in list');
    expect(said(one, 'shut')).to.equal('shut keyword 1024 hidden');
    expect([said(one, '_id'), said(one, 'list')]).to.deep.equal(['absent', 'object']);
    expect(one.fields.get('Line.keyword')?.[0]?.isLimitGuessed).to.equal(true);
  });

  for (const [what, text, code] of [
    ['no JSON', '{"a":', 'mapping/not-json'],
    ['a list', '[]', 'mapping/none'],
    ['a text', '"x"', 'mapping/none'],
    ['something else', '{"took":1,"hits":{}}', 'mapping/none'],
    ['of no index', '{}', 'mapping/no-index'],
    [
      'a bomb',
      `{"a":{"mappings":${'{"properties":{"x":'.repeat(500)}{"type":"keyword"}${'}}'.repeat(500)}}}`,
      'mapping/too-deep',
    ],
  ] as const)
    it(`are refused that are ${what}`, () => {
      const { indices, fault } = readIndices(text, 'mapping.json');
      expect([indices, fault?.code, fault?.at.source.path]).to.deep.equal([
        [],
        code,
        'mapping.json',
      ]);
    });

  it('are read as far as they are well made', () => {
    const of = indexOf({
      a: null,
      b: 3,
      c: { type: 7 },
      d: { type: 'keyword', fields: [] },
      e: [],
    });
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => said(of, name))).to.deep.equal([
      'absent',
      'absent',
      'c 7',
      'd keyword',
      'absent',
    ]);
  });
});
