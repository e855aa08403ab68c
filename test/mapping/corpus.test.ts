import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import {
  type Compiled,
  compile,
  type Event,
  type Index,
  languages,
  type Pipeline,
  pipelines,
  predicates,
} from '../../src/index.ts';
import { disagreement } from '../support/agree.ts';
import { findFiles, onCorpus, readLines, shared } from '../support/corpus.ts';
import { type Engine, type Hits, onEngines } from '../support/engine.ts';
import { single, singly } from '../support/single.ts';
import { fieldsOf } from '../support/windows-event.ts';
import { indexed } from './grounds.ts';

/* SigmaHQ's rules on real events, in indices as engines and Elastic's templates map them, with the mapping read live. */

interface Regression {
  readonly rule_id: string;
  readonly data_path: string;
  readonly events_json: readonly Event[];
}

const keyword = { type: 'keyword', ignore_above: 1024 };
const withText = { ...keyword, fields: { text: { type: 'text' } } };
const long = { type: 'long' };
const ip = { type: 'ip' };
const in_ = (fields: object) => ({ properties: fields });

/** As the Elastic Common Schema has them; the engines of the tests have no `wildcard` in common. */
const process = {
  name: withText,
  executable: withText,
  command_line: withText,
  working_directory: withText,
  pid: long,
  thread: in_({ id: long }),
};
const ecs = {
  properties: {
    process: in_({ ...process, parent: in_(process) }),
    file: in_({ path: withText }),
    user: in_({ name: withText }),
    source: in_({ ip, port: long }),
    destination: in_({ ip, port: long }),
    powershell: in_({
      sequence: long,
      total: long,
      file: in_({ script_block_text: { type: 'text' } }),
    }),
    winlog: in_({ process: in_({ pid: long, thread: in_({ id: long }) }) }),
  },
  dynamic_templates: ['string', 'long', 'double', 'boolean'].map((type) => ({
    [type]: { match_mapping_type: type, mapping: keyword },
  })),
};

const noneLong = new Map([['long-texts', 'none']]);

/** Whether an event has a text that those keywords leave out. */
const isLong = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(isLong)
    : typeof value === 'string' && value.length > keyword.ignore_above;

onCorpus("SigmaHQ's rules on indices whose mappings are known", () => {
  const regressions = readLines<Regression>('corpus/regression.jsonl.gz');
  const ids = new Set(regressions.map(({ rule_id }) => rule_id));
  /** The rules of the pairs, and every fourth of the others: each query is held against every event. */
  const sources = findFiles('sigma/rules', '.yml')
    .map((path) => ({ path: relative(shared, path), text: readFileSync(path, 'utf8') }))
    .filter(({ text }, i) => i % 4 === 0 || ids.has(/^id: (\S+)/m.exec(text)?.[1] ?? ''));

  async function check(
    engine: Engine,
    index: string,
    events: readonly Event[],
    indices: readonly Index[],
    ownOf: (regression: Regression) => readonly number[],
    some: readonly Pipeline[],
    assumed: ReadonlyMap<string, string> = new Map(),
  ) {
    const rules = sources.flatMap((source): readonly Compiled[] =>
      compile(source, {
        from: languages.sigma,
        to: [engine.backend],
        indices,
        assumed,
        pipelines: some,
      }),
    );
    const asked = rules.filter(({ queries: [query] }) => query!.query !== null);
    const plain = sources.flatMap((source) =>
      compile(source, { from: languages.sigma, to: [], pipelines: some }),
    );
    const meant = asked.map((one) => {
      const { mapped, rule } = plain.find(
        ({ name }) =>
          name.path === one.name.path && name.title === one.name.title && name.id === one.name.id,
      )!;
      return mapped ? singly(mapped).when : single(rule).when;
    });
    const wanted = meant.map(() => new Set<number>());
    const matching = predicates(meant);
    events.forEach((event, i) => {
      for (const rule of matching(event)) wanted[rule]!.add(i);
    });
    const found = await engine.search(
      index,
      asked.map(({ queries: [query] }) => query!.query!),
    );
    const faults = asked.flatMap(({ name, queries: [query] }, i) => {
      // what a pipeline leaves open is asked by the query as well
      const fault = disagreement(query!, wanted[i]!, found[i]!);
      return fault ? [`${name.path}: ${fault}`] : [];
    });
    const of = new Map(
      asked.map(({ name, queries: [query] }, i) => [
        name.id,
        { query: query!, hits: found[i] as Hits },
      ]),
    );
    const lost = regressions.filter((regression) => {
      const one = of.get(regression.rule_id);
      const own = ownOf(regression);
      // an event that is left out is no pair's
      return own.length > 0 && !own.some((event) => one?.hits.has(event));
    });
    const counts: Record<string, number> = {};
    for (const {
      queries: [query],
    } of rules)
      counts[query!.fidelity] = (counts[query!.fidelity] ?? 0) + 1;
    console.log(
      `      ${JSON.stringify(counts)}; ${regressions.length - lost.length} of ${regressions.length} pairs found`,
    );
    // a rule that is refused, with its reason, is not among those that were asked
    const unsaid = lost.filter(
      ({ rule_id }) => of.has(rule_id) && of.get(rule_id)?.query.fidelity !== 'narrower',
    );
    expect(faults.slice(0, 10).join('\n')).to.equal('');
    expect(unsaid.map(({ rule_id }) => rule_id)).to.deep.equal([]);
    return counts;
  }

  onEngines('on an engine', (engine) => {
    it('that maps fields by itself', async () => {
      const events = regressions.flatMap(({ events_json }) => events_json.map(fieldsOf));
      let from = 0;
      const own = new Map(
        regressions.map(({ rule_id, events_json }) => {
          const numbers = events_json.map((_, i) => from + i);
          from += numbers.length;
          return [rule_id, numbers] as const;
        }),
      );
      const index = 'mapping-dynamic';
      try {
        const indices = await indexed(engine, index, events, {}, { date_detection: true });
        const counts = await check(
          engine,
          index,
          events,
          indices,
          ({ rule_id }) => own.get(rule_id)!,
          [],
        );
        expect(counts.refused ?? 0).to.be.below(20);
      } finally {
        await engine.remove(index);
      }
    });

    const shipped = readLines<Event>('corpus/sigma-regression.ecs.ndjson.gz').map(
      ({ _id, ...event }) => event as Event,
    );
    const short = shipped.filter((event) => !isLong(event));
    for (const [what, events, assumed] of [
      ["with Elastic's schema", shipped, new Map()],
      ["with Elastic's schema, and no text that is too long", short, noneLong],
    ] as const)
      it(what, async () => {
        const index = 'mapping-ecs';
        const ownOf = ({ data_path }: Regression) =>
          events.flatMap((event, i) => (event._file === data_path ? [i] : []));
        const some = [pipelines.ecsWindows];
        try {
          const indices = await indexed(engine, index, events, ecs);
          const counts = await check(engine, index, events, indices, ownOf, some, assumed);
          expect(counts.exact).to.be.above(assumed === noneLong ? 600 : 50);
        } finally {
          await engine.remove(index);
        }
      });
  });
});
