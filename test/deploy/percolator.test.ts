import { expect } from 'chai';
import type { Cluster, Product } from '../../src/cluster/cluster.ts';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { applyAll, type Outcome } from '../../src/deploy/apply.ts';
import * as targets from '../../src/deploy/index.ts';
import { hashOfJson } from '../../src/deploy/json.ts';
import { isChange, plan, type Step } from '../../src/deploy/plan.ts';
import type { ArtifactFile, Wanted } from '../../src/deploy/target.ts';
import { backends } from '../../src/index.ts';
import { type Engine, onEngines, onWholeEngines, whole } from '../support/engine.ts';
import { type Fault, faultProxy } from '../support/proxy.ts';
import type { Served } from '../support/server.ts';
import { serveFake } from './fakes/http.ts';
import { Indices } from './fakes/indices.ts';
import { sessionOf } from './session.ts';

/* An index of queries behind an alias: on a fake, and the same on each engine that runs. */

const set = `test-${process.pid}`;
const alias = `rulewright-${set}`;
const target = (product: Product) =>
  product === 'opensearch' ? targets.opensearchPercolator : targets.elasticsearchPercolator;

/** What an index has where rules look for keywords, in the forms that `emit` writes. */
const settings = {
  index: {
    analysis: {
      analyzer: { rulewright: { type: 'custom', tokenizer: 'keyword', filter: ['lowercase'] } },
    },
  },
};
/** The archives of Elasticsearch that tests can have lack what analyzers of one's own are made of. */
const analyzers = { opensearch: { analyzer: 'rulewright' }, elasticsearch: {} };
const gathering = {
  dynamic: true,
  date_detection: false,
  dynamic_templates: [
    {
      texts: {
        match_mapping_type: 'string',
        mapping: {
          type: 'keyword',
          index: false,
          doc_values: false,
          copy_to: ['rulewright.texts'],
        },
      },
    },
  ],
};

/** A set whose rules look for a word each in a field. */
function wantedOf(
  product: Product,
  words: Readonly<Record<string, string>>,
  query: object = { type: 'percolator' },
): Wanted {
  const lines = Object.entries(words).flatMap(([name, word]) => [
    { index: { _id: name } },
    { rulewright: { query: { term: { 'a.b': { value: word } } }, title: name } },
  ]);
  const properties = {
    rulewright: {
      properties: {
        query,
        texts: { type: 'text', ...analyzers[product], index_options: 'docs', norms: false },
        title: { type: 'keyword', index: false },
      },
    },
    'a.b': { type: 'keyword', copy_to: ['rulewright.texts'] },
  };
  const file = (path: string, body: string): ArtifactFile => ({
    path: `opensearch-percolator/${path}`,
    body,
    rule: null,
    source: 'source',
  });
  const [wanted] = target(product).objects(
    [
      file(
        'index.json',
        JSON.stringify({
          settings: product === 'opensearch' ? settings : {},
          mappings: { ...gathering, properties },
        }),
      ),
      file('queries.ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    ],
    set,
  );
  return wanted!;
}

const choices = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };

async function planned(product: Product, cluster: Cluster, wanted: Wanted | null) {
  const session = sessionOf(target(product), cluster);
  return plan(wanted ? [wanted] : [], await session.read(set, [alias]), choices);
}

const applied = (product: Product, cluster: Cluster, steps: readonly Step[]) =>
  applyAll(sessionOf(target(product), cluster), steps, new AbortController().signal);

const at = (url: string, product: Product, retries = 6): Promise<Cluster> =>
  connect(connectionOf({ url, isInsecure: false }, {}), product, { retries, pause: 1 });

const faultsIn = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ reason }) => reason).filter(Boolean);

/** What every place that holds percolators is held to. */
function suite(product: Product, urlOf: () => string, type: object = { type: 'percolator' }): void {
  const namesAt = async (cluster: Cluster): Promise<readonly string[]> => {
    const { body } = await cluster.send({ method: 'GET', path: `/${alias}*`, isIdempotent: true });
    return Object.keys(body as object);
  };
  const wanted = (word: string) => wantedOf(product, { one: word, two: 'x' }, type);

  it('is made, found to be right, changed and removed', async () => {
    const cluster = await at(urlOf(), product);
    for (const [word, kind] of [
      ['a', 'create'],
      ['b', 'update'],
    ] as const) {
      const steps = await planned(product, cluster, wanted(word));
      expect(steps.map((step) => step.kind)).to.deep.equal([kind]);
      expect(faultsIn(await applied(product, cluster, steps))).to.deep.equal([]);
      const after = await planned(product, cluster, wanted(word));
      expect(after.map((step) => step.kind)).to.deep.equal(['none']);
      expect((await namesAt(cluster)).length).to.equal(1);
    }
    await applied(product, cluster, await planned(product, cluster, null));
    expect(await namesAt(cluster)).to.deep.equal([]);
  });

  it('is built by one of two at once; the other is told', async () => {
    const cluster = await at(urlOf(), product);
    for (const word of ['a', 'b']) {
      const mine = await planned(product, cluster, wanted(`${word}1`));
      const yours = await planned(product, cluster, wanted(`${word}2`));
      const both = await Promise.all(
        [mine, yours].map((steps) => applied(product, cluster, steps)),
      );
      const faults = both.flatMap(faultsIn);
      expect(faults.length, faults.join()).to.equal(1);
      expect(faults[0]).to.match(/Somebody else/);
      expect((await namesAt(cluster)).length).to.equal(1);
    }
    await applied(product, cluster, await planned(product, cluster, null));
  });

  it('is the old one or the new wherever an apply is killed, and the next goes on', async () => {
    const direct = await at(urlOf(), product);
    await applied(product, direct, await planned(product, direct, wanted('old')));
    const worth = new Set([hashOfJson(wanted('old').body)]);
    for (const fault of ['drop', 'reset'] as const)
      for (let passed = 0; passed < 12; passed++) {
        const word = `${fault}-${passed}`;
        worth.add(hashOfJson(wanted(word).body));
        let left = passed;
        const proxy: Served = await faultProxy(urlOf(), (): Fault => {
          if (left-- > 0) return 'pass';
          return left === -1 ? fault : 'drop'; // the last one arrives, or doesn't
        });
        const steps = await planned(product, direct, wanted(word));
        await applied(product, await at(proxy.url, product, 0), steps);
        await proxy.close();
        const [live] = await sessionOf(target(product), direct).read(set, [alias]);
        const { body } = (await sessionOf(target(product), direct).read(set, [alias])).find(
          ({ name }) => name === alias,
        )!;
        expect(worth.has(hashOfJson(body)), `${word}: ${live!.name}`).to.equal(true);
        const next = await planned(product, direct, wanted(word));
        expect(faultsIn(await applied(product, direct, next)), word).to.deep.equal([]);
        expect((await planned(product, direct, wanted(word))).filter(isChange)).to.deep.equal([]);
        expect((await namesAt(direct)).length, word).to.equal(1);
      }
    await applied(product, direct, await planned(product, direct, null));
  });

  it('that is under construction by somebody is no more removed once it is in use', async () => {
    const cluster = await at(urlOf(), product);
    await applied(product, cluster, await planned(product, cluster, wanted('a')));
    const session = sessionOf(target(product), cluster);
    const [used] = await session.read(set, [alias]);
    const { index } = used!.version as { index: string };
    const stale = {
      name: index,
      wanted: null,
      mark: null,
      live: { ...used!, version: { index, isSite: true } },
    };
    await session.apply(stale).catch(() => {});
    expect(await namesAt(cluster)).to.deep.equal([index]);
    await applied(product, cluster, await planned(product, cluster, null));
  });
}

for (const product of ['elasticsearch', 'opensearch'] as const)
  describe(`a percolator of ${product}, on a fake`, () => {
    let fake: Served;
    before(async () => {
      fake = await serveFake(new Indices().answer);
    });
    after(() => fake.close());
    suite(product, () => fake.url);
  });

const productOf = ({ backend }: Engine): Product =>
  backend === backends.opensearchDsl ? 'opensearch' : 'elasticsearch';

onWholeEngines('a percolator on an engine', (engine) => {
  // whose aliases can't be told to be there: `must_exist` came with 7.11
  if (engine.name !== 'elasticsearch@7.10.2') suite(productOf(engine), () => engine.url);
});

/** The archives of Elasticsearch 8 and 9 lack percolators: there a query is a value among others. */
const plain = { type: 'object', enabled: false };

onEngines('the index of a percolator, on an engine', (engine) => {
  if (!whole.includes(engine)) suite(productOf(engine), () => engine.url, plain);
});

describe('queries of rules that are refused', () => {
  const product = 'opensearch';
  const { keeping } = target(product);
  const live = (words: Record<string, string>) => ({
    name: alias,
    mark: null,
    body: wantedOf(product, words).body,
  });

  it('go along into the next index', () => {
    const kept = keeping!(
      wantedOf(product, { one: 'a' }),
      live({ one: 'b', two: 'c', three: 'd' }),
      new Set(['two']),
    );
    expect(kept.body).to.deep.equal(wantedOf(product, { one: 'a', two: 'c' }).body);
    expect(kept.title).to.equal('2 rules');
  });

  it('are all that nothing else makes where a file is unreadable', () => {
    const kept = keeping!(wantedOf(product, { one: 'a' }), live({ two: 'c' }), 'all');
    expect(kept.body).to.deep.equal(wantedOf(product, { one: 'a', two: 'c' }).body);
  });

  it('are none where none is refused', () => {
    const wanted = wantedOf(product, { one: 'a' });
    expect(keeping!(wanted, live({ two: 'c' }), new Set())).to.equal(wanted);
  });
});
