import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import {
  backends,
  type Compiled,
  compile,
  type Event,
  languages,
  placeOf,
  predicate,
} from '../src/index.ts';
import { disagreement, hitsOf } from './support/agree.ts';
import { anyNames } from './support/backends.ts';
import { findFiles, onCorpus, readLines, shared } from './support/corpus.ts';
import { type Hits, onEngines } from './support/engine.ts';
import { single } from './support/single.ts';
import { fieldsOf } from './support/windows-event.ts';
import { parseCondition } from './xp/parse.ts';

/* The main job on real input: every rule of SigmaHQ, and the events that SigmaHQ says they must find. */

/** A rule, and events of which it must find one. */
interface Regression {
  readonly rule_id: string;
  readonly rule_path: string;
  readonly events_json: readonly Event[];
}

onCorpus('the whole of SigmaHQ', () => {
  const to = anyNames;
  let rules: readonly Compiled[] = [];
  let regressions: readonly Regression[] = [];
  let events: readonly Event[] = [];
  let wanted: readonly Hits[] = [];

  before(() => {
    rules = findFiles('sigma/rules', '.yml').flatMap((path) =>
      compile(
        { path: relative(shared, path), text: readFileSync(path, 'utf8') },
        { from: languages.sigma, to },
      ),
    );
    regressions = readLines<Regression>('corpus/regression.jsonl.gz');
    events = regressions.flatMap((regression) => regression.events_json.map(fieldsOf));
    wanted = rules.map(({ rule }) => hitsOf(predicate(single(rule).when), events));
  });

  /** How many of the regression's rules find one of their own events. */
  const pairsFound = (hits: readonly Hits[]): number => {
    const byId = new Map(rules.map(({ name }, i) => [name.id, hits[i]!]));
    let from = 0;
    return regressions.filter(({ rule_id, events_json }) => {
      const own = events_json.map((_, i) => from + i);
      from += own.length;
      return own.some((event) => byId.get(rule_id)?.has(event));
    }).length;
  };

  it('is read and written without a refusal', () => {
    expect(rules.length).to.be.at.least(3000);
    const refused = rules.flatMap(({ name, queries }) =>
      queries.filter(({ query }) => query === null).map((query) => `${query.to} ${name.path}`),
    );
    expect(refused).to.deep.equal([]);
  });

  it('is exact in SPL, and in Query DSL but for a few rules, each with its reason', () => {
    for (const backend of to) {
      const inexact = rules
        .map(({ queries }) => queries.find((query) => query.to === backend.id)!)
        .filter(({ fidelity }) => fidelity !== 'exact');
      expect(inexact.length, backend.id).to.be.at.most(backend.extension === '.spl' ? 0 : 20);
      for (const { fidelity, diagnostics } of inexact) {
        expect(fidelity).to.equal('wider');
        const reasons = diagnostics.filter(({ severity }) => severity === 'warning');
        expect(reasons).to.not.be.empty;
        for (const { at } of reasons) expect(placeOf(at).line).to.be.above(1);
      }
    }
  });

  for (const [backend, exact, wider] of [
    [backends.maxpatrolPdql, 650, 1500],
    [backends.maxpatrolXp, 1650, 500],
  ] as const)
    it(`is written for ${backend.id} as far as its taxonomy goes, each doubt with its place`, () => {
      const counts: Record<string, number> = {};
      for (const { name, rule } of rules) {
        const source = { path: name.path, text: readFileSync(join(shared, name.path), 'utf8') };
        expect(rule).to.not.equal(null);
        for (const { queries } of compile(source, { from: languages.sigma, to: [backend] }))
          for (const { query, fidelity, diagnostics } of queries) {
            if (backend === backends.maxpatrolXp && query !== null) parseCondition(query as string);
            counts[fidelity] = (counts[fidelity] ?? 0) + 1;
            expect(fidelity === 'exact' || diagnostics.length > 0, name.path).to.equal(true);
          }
      }
      // refused: log sources that the taxonomy is not known for
      expect(counts.exact).to.be.at.least(exact);
      expect(counts.wider).to.be.at.least(wider);
      expect(counts.refused).to.be.at.most(950);
    });

  it('finds the event of every regression, by the evaluator', () => {
    expect(regressions.length).to.equal(192);
    expect(pairsFound(wanted)).to.equal(regressions.length);
  });

  onEngines('and on an engine', (engine) => {
    const queries = () =>
      rules.map((rule) => rule.queries.find(({ to }) => to === engine.backend.id)!);
    let found: Awaited<ReturnType<typeof engine.search>> = [];

    before(async () => {
      await engine.index('regression', events);
      found = await engine.search(
        'regression',
        queries().map(({ query }) => query!),
      );
    });
    after(() => engine.remove('regression'));

    it('finds the event of every regression', () => {
      const hits = found.map((one) => ('fault' in one ? new Set<number>() : one));
      expect(pairsFound(hits)).to.equal(regressions.length);
    });

    it('finds by every rule the events that the evaluator names', () => {
      const faults = queries().flatMap((query, i) => {
        const fault = disagreement(query, wanted[i]!, found[i]!);
        return fault ? [`${rules[i]!.name.path}: ${fault}`] : [];
      });
      expect(faults).to.deep.equal([]);
      expect(found.length).to.equal(rules.length);
    });
  });
});
