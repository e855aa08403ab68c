import { expect } from 'chai';
import { backends, type Event, type Expr, predicate } from '../../../src/index.ts';
import { not, or } from '../../../src/ir/build.ts';
import type { FieldType } from '../../../src/ir/field-type.ts';
import * as ir from '../../ir/nodes.ts';
import { disagreement, hitsOf } from '../../support/agree.ts';
import { onEngines } from '../../support/engine.ts';

/* Fields that an index holds as numbers and as addresses: what is asked of them, and what that finds. */

const typeOf = (field: string): FieldType | undefined =>
  field === 'pid' ? { holds: 'number' } : field === 'ip' ? { holds: 'address' } : undefined;

const write = (when: Expr, backend = backends.opensearchDsl) =>
  backend.write(when, ir.at, { typeOf });

const cases: readonly (readonly [string, Expr, 'exact' | 'wider', object])[] = [
  ['a number', ir.number('pid', 4), 'exact', { term: { pid: 4 } }],
  ['a text that is a number', ir.match('pid', '4'), 'exact', { term: { pid: 4 } }],
  ['a text that no number is written as', ir.match('pid', '004'), 'exact', { match_none: {} }],
  ['a text that is no number', ir.match('pid', 'x'), 'exact', { match_none: {} }],
  ['any number', ir.match('pid', '*'), 'exact', { exists: { field: 'pid' } }],
  ['numbers that begin with a digit', ir.match('pid', '4*'), 'wider', { exists: { field: 'pid' } }],
  ['numbers by a regex', ir.re('pid', '^4'), 'wider', { exists: { field: 'pid' } }],
  ['greater numbers', ir.compare('pid', 'gt', 3.5), 'exact', { range: { pid: { gt: 3.5 } } }],
  ['no number that begins so', not(ir.match('pid', '4*')), 'wider', { match_all: {} }],
  [
    'one of some numbers',
    or([ir.number('pid', 4), ir.match('pid', '999')]),
    'exact',
    { bool: { should: [{ term: { pid: 4 } }, { term: { pid: 999 } }], minimum_should_match: 1 } },
  ],
  ['an address', ir.match('ip', '10.0.0.7'), 'exact', { term: { ip: '10.0.0.7' } }],
  ['a text that is no address', ir.match('ip', '-'), 'exact', { match_none: {} }],
  ['a network', ir.cidr('ip', '10.0.0.0/8'), 'exact', { term: { ip: '10.0.0.0/8' } }],
  ['a network of IPv6', ir.cidr('ip', 'fe80::/10'), 'exact', { term: { ip: 'fe80::/10' } }],
  [
    'the beginning of addresses',
    ir.match('ip', '10.1.*'),
    'exact',
    { term: { ip: '10.1.0.0/16' } },
  ],
  ['a beginning that is none', ir.match('ip', '300.*'), 'exact', { match_none: {} }],
  ['half a number', ir.match('ip', '10.1*'), 'wider', { exists: { field: 'ip' } }],
  ['the end of addresses', ir.match('ip', '*.7'), 'wider', { exists: { field: 'ip' } }],
  ['no such end', not(ir.match('ip', '*.7')), 'wider', { match_all: {} }],
];

const events: readonly Event[] = [
  ...[0, 3, 4, 40, 999, -4].map((pid) => ({ pid })),
  ...['10.0.0.7', '10.1.2.3', '100.1.2.3', '::1', 'fe80::1', '1.1.1.7'].map((ip) => ({ ip })),
  { pid: [4, 5], ip: ['10.0.0.7', 'fe80::1'] },
  { other: 'x' },
];

describe('fields with types, in Query DSL', () => {
  for (const [what, when, fidelity, query] of cases)
    it(`are asked for ${what}: ${fidelity}`, () => {
      const written = write(when);
      expect([written.fidelity, written.query]).to.deep.equal([fidelity, query]);
      expect(written.diagnostics.map(({ code }) => code)).to.deep.equal(
        fidelity === 'wider' ? ['query-dsl/into-type'] : [],
      );
    });

  it('are texts where nothing is known of them', () => {
    const { query } = backends.opensearchDsl.write(ir.match('pid', '4*'), ir.at);
    expect(query).to.deep.equal({ prefix: { pid: '4' } });
  });

  onEngines('on an engine', (engine) => {
    before(() => engine.index('typed', events, { pid: 'long', ip: 'ip' }));
    after(() => engine.remove('typed'));

    it('are found by what the test means', async () => {
      const queries = cases.map(([, when]) => write(when, engine.backend));
      const found = await engine.search(
        'typed',
        queries.map(({ query }) => query!),
      );
      const faults = cases.map(([what, when], i) => {
        const query = { to: engine.backend.id, ...queries[i]! };
        const fault = disagreement(query, hitsOf(predicate(when), events), found[i]!);
        return fault && `${what}: ${fault}`;
      });
      expect(faults.filter((fault) => fault !== null)).to.deep.equal([]);
    });
  });
});
