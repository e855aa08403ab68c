import { expect } from 'chai';
import fc from 'fast-check';
import { not, or } from '../src/ir/build.ts';
import type { AtomKind } from '../src/ir/expr.ts';
import * as ir from './ir/nodes.ts';
import { seed } from './ir/property.ts';
import { differences, report, shrunk, Tally } from './support/differ.ts';
import { onEngines } from './support/engine.ts';
import { kinds } from './support/random/atoms.ts';
import { type Case, casesOf } from './support/random/cases.ts';

/*
 * Random expressions on events made from them: what an engine finds is what the evaluator says, event
 * for event, as far as each query promises. FUZZ_RUNS is how many expressions of all kinds are tried,
 * by which goes how many of each single kind; RULEWRIGHT_SEED is which ones.
 */

const runs = Number(process.env.FUZZ_RUNS ?? 240);
const batch = 100;

/** Of a kind alone, how many for each of all kinds; of the others an eighth. */
const shares: Readonly<Partial<Record<AtomKind, number>>> = { regex: 2, match: 1 };

const sorts: readonly (readonly [string, number, readonly AtomKind[]])[] = [
  ['of all kinds', runs, kinds],
  ...kinds.map(
    (kind) => [`of ${kind} alone`, Math.ceil(runs * (shares[kind] ?? 1 / 8)), [kind]] as const,
  ),
];

/** What once was found so. */
const once: readonly (readonly [string, Case])[] = [
  [
    'an empty keyword among others',
    { when: or([ir.keyword(''), ir.keyword('b')]), events: [{ a: 'a' }, { a: null }, {}] },
  ],
  [
    'an empty keyword that is not to be',
    { when: not(or([ir.keyword('{a}*', true), ir.keyword('')])), events: [{ a: 'a' }, {}] },
  ],
  ['a number with an exponent', { when: ir.number('a', -1e21), events: [{ a: -1e21 }] }],
  ['a number near zero', { when: ir.number('a', 5e-324), events: [{ a: 5e-324 }, { a: 0 }] }],
  [
    'a fraction that Java would write with an exponent',
    {
      when: or([ir.number('a', 12345678.5), ir.number('a', 0.0005)]),
      events: [{ a: 12345678.5 }, { a: '0.0005' }, { a: '1.23456785E7' }],
    },
  ],
  [
    'a look behind the middle of a character',
    { when: ir.re('a', '(?<!b|^|(?<=.))'), events: [{ a: '𐐀' }, { a: 'a\nb' }] },
  ],
];

onEngines('expressions on events', (engine) => {
  for (const [what, one] of once)
    it(what, async () => {
      const found = await differences(engine, [one]);
      expect(found.map(report)).to.deep.equal([]);
    });

  for (const [sort, numRuns, some] of sorts)
    it(`random ones ${sort}`, async function () {
      this.timeout(0);
      const cases = casesOf(16, some);
      const all = fc.sample(cases, { seed, numRuns });
      const tally = new Tally();
      for (let from = 0; from < all.length; from += batch) {
        const [first] = await differences(engine, all.slice(from, from + batch), tally);
        if (!first) continue;
        const given = { ...first, number: from + first.number };
        const smallest = await shrunk(engine, given);
        expect.fail(`RULEWRIGHT_SEED=${seed} ${report(smallest)}`);
      }
      console.log(`      ${tally}`);
      expect(tally.found / tally.pairs).to.be.within(0.3, 0.8);
      expect((tally.refused + tally.tooSlow) / tally.expressions).to.be.below(0.3);
    });
});
