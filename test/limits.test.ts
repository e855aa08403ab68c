import { expect } from 'chai';
import { compile, type Event, languages, predicate } from '../src/index.ts';
import { disagreement, hitsOf } from './support/agree.ts';
import { anyNames } from './support/backends.ts';
import { onEngines } from './support/engine.ts';
import { single } from './support/single.ts';

/* Rules that come near the limits of engines, or go over them. */

const to = anyNames;

function compileOne(detection: object) {
  const rule = { title: 'Limits', logsource: { product: 'any' }, detection };
  const [compiled] = compile(
    { path: 'limits.yml', text: JSON.stringify(rule) },
    { from: languages.sigma, to },
  );
  return compiled!;
}

/** A text of 32 hexadecimal digits, another for each number. */
const hash = (i: number): string =>
  [1, 2, 3, 4]
    .map((part) => (Math.imul(i + 1, 2654435761 + 40_503 * part) >>> 0).toString(16))
    .map((digits) => digits.padStart(8, '0'))
    .join('');

const values = Array.from({ length: 4432 }, (_, i) => hash(i));
const listed = (modifiers: string, list: readonly string[] = values) =>
  compileOne({ selection: { [`Hashes${modifiers}`]: list }, condition: 'selection' });

const events: readonly Event[] = Array.from({ length: 400 }, (_, i) => {
  const text = hash(i % 2 === 0 ? i * 11 : 10_000 + i);
  const Hashes = [text, text.toUpperCase(), `MD5=${text}`, `${text} `][(i >> 1) % 4];
  return { Hashes, id: i };
});

const rules = new Map(
  ['', '|cased', '|startswith', '|endswith', '|contains', '|contains|cased'].map((modifiers) => [
    `4,432 values, Hashes${modifiers}`,
    listed(modifiers),
  ]),
);
rules.set(
  '4,432 values that are not to be',
  compileOne({
    all: { id: '*' },
    listed: { 'Hashes|contains': values },
    condition: 'all and not listed',
  }),
);
rules.set(
  '1,000 fields',
  compileOne({
    selection: Array.from({ length: 1000 }, (_, i) => ({ [`field${i}`]: 'a' })),
    condition: 'selection',
  }),
);
rules.set(
  '12 levels',
  compileOne({
    a: { id: 2 },
    b: { Hashes: 'x' },
    condition: Array.from({ length: 12 }).reduce<string>((inner, _, i) => {
      const both = i % 2 === 0 ? `(b or ${inner})` : `(not b and ${inner})`;
      return both;
    }, 'a'),
  }),
);

describe('limits', () => {
  it('are kept by every query', () => {
    for (const [title, { queries }] of rules)
      for (const { to: id, query } of queries)
        expect(query, `${title} to ${id}`).to.not.equal(null);
  });

  it('are exact where whole texts or beginnings are asked for', () => {
    for (const modifiers of ['', '|cased', '|startswith'])
      for (const { fidelity } of rules.get(`4,432 values, Hashes${modifiers}`)!.queries)
        expect(fidelity).to.equal('exact');
  });

  for (const [what, detection, code] of [
    [
      'more tests than an engine takes clauses',
      {
        selection: Array.from({ length: 1100 }, (_, i) => ({ [`field${i}`]: 'a' })),
        condition: 'selection',
      },
      'query-dsl/too-many-clauses',
    ],
    [
      'parentheses deeper than an engine goes',
      {
        a: { id: 2 },
        b: { Hashes: 'x' },
        condition: Array.from({ length: 60 }).reduce<string>(
          (inner, _, i) => (i % 2 === 0 ? `(b or ${inner})` : `(a and ${inner})`),
          'a',
        ),
      },
      'query-dsl/too-deep',
    ],
    [
      'a text longer than an engine takes',
      { selection: { 'A|startswith': 'x'.repeat(1001) }, condition: 'selection' },
      'query-dsl/text-length',
    ],
  ] as const)
    it(`refuse ${what} for Query DSL alone, and say so`, () => {
      for (const { to: id, query, diagnostics } of compileOne(detection).queries)
        if (id === 'splunk-spl') expect(query).to.be.a('string');
        else expect([query, diagnostics.map((one) => one.code)]).to.deep.equal([null, [code]]);
    });

  onEngines('on an engine', (engine) => {
    before(() => engine.index('limits', events));
    after(() => engine.remove('limits'));

    for (const [title, { rule, queries }] of rules)
      it(title, async () => {
        const query = queries.find((one) => one.to === engine.backend.id)!;
        const wanted = hitsOf(predicate(single(rule).when), events);
        const [found] = await engine.search('limits', [query.query!]);
        expect(disagreement(query, wanted, found!)).to.equal(null);
        expect(await engine.validate('limits', query.query!)).to.equal(null);
        if (title !== '1,000 fields') expect(wanted).to.not.be.empty;
      });

    it('as many fields as a query over all of them is said to take', async () => {
      const words = ['ab*1', 'ab*2', 'ab*3', 'ab*4', 'ab*5']; // with a run inside, each is a clause
      const { queries } = compileOne({ keywords: words, condition: 'keywords' });
      const { query, diagnostics } = queries.find((one) => one.to === engine.backend.id)!;
      const said = diagnostics.find(({ code }) => code === 'query-dsl/few-fields');
      expect(said === undefined).to.equal(engine.backend.id === 'elasticsearch-dsl');
      const most = Number(/may have (\d+) fields/.exec(said?.message ?? '')?.[1] ?? 204);
      const faults = [];
      for (const count of [most, most + 2]) {
        const fields = Array.from({ length: count }, (_, i) => [`field${i}`, 'ab1']);
        await engine.index('limits-fields', [Object.fromEntries(fields)]);
        const [found] = await engine.search('limits-fields', [query!]);
        faults.push('fault' in found!);
        await engine.remove('limits-fields');
      }
      expect(faults).to.deep.equal([false, said !== undefined]);
    });
  });
});
