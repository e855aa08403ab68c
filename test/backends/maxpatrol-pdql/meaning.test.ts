import { expect } from 'chai';
import fc from 'fast-check';
import { maxpatrolPdql } from '../../../src/backends/maxpatrol-pdql/index.ts';
import type { Event } from '../../../src/evaluate/event.ts';
import { predicate } from '../../../src/index.ts';
import type { FieldType } from '../../../src/ir/field-type.ts';
import { eachAtom } from '../../../src/ir/fold.ts';
import { flatten } from '../../../src/passes/flatten.ts';
import { at, cased, match } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { casesOf } from '../../support/random/cases.ts';
import { assumptions, pdqlFinds, said } from './judge.ts';

/* FUZZ_RUNS=20000 holds more expressions, RULEWRIGHT_SEED others. */

const typeOf = (field: string): FieldType | undefined =>
  field === 'b' ? { holds: 'text', case: 'lower' } : undefined;

/** An event as it would be held: with its time, and `b` in small letters. */
const held = (one: Event): Event => {
  const small = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(small)
      : typeof value === 'string'
        ? value.toLowerCase()
        : value;
  const time = '2026-11-23T10:00:00Z';
  return 'b' in one ? { ...one, time, b: small(one.b) } : { ...one, time };
};

/** Fields that hold objects, which a flat event has none of. */
const objects = new Set(['c', 'c.e', 'x']);

describe('a filter in PDQL', () => {
  for (const [assumed, readings] of assumptions)
    it(`finds what the expression is true of, as exactly as it says, ${said(assumed)}`, function () {
      this.timeout(0);
      const runs = Number(process.env.FUZZ_RUNS ?? 600);
      const counts = { found: 0, left: 0, exact: 0, wider: 0, refused: 0 };
      hold(
        runs,
        fc.property(casesOf(6), ({ when, events }) => {
          const flat = flatten(when);
          let isFlat = true;
          eachAtom(flat, (atom) => {
            if (atom.kind !== 'keyword' && objects.has(atom.field)) isFlat = false;
          });
          const { query, fidelity } = maxpatrolPdql.write(flat, at, { typeOf, assumed });
          counts[fidelity as keyof typeof counts]++;
          if (query === null || !isFlat) return;
          const matches = predicate(flat);
          for (const one of events.map(held)) {
            const wanted = matches(one);
            counts[wanted ? 'found' : 'left']++;
            if (!wanted && fidelity !== 'exact') continue;
            for (const reading of readings) {
              const finds = pdqlFinds(query as string, reading);
              const by = `${JSON.stringify(one)} by ${query}, ${JSON.stringify(reading)}`;
              expect(finds(one), by).to.equal(wanted);
            }
          }
        }),
      );
      for (const count of Object.values(counts)) expect(count).to.be.above(runs / 30);
    });

  for (const [assumed, ignoringCase, tellingIt] of [
    ['nothing', 'wider f contains "ove-" or f contains "ovE-"', 'wider f contains "IEX"'],
    ['ignored', 'exact f contains "Remove-SmbShare"', 'wider f contains "IEX"'],
    ['told', 'wider f contains "ove-" or f contains "ovE-"', 'exact f contains "IEX"'],
  ] as const)
    it(`asks plainly where it may: ${assumed} is assumed of case`, () => {
      const known = assumed === 'nothing' ? {} : { assumed: new Map([['pdql-case', assumed]]) };
      const written = [match('f', '*Remove-SmbShare*'), cased('f', '*IEX*')].map((when) => {
        const { fidelity, query } = maxpatrolPdql.write(when, at, known);
        return `${fidelity} ${query}`;
      });
      expect(written[0]).to.match(new RegExp(`^${ignoringCase}`));
      expect(written[1]).to.equal(tellingIt);
    });
});
