import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import {
  type Compiled,
  compile,
  type Event,
  languages,
  pipelines,
  predicate,
  type Rule,
} from '../../src/index.ts';
import { disagreement } from '../support/agree.ts';
import { findFiles, onCorpus, readLines, shared } from '../support/corpus.ts';
import { onEngines } from '../support/engine.ts';
import { single } from '../support/single.ts';
import { hits, mapped } from './on-events.ts';

/*
 * Real events twice: under Windows' own names, and as Elastic's shippers write them. A rule, mapped to
 * each, has to find the same of them. An event has the same number in both.
 */

const files = ['evtx-to-mitre', 'sigma-regression', 't1070.005-synthetic'];
const eventsOf = (shape: 'raw' | 'ecs') =>
  files.flatMap((file) => readLines<Event>(`corpus/${file}.${shape}.ndjson.gz`));

/** The fields that Elastic's index templates hold otherwise than as keywords. */
const types = Object.fromEntries([
  ...['process.pid', 'process.parent.pid', 'process.thread.id', 'source.port', 'destination.port']
    .concat('powershell.sequence', 'powershell.total', 'winlog.process.pid')
    .concat('winlog.process.thread.id')
    .map((field) => [field, 'long'] as const),
  ...['source.ip', 'destination.ip'].map((field) => [field, 'ip'] as const),
]);

/** A keyword has 32,766 bytes at most; the one value that has more ends in nothing that a rule asks for. */
const cut = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.slice(0, 30_000) : value;

/** What a pipeline makes of a rule; null where it refuses it. */
onCorpus("SigmaHQ's rules for Windows on events of Elastic", () => {
  let rules: readonly Rule[] = [];
  let raw: readonly Event[] = [];
  let ecs: readonly Event[] = [];
  let pairs: readonly {
    readonly rule: Rule;
    readonly isExact: boolean;
    readonly wanted: readonly number[];
    readonly found: readonly number[];
  }[] = [];

  before(() => {
    [raw, ecs] = [eventsOf('raw'), eventsOf('ecs')];
    rules = findFiles('sigma/rules', '.yml')
      .flatMap((path) =>
        compile(
          { path: relative(shared, path), text: readFileSync(path, 'utf8') },
          { from: languages.sigma, to: [] },
        ),
      )
      .map(({ rule }) => single(rule))
      .filter(({ about }) => about.logSource.product === 'windows');
    const both = rules.flatMap((rule) => {
      const [own, there] = [mapped(rule, pipelines.windows), mapped(rule, pipelines.ecsWindows)];
      return own && there ? [{ rule, own, there }] : [];
    });
    const wanted = hits(
      both.map(({ own }) => own.when),
      raw,
    );
    const found = hits(
      both.map(({ there }) => there.when),
      ecs,
    );
    pairs = both.map(({ rule, there }, i) => ({
      rule,
      isExact: there.exact,
      wanted: wanted[i]!,
      found: found[i]!,
    }));
  });

  it('are mapped but for a few, and exactly so for nine of ten', () => {
    expect(rules.length).to.be.above(2300);
    expect(pairs.length).to.be.at.least(rules.length * 0.97);
    expect(pairs.filter(({ isExact }) => isExact).length).to.be.at.least(rules.length * 0.92);
  });

  it('find the same events in both shapes, and those that are wider those and more', () => {
    expect(raw.map(({ _id }) => _id)).to.deep.equal(ecs.map(({ _id }) => _id));
    expect(raw.length).to.be.above(10_000);
    const faults = pairs.flatMap(({ rule, isExact, wanted, found }) => {
      const there = new Set(found);
      const lost = wanted.filter((event) => !there.has(event));
      const isFault = lost.length > 0 || (isExact && wanted.length !== found.length);
      return isFault ? [`${rule.path}: ${wanted} in Windows' names, ${found} in Elastic's`] : [];
    });
    expect(faults).to.deep.equal([]);
    const same = pairs.filter(({ wanted, found }) => wanted.length === found.length);
    expect(same.length).to.be.at.least(pairs.length * 0.98);
    expect(pairs.filter(({ wanted }) => wanted.length > 0).length).to.be.above(350);
  });

  it('find the event of every regression, in both shapes', () => {
    const regressions = readLines<{ rule_id: string; data_path: string }>(
      'corpus/regression.jsonl.gz',
    );
    const lost = regressions.filter(({ rule_id, data_path }) => {
      const pair = pairs.find(({ rule }) => rule.id === rule_id);
      const isOwn = (event: number) => ecs[event]!._file === data_path;
      return !pair?.wanted.some(isOwn) || !pair.found.some(isOwn);
    });
    expect(regressions.length).to.equal(192);
    expect(lost.map(({ rule_id }) => rule_id)).to.deep.equal([]);
  });

  for (const [mend, label] of [
    ['faithful', 'pt_text_exact'],
    ['intent', 'attack_v17_wildcards'],
  ] as const)
    it(`and the page on T1070.005, ${mend}, finds its labelled events, whichever names they have`, () => {
      const path = 'corpus/pages/T1070.005.ru.txt';
      const [{ rule }] = compile(
        { path, text: readFileSync(join(shared, path), 'utf8') },
        { from: languages.analytic, to: [], settings: { mend, values: new Map() } },
      ) as readonly [Compiled];
      for (const [shape, pipeline] of [
        ['raw', pipelines.windows],
        ['ecs', pipelines.ecsWindows],
      ] as const) {
        const events = readLines<Event>(`corpus/t1070.005-synthetic.${shape}.ndjson.gz`);
        const labelled = events.filter(
          ({ _labels }) => (_labels as Readonly<Record<string, boolean>>)[label],
        );
        const { when, exact } = mapped(single(rule), pipeline)!;
        expect(events.filter(predicate(when))).to.deep.equal(labelled);
        expect([exact, labelled.length > 0]).to.deep.equal([true, true]);
      }
    });

  onEngines('on an engine, in an index with the types of the schema', (engine) => {
    before(() =>
      engine.index(
        'ecs',
        ecs.map(({ _id, ...event }) => JSON.parse(JSON.stringify(event), cut) as Event),
        types,
      ),
    );
    after(() => engine.remove('ecs'));

    it('find what they find in the names of Windows', async () => {
      const queries = pairs.map(
        ({ rule }) =>
          compile(rule.at.source, {
            from: languages.sigma,
            to: [engine.backend],
            pipelines: [pipelines.ecsWindows],
          }).find(({ name }) => name.id === rule.id && name.title === rule.title)!.queries[0]!,
      );
      const found = await engine.search(
        'ecs',
        queries.map(({ query }) => query!),
      );
      const faults = queries.flatMap((query, i) => {
        const fault = disagreement(query, new Set(pairs[i]!.wanted), found[i]!);
        return fault ? [`${pairs[i]!.rule.path}: ${fault}`] : [];
      });
      expect(faults).to.deep.equal([]);
    });
  });
});
