import { expect } from 'chai';
import fc from 'fast-check';
import { maxpatrolXp } from '../../../src/backends/maxpatrol-xp/index.ts';
import { type Event, readerOf, type Scalar } from '../../../src/evaluate/event.ts';
import { predicate } from '../../../src/index.ts';
import type { Expr } from '../../../src/ir/expr.ts';
import type { FieldType } from '../../../src/ir/field-type.ts';
import { eachAtom } from '../../../src/ir/fold.ts';
import { parseAddress } from '../../../src/ir/network.ts';
import { flatten } from '../../../src/passes/flatten.ts';
import { at } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { casesOf } from '../../support/random/cases.ts';
import { parseCondition } from '../../xp/parse.ts';
import { readings } from '../../xp/reading.ts';
import { finder, type XpEvent } from '../../xp/run.ts';

/* FUZZ_RUNS=20000 holds more expressions, RULEWRIGHT_SEED others. */

const types: Readonly<Record<string, FieldType>> = {
  b: { holds: 'text', case: 'lower' },
  'c.d': { holds: 'address' },
  'c.e.f': { holds: 'number' },
};
const typeOf = (field: string): FieldType | undefined => types[field];

/** Fields that hold objects, which a flat event has none of. */
const objects = new Set(['c', 'c.e', 'x']);

const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What a field of its type holds of a value; null: nothing. */
function heldAs(value: Scalar, type: FieldType | undefined): string | number | null {
  const text = String(value);
  switch (type?.holds) {
    case 'number':
      return /^\d{1,15}$/.test(text) ? Number(text) : null;
    case 'address':
      return parseAddress(text) ? text : null;
    default:
      // no text of theirs holds half of a character
      return half.test(text) ? null : type?.case === 'lower' ? text.toLowerCase() : text;
  }
}

/** An event as it would be held: flat, with its time, and no lists. */
function held(event: Event, fields: Iterable<string>): XpEvent & Event {
  const out: Record<string, string | number> = { time: '2026-11-23T10:00:00Z' };
  for (const field of fields)
    readerOf(field)(event, (value) => {
      const one = heldAs(value, typeOf(field));
      if (one !== null) out[field] = one;
      return one !== null;
    });
  return out;
}

/** The fields of an expression; null where it asks for what no flat event has. */
function fieldsOf(when: Expr): ReadonlySet<string> | null {
  const fields = new Set<string>();
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') return;
    fields.add(atom.field);
    if (atom.kind === 'sameAs') fields.add(atom.other);
  });
  return [...fields].some((field) => objects.has(field)) ? null : fields;
}

describe('a condition in XP', () => {
  it('finds what the expression is true of, as exactly as it says, whatever is true of XP', function () {
    this.timeout(0);
    const runs = Number(process.env.FUZZ_RUNS ?? 1000);
    const counts = { found: 0, left: 0, exact: 0, wider: 0, refused: 0 };
    hold(
      runs,
      fc.property(casesOf(6), ({ when, events }) => {
        const flat = flatten(when);
        const fields = fieldsOf(flat);
        const { query, fidelity } = maxpatrolXp.write(flat, at, { typeOf });
        counts[fidelity as keyof typeof counts]++;
        if (query === null || fields === null) return;
        const condition = parseCondition(query as string);
        const matches = predicate(flat);
        for (const reading of readings) {
          const finds = finder(condition, { reading });
          for (const event of events) {
            const one = held(event, fields);
            const wanted = matches(one);
            counts[wanted ? 'found' : 'left']++;
            if (!wanted && fidelity !== 'exact') continue;
            const by = `${JSON.stringify(one)} by ${query}, ${JSON.stringify(reading)}`;
            expect(finds(one), by).to.equal(wanted);
          }
        }
      }),
    );
    for (const count of Object.values(counts)) expect(count).to.be.above(runs / 30);
  });
});
