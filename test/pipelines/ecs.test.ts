import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import { isError } from '../../src/diagnostic/diagnostic.ts';
import { compile, languages, pipelines, predicate } from '../../src/index.ts';
import { applyPipelines } from '../../src/pipelines/apply.ts';
import { disagreement } from '../support/agree.ts';
import { findFiles, onCorpus, shared } from '../support/corpus.ts';
import { onEngines } from '../support/engine.ts';
import { single } from '../support/single.ts';
import { samples, types } from './ecs-samples.ts';

/*
 * Events as their sources write them, beside what Elastic's integrations make of them. A rule, mapped, finds
 * the one as the other.
 */

const rule = (logsource: string, selection: string) =>
  single(
    compile(
      {
        path: 'a.yml',
        text: `title: T\nlogsource: ${logsource}\ndetection:\n  s: ${selection}\n  condition: s\n`,
      },
      { from: languages.sigma, to: [] },
    )[0]!.rule,
  );

describe('an event of an integration', () => {
  for (const [what, logsource, own, there, selections] of samples)
    for (const [selection, isExact, finds] of selections)
      it(`of ${what} is found by ${selection}: ${finds ? 'yes' : 'no'}`, () => {
        const asked = rule(logsource, selection);
        const { when, exact, diagnostics } = applyPipelines(asked, [pipelines.ecs]);
        expect(diagnostics.filter(isError)).to.deep.equal([]);
        expect(predicate(asked.when)(own), 'as its source writes it').to.equal(finds);
        expect(exact, 'is exact').to.equal(isExact);
        const found = predicate(when)(there);
        if (finds || isExact) expect(found, 'as Elastic has it').to.equal(finds);
      });

  it('of another data set is not found', () => {
    for (const [, logsource, , , selections] of samples) {
      const [selection] = selections[0]!;
      const { when } = applyPipelines(rule(logsource, selection), [pipelines.ecs]);
      const others = samples.filter((sample) => sample[1] !== logsource);
      expect(
        others.filter(([, , , there]) => predicate(when)(there)).map(([what]) => what),
      ).to.deep.equal([]);
    }
  });
});

onEngines('events of integrations on an engine', (engine) => {
  before(() =>
    engine.index(
      'ecs-samples',
      samples.map(([, , , there]) => there),
      types,
    ),
  );
  after(() => engine.remove('ecs-samples'));

  it('are found by the types that their indices have', async () => {
    const asked = samples.flatMap(([what, logsource, , , selections], event) =>
      selections.map(([selection, , finds]) => ({ what, logsource, selection, event, finds })),
    );
    const queries = asked.map(
      ({ logsource, selection }) =>
        compile(rule(logsource, selection).at.source, {
          from: languages.sigma,
          to: [engine.backend],
          pipelines: [pipelines.ecs],
        })[0]!.queries[0]!,
    );
    const found = await engine.search(
      'ecs-samples',
      queries.map(({ query }) => query!),
    );
    const faults = asked.flatMap(({ what, selection, event, finds }, i) => {
      const wanted = new Set(finds ? [event] : []);
      const fault = disagreement(queries[i]!, wanted, found[i]!);
      return fault ? [`${what}: ${selection}: ${fault}`] : [];
    });
    expect(faults).to.deep.equal([]);
  });
});

onCorpus('SigmaHQ in the Elastic Common Schema', () => {
  const rules = () =>
    findFiles('sigma/rules', '.yml').flatMap((path) =>
      compile(
        { path: relative(shared, path), text: readFileSync(path, 'utf8') },
        { from: languages.sigma, to: [] },
      ).map((compiled) => single(compiled.rule)),
    );

  it('is mapped but for a tenth, and exactly so for five of six', () => {
    const made = rules().map((one) => applyPipelines(one, [pipelines.ecs]));
    const taken = made.filter(({ diagnostics }) => !diagnostics.some(isError));
    expect(taken.length).to.be.at.least(made.length * 0.9);
    expect(taken.filter(({ exact }) => exact).length).to.be.at.least(made.length * 0.85);
  });
});

describe('the Elastic Common Schema for one product', () => {
  const parts = Object.values(pipelines).filter(({ id }) => /^ecs-(?!windows)/.test(id));

  for (const [source, ids] of [
    [{ product: 'linux', category: 'process_creation' }, ['ecs-linux']],
    [{ product: 'aws', service: 'cloudtrail' }, ['ecs-aws']],
    [{ product: 'zeek', service: 'http' }, ['ecs-network', 'ecs-zeek']],
    [{ category: 'proxy' }, ['ecs-network']],
    [{ product: 'windows', category: 'process_creation' }, []],
    [{ product: 'linux', category: 'nothing' }, []],
  ] as const)
    it(`holds ${JSON.stringify(source)} as the whole has it: ${ids.join(' and ')}`, () => {
      const holding = parts.filter((part) => part.schemasOf(source) !== null);
      expect(holding.map(({ id }) => id).toSorted()).to.deep.equal(ids);
      for (const part of holding)
        expect(part.schemasOf(source)).to.equal(pipelines.ecs.schemasOf(source));
    });

  it('is each product that the whole has streams of', () => {
    expect(parts.length).to.be.above(12);
    for (const part of parts)
      expect(part.typeOf!('source.ip'), part.id).to.deep.equal({ holds: 'address' });
  });
});
