import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import { compileAll } from '../../src/evaluate/many/index.ts';
import { compile, type Event, languages, type Source } from '../../src/index.ts';
import { hasKeywords } from '../../src/ir/fields.ts';
import { findFiles, onCorpus, shared } from '../support/corpus.ts';
import { emitted } from '../support/emitted.ts';
import { hasAnalyzers, onWholeEngines, type Send } from '../support/engine.ts';
import { percolate } from '../support/percolate.ts';
import { realEvents } from '../support/real-events.ts';
import { single } from '../support/single.ts';

/* All of SigmaHQ's rules as one index of queries, and real events percolated through it: with FUZZ_RUNS all 9,917. */

const index = 'rulewright-percolator';
const id = 'opensearch-percolator';

/** Makes the index, as its two files say. */
async function fill(send: Send, files: ReadonlyMap<string, { readonly body: string }>) {
  await send('PUT', `/${index}`, JSON.parse(files.get(`${id}/index.json`)!.body) as object);
  const lines = files.get(`${id}/queries.ndjson`)!.body.trimEnd().split('\n');
  for (let from = 0; from < lines.length; from += 400) {
    const part = lines.slice(from, from + 400).map((line) => JSON.parse(line) as object);
    const answer = await send('POST', `/${index}/_bulk`, part);
    const items = answer.items as readonly { index: { error?: unknown } }[];
    expect(items.flatMap(({ index: { error } }) => (error ? [error] : []))).to.deep.equal([]);
  }
  await send('POST', `/${index}/_refresh`);
}

/** A rule for a text anywhere, and which of the events below it finds. */
const anywhere: readonly (readonly [keyword: string, found: readonly number[]])[] = [
  ['needle', [0, 1, 2, 3, 4]],
  ['4625', [5, 6]],
  ['TRUE', [7]],
  ['x\\\\y"z', [8]],
  ['mapped', [9]],
  ['hay', []],
];

const long = (before: number) => `${'é'.repeat(before)}NEEDLE${'é'.repeat(40_000)}`;
const hidden: readonly Event[] = [
  { a: 'a needle in it' },
  { a: { b: ['x'], d: [{ c: 'Needle' }] } },
  ...[3998, 7997, 40_000].map((before) => ({ long: long(before) })), // where pieces end, too
  { EventID: 4625 },
  { EventID: '24625', 'dotted.name': 1.5 },
  { isTrue: true },
  { path: 'X\\Y"Z' },
  { tested: 'Mapped', hay: null },
];

onWholeEngines('a percolator of keywords', ({ name, send, backend }) => {
  if (!hasAnalyzers(name)) return;
  after(() => send('DELETE', `/${index}`));

  it('finds them wherever they are, in texts of any length', async () => {
    const { emission, said } = emitted(
      [...anywhere.map(([keyword]) => `[${JSON.stringify(keyword)}]`), '{tested: x}'].map(
        (search, i) => ({
          path: `${i}.yml`,
          text: `title: T${i}\nid: rule-${i}\nlogsource: {product: x}\ndetection:\n  a: ${search}\n  condition: a\n`,
        }),
      ),
      [id],
      undefined,
      backend,
    );
    expect(said.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    await fill(send, emission.files);
    const found = await percolate(send, index, hidden);
    for (const [i, [keyword, wanted]] of anywhere.entries())
      expect(
        found.flatMap((names, n) => (names.has(`rule-${i}`) ? [n] : [])),
        keyword,
      ).to.deep.equal(wanted);
  });
});

onCorpus('the percolator', () => {
  onWholeEngines('on an engine', ({ name, send, backend }) => {
    after(() => send('DELETE', `/${index}`));

    it('finds in real events what the rules mean, and in those only', async () => {
      const sources = findFiles('sigma/rules', '.yml').map((path) => ({
        path: relative(shared, path),
        text: readFileSync(path, 'utf8'),
      }));
      const rulesOf = (source: Source) =>
        compile(source, { from: languages.sigma, to: [] }).map(({ rule }) => single(rule));
      // the others take minutes to make automata of many texts
      const isQuick = name.startsWith('opensearch') || process.env.FUZZ_RUNS;
      const taken = sources
        .filter((_, i) => isQuick || i % 12 === 0)
        .filter(
          (source) => hasAnalyzers(name) || !rulesOf(source).some(({ when }) => hasKeywords(when)),
        );
      const { emission, said } = emitted(taken, [id], undefined, backend);
      const refused = said.filter(({ severity }) => severity === 'error');
      expect(refused.length, 'refused').to.be.at.most(12);
      await fill(send, emission.files);
      const events = realEvents().filter(
        (_, i) => process.env.FUZZ_RUNS || i % (isQuick ? 50 : 5) === 0,
      );
      const rules = taken.flatMap(rulesOf);
      const matcher = compileAll(rules.map(({ when }) => when));
      const found = await percolate(send, index, events);
      const faults: string[] = [];
      const keywords = new Set(rules.flatMap(({ id, when }) => (hasKeywords(when) ? [id!] : [])));
      const count = { hits: 0, ofKeywords: 0, besides: 0 };
      const isWider = new Set(
        said
          .filter(({ code }) => /shortened|relaxed|field-reference/.test(code))
          .map(({ at }) => at.source.path),
      );
      const isRefused = new Set(refused.map(({ at }) => at.source.path));
      for (const [i, event] of events.entries()) {
        const wanted = new Set(matcher(event).map((n) => rules[n]!.id!));
        count.hits += found[i]!.size;
        count.ofKeywords += [...found[i]!].filter((one) => keywords.has(one)).length;
        for (const { id: rule, path } of rules) {
          const [want, have] = [wanted.has(rule!), found[i]!.has(rule!)];
          if (want === have) continue;
          count.besides += Number(have && isWider.has(path));
          if (isRefused.has(path) || (have && isWider.has(path))) continue;
          faults.push(`${i} ${path}: ${want ? 'missed' : 'found'}`);
        }
      }
      expect(faults).to.deep.equal([]);
      if (process.env.FUZZ_RUNS) console.log(JSON.stringify({ refused: refused.length, ...count }));
      expect(count.hits).to.be.at.least(isQuick ? 100 : 1);
      expect(count.ofKeywords).to.be.at.least(isQuick && hasAnalyzers(name) ? 1 : 0);
    });
  });
});
