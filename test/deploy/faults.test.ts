import { expect } from 'chai';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { Failure } from '../../src/cluster/failure.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import * as targets from '../../src/deploy/index.ts';
import { isChange, plan } from '../../src/deploy/plan.ts';
import type { Session, Wanted } from '../../src/deploy/target.ts';
import { seed } from '../ir/property.ts';
import { type Fault, faultProxy } from '../support/proxy.ts';
import { serveFake } from './fakes/http.ts';
import { Scripts } from './fakes/scripts.ts';
import { sessionOf } from './session.ts';

/* A network that fails, and a process that is killed: what is live in the end is what is wanted. */

const set = 'soc';
const rules = 500;
/** How many random courses of events; RULEWRIGHT_SEED begins with another. */
const courses = Number(process.env.FAULT_RUNS ?? 3);

/** Numbers from 0 to 1, the same for the same seed. */
function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wantedIn = (round: number): readonly Wanted[] =>
  Array.from({ length: rules }, (_, i) => ({
    name: `rule-${(i + round * 40) % (rules + 100)}`,
    title: `Rule ${i}`,
    rule: `rule-${(i + round * 40) % (rules + 100)}`,
    source: 'source',
    body: `{"query":{"term":{"a":"${i % 7 === 0 ? round : 'same'}"}}}`,
  }));

const faults: readonly Fault[] = ['drop', 'reset', 'half', 'twice', 429, 503];

describe('a target behind a network that fails', function () {
  this.timeout(600_000);
  const target = targets.elasticsearchSearchTemplate;
  const choices = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };

  for (let course = 0; course < courses; course++)
    it(`holds in the end what is wanted, each once: course ${seed + course}`, async () => {
      const next = random(seed + course);
      const scripts = new Scripts();
      const foreign = { lang: 'mustache', source: '{"query":{"match_all":{}}}' };
      scripts.held.set('somebody-elses', foreign);
      const fake = await serveFake(scripts.answer);
      let rate = 0.15;
      const proxy = await faultProxy(fake.url, () =>
        next() < rate ? faults[Math.floor(next() * faults.length)]! : 'pass',
      );
      try {
        const connection = connectionOf({ url: proxy.url, isInsecure: false }, {});
        // of a patience that now and then is not enough
        const cluster = await connect(connection, 'elasticsearch', { retries: 2, pause: 1 });
        const session = sessionOf(target, cluster);
        for (let round = 0; round < 4; round++) {
          const wanted = wantedIn(round);
          if (round === 3) rate = 0;
          const steps = await planned(session, wanted).catch(passing);
          if (!steps) continue;
          const stop = new AbortController();
          let left = Math.floor(next() * rules);
          await applyAll(session, steps, stop.signal, () => {
            if (round < 3 && left-- === 0) stop.abort();
          });
        }
        const wanted = wantedIn(3);
        const live = await session.read(set, []);
        expect(live.map(({ name }) => name).sort()).to.deep.equal(
          wanted.map(({ name }) => name).sort(),
        );
        expect((await planned(session, wanted)).filter(isChange)).to.deep.equal([]);
        expect(scripts.held.get('somebody-elses')).to.equal(foreign);
        expect(scripts.held.size).to.equal(wanted.length + 1);
        const { writes } = scripts;
        await applyAll(session, await planned(session, wanted), new AbortController().signal);
        expect(scripts.writes, 'written again').to.equal(writes);
      } finally {
        await proxy.close();
        await fake.close();
      }
    });

  const planned = async (session: Session, wanted: readonly Wanted[]) =>
    plan(
      wanted,
      await session.read(
        set,
        wanted.map(({ name }) => name),
      ),
      choices,
    );

  /** A read may fail as anything may, and then nothing is done. */
  const passing = (error: unknown): null => {
    if (!(error instanceof Failure)) throw error;
    return null;
  };
});

describe('one rule that fails', () => {
  it('keeps no other from being applied', async () => {
    const scripts = new Scripts();
    const fake = await serveFake(scripts.answer);
    try {
      const connection = connectionOf({ url: fake.url, isInsecure: false }, {});
      const cluster = await connect(connection, 'elasticsearch');
      const target = targets.elasticsearchSearchTemplate;
      const session = sessionOf(target, cluster);
      const wanted = wantedIn(0).map((one, i) =>
        i === 3 ? { ...one, body: 'x'.repeat(65_536) } : one,
      );
      const choices = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };
      const steps = plan(wanted, [], choices);
      const outcomes = await applyAll(session, steps, new AbortController().signal);
      const failed = outcomes.filter(({ result }) => result === 'failed');
      expect(failed.map(({ step, reason }) => `${step.name} ${reason}`)).to.deep.equal([
        'rule-3 400: exceeded max allowed stored script size',
      ]);
      expect(scripts.held.size).to.equal(rules - 1);
    } finally {
      await fake.close();
    }
  });
});
