import { expect } from 'chai';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { Failure } from '../../src/cluster/failure.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import * as targets from '../../src/deploy/index.ts';
import { isChange } from '../../src/deploy/plan.ts';
import type { Target, Wanted } from '../../src/deploy/target.ts';
import { seed } from '../ir/property.ts';
import { faultProxy } from '../support/proxy.ts';
import { rule, set, wantedOf } from './bench.ts';
import { courses, faultOf, random } from './courses.ts';
import { Alerting } from './fakes/alerting.ts';
import { type Asked, type Said, serveFake } from './fakes/http.ts';
import { Kibana } from './fakes/kibana.ts';
import { SavedObjects } from './fakes/saved-objects.ts';
import { Splunk } from './fakes/splunk.ts';
import { sessionOf, stepsTo } from './session.ts';

/*
 * A network that fails and an apply that is stopped, for each target with an object for each rule: what is live in
 * the end is what is wanted, each once, and what is somebody else's is as it was.
 */

const rules = 40;

/** A fake, with an object that is somebody else's. */
interface Fake {
  readonly answer: (asked: Asked) => Said;
  /** What it holds, by the names that targets know objects by; the names may stand there several times. */
  readonly names: () => readonly string[];
  readonly foreign: () => unknown;
  readonly writes: () => number;
}

const fakes: Readonly<Record<string, () => Fake>> = {
  splunk: () => {
    const splunk = new Splunk();
    const values = { search: 'index=main', description: 'mine' };
    splunk.held.push({ name: 'foreign', app: 'search', owner: 'ann', sharing: 'app', values });
    return {
      answer: splunk.answer,
      names: () => splunk.held.map(({ name }) => name),
      foreign: () => splunk.held[0],
      writes: () => splunk.writes,
    };
  },
  kibana: () => {
    const kibana = new Kibana();
    kibana.held.set('foreign', { rule_id: 'foreign', name: 'Mine', tags: ['soc'] });
    return {
      answer: kibana.answer,
      names: () => [...kibana.held.keys()],
      foreign: () => kibana.held.get('foreign'),
      writes: () => kibana.writes,
    };
  },
  'kibana-saved-search': () => {
    const kibana = new SavedObjects();
    const attributes = { title: 'Mine' };
    kibana.held.set('foreign', { id: 'foreign', type: 'search', attributes, references: [] });
    return {
      answer: kibana.answer,
      names: () =>
        [...kibana.held.values()].filter(({ type }) => type === 'search').map(({ id }) => id),
      foreign: () => kibana.held.get('foreign'),
      writes: () => kibana.writes,
    };
  },
  'opensearch-alerting': () => {
    const alerting = new Alerting();
    alerting.held.set('foreign', { monitor: { name: 'foreign' }, seq: 0 });
    return {
      answer: alerting.answer,
      names: () => [...alerting.held.values()].map(({ monitor }) => String(monitor.name)),
      foreign: () => alerting.held.get('foreign'),
      writes: () => alerting.writes,
    };
  },
};

/** Rules that come and go from round to round, of which some change. */
const wantedIn = (target: Target, round: number): readonly Wanted[] =>
  wantedOf(
    target,
    Array.from({ length: rules }, (_, i) =>
      rule(i % 5 === 0 ? `${round}` : 'same', '', `rule-${(i + round * 6) % (rules + 12)}`),
    ),
  );

describe('each target behind a network that fails', function () {
  this.timeout(600_000);
  const choices = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };

  for (const target of Object.values(targets) as readonly Target[])
    for (let course = 0; fakes[target.id] && course < courses; course++)
      it(`holds in ${target.id} what is wanted, each once: course ${seed + course}`, async () => {
        const next = random(seed + course);
        const fake = fakes[target.id]!();
        const foreign = fake.foreign();
        const server = await serveFake(fake.answer);
        let rate = 0.1;
        const proxy = await faultProxy(server.url, () => faultOf(next, rate));
        try {
          const connection = connectionOf({ url: proxy.url, isInsecure: false }, {});
          if (target.at === 'folder') throw new Error('It has no network.');
          // of a patience that now and then is not enough
          const cluster = await connect(connection, target.at, { retries: 2, pause: 1 });
          const session = sessionOf(target, cluster);
          const planned = (wanted: readonly Wanted[]) => stepsTo(session, wanted, choices);
          for (let round = 0; round < 4; round++) {
            if (round === 3) rate = 0;
            const steps = await planned(wantedIn(target, round)).catch((error: unknown) => {
              if (!(error instanceof Failure)) throw error;
              return null;
            });
            if (!steps) continue;
            const stop = new AbortController();
            let left = Math.floor(next() * rules * 1.5);
            await applyAll(session, steps, stop.signal, () => {
              if (round < 3 && left-- === 0) stop.abort();
            });
          }
          const wanted = wantedIn(target, 3);
          const names = ['foreign', ...wanted.map(({ name }) => name)];
          expect([...fake.names()].sort()).to.deep.equal(names.sort());
          expect((await planned(wanted)).filter(isChange)).to.deep.equal([]);
          expect(fake.foreign()).to.equal(foreign);
          const writes = fake.writes();
          await applyAll(session, await planned(wanted), new AbortController().signal);
          expect(fake.writes(), 'written again').to.equal(writes);
        } finally {
          await proxy.close();
          await server.close();
        }
      });
});
