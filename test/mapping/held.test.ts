import { expect } from 'chai';
import fc from 'fast-check';
import { seed } from '../ir/property.ts';
import { differences, type Ground, report, shrunk, Tally } from '../support/differ.ts';
import { onEngines } from '../support/engine.ts';
import { casesOf } from '../support/random/cases.ts';
import { indexed, inObjects, mappings } from './grounds.ts';

/*
 * Random expressions on events made from them, in indices that hold fields in all kinds of ways: with the
 * mapping known, an engine finds what the evaluator says, as far as each query promises.
 */

const runs = Number(process.env.FUZZ_RUNS ?? 240);
const batch = 100;

onEngines('expressions on indices whose mappings are known', (engine) => {
  for (const [what, { mapping, only, asObjects }] of Object.entries(mappings)) {
    if (only && !engine.name.startsWith(only)) continue;
    it(what, async function () {
      this.timeout(0);
      const ground: Ground = async (_, index, events) => ({
        indices: await indexed(engine, index, asObjects ? events.map(inObjects) : events, mapping),
      });
      const cases = casesOf(16).filter(
        ({ events }) => !asObjects || JSON.stringify(events).length < 8000,
      );
      const all = fc.sample(cases, { seed, numRuns: Math.ceil(runs / 4) });
      const tally = new Tally();
      for (let from = 0; from < all.length; from += batch) {
        const [first] = await differences(engine, all.slice(from, from + batch), tally, ground);
        if (!first) continue;
        const given = { ...first, number: from + first.number };
        const smallest = await shrunk(engine, given, ground);
        expect.fail(`RULEWRIGHT_SEED=${seed} ${report(smallest)}`);
      }
      console.log(`      ${tally}`);
      expect(tally.found / tally.pairs).to.be.within(0.3, 0.8);
    });
  }
});
