import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Event, type Expr, languages, predicate, type Rule } from '../../../../src/index.ts';
import { or } from '../../../../src/ir/build.ts';
import { seed } from '../../../ir/property.ts';
import { onCorpus, shared } from '../../../support/corpus.ts';
import { readText } from '../../../support/files.ts';
import { Choices } from '../../../support/random/choices.ts';
import { single } from '../../../support/single.ts';
import { differences, samePrograms } from './differences.ts';
import { eventOf, Programs } from './events.ts';
import { type Kind, kindsOf } from './kinds.ts';

/*
 * CAR publishes many of its analytics twice: in pseudo-code, and as a search of Splunk's. Both are read
 * and held against events at the edges of both, of the kinds that both are looked for among. What is
 * published in several parts is all of them. FUZZ_RUNS=3000 holds them against more events, RULEWRIGHT_SEED
 * against others.
 */

const runs = Number(process.env.FUZZ_RUNS ?? 300);

/** What one analytic is, in each of its two languages; an expression is null where none could be read. */
interface Pair {
  readonly id: string;
  readonly sides: readonly (Expr | null)[];
  /** What both are looked for among. */
  readonly kinds: readonly Kind[];
}

interface Published {
  readonly id: string;
  readonly implementations: readonly { readonly type: string; readonly code: string }[];
}

function pairOf({ id, implementations }: Published): readonly Pair[] {
  const sides = [/^p[a-z]+code$/i, /^splunk$/i].map((type) =>
    implementations.filter((one) => type.test(one.type)).map(({ code }) => code),
  );
  if (sides.some((codes) => codes.length === 0)) return [];
  const rules = sides.map((codes) =>
    codes.flatMap((text) =>
      languages.analytic
        .read({ path: `${id}.analytic`, text })
        .flatMap(({ rule }) => (rule ? [single(rule)] : [])),
    ),
  );
  const [one, two] = rules.map((some) => new Set(some.flatMap((rule) => [...kindsOf(rule)])));
  const whole = (some: readonly Rule[]) =>
    some.length === 0 ? null : or(some.map(({ when }) => when));
  return [{ id, sides: rules.map(whole), kinds: [...one!].filter((kind) => two!.has(kind)) }];
}

const draws = fc.sample(fc.array(fc.nat(0xffff), { minLength: 150, maxLength: 150 }), {
  numRuns: runs,
  seed,
});

/** What both sides are true of, and the events that they are not of one mind about. */
function heldAgainst(
  { sides, kinds }: Pair,
  how: 'anywhere' | 'in their folders',
): { found: number; differ: readonly Event[] } {
  const exprs = sides.flatMap((side) => side ?? []);
  if (exprs.length < 2 || kinds.length === 0) throw new Error('There is nothing to compare.');
  const tests = exprs.map((expr) => predicate(expr));
  const programs = new Programs(exprs);
  let found = 0;
  const differ = draws.flatMap((numbers) => {
    const choices = new Choices(numbers);
    const any = eventOf(choices.pick(kinds), exprs, choices);
    const event = how === 'anywhere' ? any : programs.placed(any, choices);
    const [one, two] = tests.map((test) => test(event));
    if (one && two) found++;
    return one === two ? [] : [event];
  });
  return { found, differ };
}

onCorpus('the pseudo-code and the search of an analytic of CAR', () => {
  const pairs = readFileSync(join(shared, 'corpus/car-implementations.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((line) => pairOf(JSON.parse(line) as Published));

  for (const pair of pairs) {
    const { id, sides, kinds } = pair;
    if (id in differences)
      it(`differ, of ${id}`, () => {
        const isComparable = sides.every((side) => side !== null) && kinds.length > 0;
        if (isComparable) expect(heldAgainst(pair, 'in their folders').differ).to.not.be.empty;
      });
    else if (samePrograms.includes(id))
      it(`mean the same of programs in their folders, of ${id}`, () => {
        const { found, differ } = heldAgainst(pair, 'in their folders');
        expect(differ).to.deep.equal([]);
        expect(found).to.be.at.least(runs / 60);
        expect(heldAgainst(pair, 'anywhere').differ).to.not.be.empty;
      });
    else
      it(`mean the same, of ${id}`, () => {
        const { found, differ } = heldAgainst(pair, 'anywhere');
        expect(differ).to.deep.equal([]);
        expect(found).to.be.at.least(runs / 60);
      });
  }

  it('are explained where they differ, and only there', () => {
    const ids = pairs.map(({ id }) => id);
    expect(ids).to.include.members([...samePrograms, ...Object.keys(differences)]);
    expect(samePrograms.filter((id) => id in differences)).to.deep.equal([]);
    const rows = Object.entries(differences).map(([id, why]) => `| ${id} | ${why} |`);
    const page = readText('docs/analytic.md');
    expect(page).to.include(rows.join('\n'));
    const same = ids.length - samePrograms.length - rows.length;
    const counts = [ids.length, same, samePrograms.length, rows.length];
    expect(page.replace(/\s+/g, ' ')).to.include(
      `Of ${counts[0]} pairs, ${counts[1]} mean the same of every event, ${counts[2]} more of programs that are called, and stand, as one of the two says, and ${counts[3]} don't`,
    );
  });
});
