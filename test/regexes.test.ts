import { expect } from 'chai';
import fc from 'fast-check';
import { backends, compile, languages, predicate } from '../src/index.ts';
import { disagreement, hitsOf } from './support/agree.ts';
import { onEngines } from './support/engine.ts';

/* Random regular expressions on random texts. RULEWRIGHT_SEED takes others than those of every day. */

const seed = Number(process.env.RULEWRIGHT_SEED ?? 3);

const unit = fc.constantFrom(
  ...['a', 'b', 'k', 's', 'K', 'é', '.', '-', '_', '/', '"', '#', '\\.', '\\\\'],
  ...['\\w', '\\s', '\\d', '\\W', '[a-c]', '[^a]', '[\\]\\^_-]', '[&<~@]', '[X-b]', '[^\\W_]'],
);
const place = fc.constantFrom(
  '\\b',
  '\\B',
  '^',
  '$',
  '\\A',
  '\\z',
  '(?=a)',
  '(?!b)',
  '(?<=k)',
  '(?<!s)',
);
const counted = fc
  .tuple(unit, fc.constantFrom('*', '+', '?', '{1,2}', '{2}', '*?', '+?'))
  .map((parts) => parts.join(''));

const { regex } = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(unit, place, counted),
    fc.array(tie('regex'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    fc.array(tie('regex'), { minLength: 2, maxLength: 3 }).map((ways) => `(${ways.join('|')})`),
  ),
}));

const char = fc.constantFrom(...'abcksKSéÉ -_/"#.&<@\\1\n]^XZſ\u212a');
const text = fc.array(char, { maxLength: 6 }).map((chars) => chars.join(''));

describe('random regular expressions', () => {
  const events = fc.sample(text, { seed, numRuns: 800 }).map((value) => ({ A: value }));
  const flags = fc.constantFrom('', '|i', '|m', '|s', '|i|m');
  const cases = fc.sample(fc.tuple(regex, flags), { seed, numRuns: 800 }).map(([source, flag]) => {
    const rule = {
      title: source,
      logsource: { product: 'any' },
      detection: { selection: { [`A|re${flag}`]: source }, condition: 'selection' },
    };
    const path = `${source} ${flag}`;
    const to = Object.values(backends);
    const [compiled] = compile({ path, text: JSON.stringify(rule) }, { from: languages.sigma, to });
    return compiled!;
  });

  it('are read, and most of them can be said', () => {
    expect(cases.filter(({ rule }) => rule === null).map(({ name }) => name.path)).to.deep.equal(
      [],
    );
    const said = cases.filter(({ queries }) => queries.every(({ query }) => query !== null));
    expect(said.length).to.be.above(cases.length * 0.9);
  });

  onEngines('on an engine', (engine) => {
    before(() => engine.index('regexes', events));
    after(() => engine.remove('regexes'));

    it('find what the evaluator says', async () => {
      const asked = cases.flatMap(({ name, rule, queries }) => {
        const query = queries.find((one) => one.to === engine.backend.id)!;
        return query.query ? [{ name, rule, query, body: query.query }] : [];
      });
      const found = await engine.search(
        'regexes',
        asked.map(({ body }) => body),
      );
      const faults = asked.flatMap(({ name, rule, query, body }, i) => {
        const fault = disagreement(query, hitsOf(predicate(rule!.when), events), found[i]!);
        return fault ? [`${name.path} ${fault}: ${JSON.stringify(body)}`] : [];
      });
      expect(faults).to.deep.equal([]);
    });
  });
});
