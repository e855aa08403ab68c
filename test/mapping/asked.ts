import fc from 'fast-check';
import { type Event, type Expr, predicate, print } from '../../src/index.ts';
import { and, not, or } from '../../src/ir/build.ts';
import { at } from '../ir/nodes.ts';
import { seed } from '../ir/property.ts';
import { disagreement, hitsOf } from '../support/agree.ts';
import type { Engine } from '../support/engine.ts';
import { atomOf } from '../support/random/atoms.ts';

/* What is asked of a field that holds values of a type, and whether an engine finds what is meant. */

export type Value = string | number | boolean;

const runs = Number(process.env.FUZZ_RUNS ?? 240);

/** Tests of a field, alone and in company. */
export const tests = (values: readonly Value[], field = 'f'): readonly Expr[] => {
  const atoms = fc
    .sample(
      atomOf([
        'match',
        'number',
        'boolean',
        'compare',
        'regex',
        'cidr',
        'exists',
        'null',
        'timePart',
      ]),
      {
        seed,
        numRuns: Math.ceil(runs / 8),
      },
    )
    .map((atom): Expr => ({ ...atom, field }) as Expr);
  const near = values.flatMap((value): Expr[] => [
    ...(typeof value === 'number'
      ? ([
          { kind: 'number', field, value, at },
          ...(['lt', 'lte', 'gt', 'gte'] as const).map(
            (order): Expr => ({ kind: 'compare', field, order, value, at }),
          ),
        ] as Expr[])
      : []),
    {
      kind: 'match',
      field,
      pattern: [{ kind: 'text', text: String(value) }],
      cased: false,
      at,
    },
    {
      kind: 'match',
      field,
      pattern: [{ kind: 'text', text: String(value).slice(0, 2) || 'a' }, { kind: 'any' }],
      cased: true,
      at,
    },
  ]);
  // so many of them become expressions
  const inside = (text: string): Expr => ({
    kind: 'match',
    field,
    pattern: [{ kind: 'any' }, { kind: 'text', text }, { kind: 'any' }],
    cased: false,
    at,
  });
  const many = or([
    ...values.slice(0, 2).map((value) => inside(String(value).slice(0, 3) || 'a')),
    ...Array.from({ length: 30 }, (_, i) => inside(`Zz${i}`)),
  ]);
  const all = [...atoms, ...near, many];
  return [
    ...all,
    ...all.map(not),
    ...all.slice(2).map((one, i) => or([one, and([all[i]!, not(all[i + 1]!)])])),
  ];
};

/** What engines say otherwise than the evaluator, of indices of these events. */
export async function faultsOf(
  engine: Engine,
  pattern: string,
  all: readonly Expr[],
  events: readonly Event[],
  write: (when: Expr) => ReturnType<Engine['backend']['write']>,
) {
  const asked = all.map((when) => ({ when, query: write(when) }));
  const taken = asked.filter(({ query }) => query.query !== null);
  const found = await engine.search(
    pattern,
    taken.map(({ query }) => query.query!),
  );
  const faults = taken.flatMap(({ when, query }, i) => {
    const fault = disagreement(query, hitsOf(predicate(when), events), found[i]!);
    return fault ? [`${print(when)}: ${fault} ${JSON.stringify(query.query)}`] : [];
  });
  const exact = taken.filter(({ query }) => query.fidelity === 'exact').length;
  console.log(
    `      ${all.length} expressions: ${exact} exact, ${all.length - taken.length} refused`,
  );
  return faults;
}
