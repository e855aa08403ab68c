import { expect } from 'chai';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { Failure } from '../../src/cluster/failure.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import { isTaken } from '../../src/deploy/history.ts';
import * as targets from '../../src/deploy/index.ts';
import type { Json } from '../../src/deploy/json.ts';
import { historyIn } from '../../src/deploy/kit/history.ts';
import { isChange, plan } from '../../src/deploy/plan.ts';
import { enter, revise } from '../../src/deploy/revise.ts';
import type { Session, Target, Wanted } from '../../src/deploy/target.ts';
import { seed } from '../ir/property.ts';
import { faultProxy } from '../support/proxy.ts';
import { courses, faultOf, random, rules } from './courses.ts';
import { Documents } from './fakes/documents.ts';
import { type Asked, type Said, serveFake } from './fakes/http.ts';
import { Indices } from './fakes/indices.ts';
import { Scripts } from './fakes/scripts.ts';
import { Watcher } from './fakes/watcher.ts';
import { sessionOf, stepsTo } from './session.ts';

/*
 * A network that fails, and work that is broken off: what is live in the end is what is wanted. Processes
 * that are killed: killed.test.ts.
 */

const set = 'soc';
const choices = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };

/** The rules of a round, each with what it looks for. Some come, some go, some change. */
const wordsIn = (round: number): readonly (readonly [name: string, word: string])[] =>
  Array.from({ length: rules }, (_, i) => [
    `rule-${(i + round * 40) % (rules + 100)}`,
    i % 7 === 0 ? `word-${round}` : 'same',
  ]);

const objectsIn = (round: number, bodyOf: (word: string) => Json): readonly Wanted[] =>
  wordsIn(round).map(([name, word]) => ({
    name,
    title: name,
    rule: name,
    source: 'source',
    body: bodyOf(word),
  }));

/** A target on a fake that holds something of somebody else's. */
interface Place {
  readonly target: Target;
  readonly answer: (asked: Asked) => Said;
  readonly wantedIn: (round: number) => readonly Wanted[];
  /** What the fake holds, by its names. */
  readonly held: () => ReadonlyMap<string, unknown>;
  readonly foreign: string;
}

const places: Readonly<Record<string, () => Place>> = {
  'stored scripts': () => {
    const scripts = new Scripts();
    scripts.held.set('theirs', { lang: 'mustache', source: '{"query":{"match_all":{}}}' });
    return {
      target: targets.elasticsearchSearchTemplate,
      answer: scripts.answer,
      wantedIn: (round) => objectsIn(round, (word) => `{"query":{"term":{"a":"${word}"}}}`),
      held: () => scripts.held,
      foreign: 'theirs',
    };
  },
  watches: () => {
    const watcher = new Watcher();
    watcher.held.set('theirs', { watch: { trigger: {} }, active: true, seq: 0 });
    const watch = (word: string) => ({
      trigger: { schedule: { interval: '5m' } },
      input: { search: { request: { body: { query: { term: { a: word } } } } } },
      actions: {},
    });
    return {
      target: targets.elasticsearchWatcher,
      answer: watcher.answer,
      wantedIn: (round) => objectsIn(round, (word) => ({ watch: watch(word), active: true })),
      held: () => watcher.held,
      foreign: 'theirs',
    };
  },
  'a percolator': () => {
    const indices = new Indices();
    indices.held.set('rulewright-soc2', {
      settings: {},
      mappings: { properties: {} },
      aliases: new Map(),
      documents: new Map(),
    });
    return {
      target: targets.opensearchPercolator,
      answer: indices.answer,
      wantedIn: (round) => targets.opensearchPercolator.objects(filesIn(round), set),
      held: () => indices.held,
      foreign: 'rulewright-soc2',
    };
  },
};

function filesIn(round: number) {
  const lines = wordsIn(round).flatMap(([name, word]) => [
    { index: { _id: name } },
    { rulewright: { query: { term: { a: { value: word } } }, title: name } },
  ]);
  const properties = { rulewright: { properties: { query: { type: 'percolator' } } } };
  return [
    ['index.json', JSON.stringify({ settings: {}, mappings: { dynamic: false, properties } })],
    ['queries.ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join('')],
  ].map(([name, body]) => ({ path: `x/${name}`, body: body!, rule: null, source: 'source' }));
}

const planned = (session: Session, wanted: readonly Wanted[]) => stepsTo(session, wanted, choices);

describe('a target behind a network that fails', function () {
  this.timeout(600_000);
  for (const [what, open] of Object.entries(places))
    for (let course = 0; course < courses; course++)
      it(`holds in the end what is wanted, each once: ${what}, course ${seed + course}`, () =>
        run(open(), random(seed + course)));
});

/** Applies three rounds that are stopped, and a last one that isn't. */
async function run(place: Place, next: () => number): Promise<void> {
  const { target, wantedIn } = place;
  const before = place.held().get(place.foreign);
  const documents = new Documents();
  const fake = await serveFake(documents.before(place.answer));
  let rate = 0.15;
  const proxy = await faultProxy(fake.url, () => faultOf(next, rate));
  try {
    const connection = connectionOf({ url: proxy.url, isInsecure: false }, {});
    const product = target.at === 'opensearch' ? 'opensearch' : 'elasticsearch';
    // of a patience that now and then is not enough
    const cluster = await connect(connection, product, { retries: 2, pause: 1 });
    const lease = { beat: 50, patience: 200 };
    const history = historyIn(cluster, target.id, lease);
    const session = { ...sessionOf(target, cluster), history };
    for (let round = 0; round < 4; round++) {
      if (round === 3) rate = 0;
      const stop = new AbortController();
      let left = Math.floor(next() * rules);
      await applied(session, wantedIn(round), stop.signal, () => {
        if (round < 3 && left-- === 0) stop.abort();
      }).catch(passing);
    }
    const wanted = wantedIn(3);
    const live = await session.read(set, []);
    const names = (some: readonly { readonly name: string }[]) =>
      some.map((one) => one.name).sort();
    expect(names(live)).to.deep.equal(names(wanted));
    expect((await planned(session, wanted)).filter(isChange)).to.deep.equal([]);
    expect(place.held().get(place.foreign)).to.equal(before);
    expect(place.held().size).to.equal(wanted.length + 1);
    const asked = fake.asked.length;
    await applied(session, wanted, new AbortController().signal);
    const writes = fake.asked
      .slice(asked)
      .filter(({ method, steps }) => method !== 'GET' && !isRead(steps));
    expect(writes, 'written again').to.deep.equal([]);
  } finally {
    await proxy.close();
    await fake.close();
  }
}

async function applied(
  session: Session,
  wanted: readonly Wanted[],
  signal: AbortSignal,
  done?: () => void,
): Promise<void> {
  const entry = await enter(session, set);
  if (isTaken(entry)) return;
  await revise(session, set, entry, await planned(session, wanted), signal, done);
}

/** Asked by a method that could write, as searches are. */
const isRead = (steps: readonly string[]): boolean =>
  /(?:^|\/)(?:_search|_search\/scroll|_query\/watches)$/.test(steps.join('/'));

/** A read may fail as anything may, and then nothing is done. */
function passing(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}

describe('one rule that fails', () => {
  it('keeps no other from being applied', async () => {
    const scripts = new Scripts();
    const fake = await serveFake(scripts.answer);
    try {
      const connection = connectionOf({ url: fake.url, isInsecure: false }, {});
      const cluster = await connect(connection, 'elasticsearch');
      const target = targets.elasticsearchSearchTemplate;
      const session = sessionOf(target, cluster);
      const wanted = objectsIn(0, (word) => word).map((one, i) =>
        i === 3 ? { ...one, body: 'x'.repeat(65_536) } : one,
      );
      const steps = plan(wanted, [], choices);
      const outcomes = await applyAll(session, steps, new AbortController().signal);
      const failed = outcomes.filter(({ result }) => result === 'failed');
      expect(failed.map(({ step }) => step.name)).to.deep.equal(['rule-3']);
      expect(failed[0]!.reason).to.match(/^400: exceeded max allowed stored script size/);
      expect(scripts.held.size).to.equal(rules - 1);
    } finally {
      await fake.close();
    }
  });
});
