import { inTime } from '../../src/cli/in-time.ts';
import {
  type Event,
  type Expr,
  type Known,
  predicate,
  print,
  type QueryBody,
} from '../../src/index.ts';
import { flatten } from '../../src/passes/flatten.ts';
import { at } from '../ir/nodes.ts';
import { disagreement, hitsOf } from './agree.ts';
import type { Engine } from './engine.ts';
import type { Case } from './random/cases.ts';
import { names } from './random/fields.ts';
import { smaller } from './random/smaller.ts';

/** A case of which an engine says something else than the evaluator. */
export interface Difference {
  /** Its number among the cases. */
  readonly number: number;
  readonly fault: string;
  readonly when: Expr;
  readonly query: QueryBody;
  /** What is found and ought not to be, or the other way round; of a refused query its own events. */
  readonly events: readonly Event[];
}

/** How much was compared, and what came of it. */
export class Tally {
  expressions = 0;
  refused = 0;
  wider = 0;
  narrower = 0;
  /** Those that the evaluator can't be waited for. */
  tooSlow = 0;
  /** Pairs of an expression and an event that was made from it. */
  pairs = 0;
  /** Those that ought to be found. */
  found = 0;
  /** Pairs of an expression and any event of its batch. */
  all = 0;

  toString(): string {
    const { expressions, wider, narrower, refused, tooSlow, pairs, found, all } = this;
    return `${expressions} expressions (${wider} wider, ${narrower} narrower, ${refused} refused, ${tooSlow} left out), ${pairs} events made from them (${found} to be found), ${all} pairs in all`;
  }
}

/** Makes an index of events, and says what is known of it. */
export type Ground = (engine: Engine, index: string, events: readonly Event[]) => Promise<Known>;

/** Every value is a keyword, and nothing is known. */
const keywords: Ground = async (engine, index, events) => {
  await engine.index(index, events, names);
  return {};
};

let count = 0;

/** Holds every case's query against the events of all of them, in one index. */
export async function differences(
  engine: Engine,
  cases: readonly Case[],
  tally = new Tally(),
  ground = keywords,
): Promise<readonly Difference[]> {
  const events = cases.flatMap((one) => one.events);
  const owners = cases.flatMap((one, number) => one.events.map(() => number));
  const index = `differential-${process.pid}-${++count}`;
  const known = await ground(engine, index, events);
  const asked = cases.flatMap(({ when }, number) => {
    const written = engine.backend.write(flatten(when), at, known);
    const { query, fidelity } = written;
    tally.expressions++;
    if (fidelity === 'wider') tally.wider++;
    if (fidelity === 'narrower') tally.narrower++;
    if (query === null) tally.refused++;
    if (query === null) return [];
    const wanted = inTime(2000, () => hitsOf(predicate(when), events));
    if (wanted === null) tally.tooSlow++;
    return wanted ? [{ number, when, written, wanted, query: query as QueryBody }] : [];
  });
  const queries = asked.map(({ query }) => query);
  const found = await engine.search(index, queries).finally(() => engine.remove(index));
  return asked.flatMap(({ number, when, written, wanted, query }, place) => {
    const hits = found[place]!;
    const isOwn = (event: number) => owners[event] === number;
    tally.pairs += owners.filter((owner) => owner === number).length;
    tally.found += [...wanted].filter(isOwn).length;
    tally.all += events.length;
    const fault = disagreement(written, wanted, hits);
    if (fault === null) return [];
    const differs = (event: number) =>
      'fault' in hits ? isOwn(event) : wanted.has(event) !== hits.has(event);
    const those = events.filter((_, event) => differs(event));
    return [{ number, fault, when, query, events: those }];
  });
}

/** The smallest case found that shows a fault too; the one that is given, where it shows nothing by itself. */
export async function shrunk(
  engine: Engine,
  given: Difference,
  ground = keywords,
): Promise<Difference> {
  let smallest = given;
  for (let open = [given as Case]; open.length > 0; ) {
    const tried = open.splice(0, 100);
    for (const found of await differences(engine, tried, new Tally(), ground)) {
      const { when, events } = tried[found.number]!;
      const own = found.events.filter((event) => events.includes(event));
      if (own.length === 0) continue;
      smallest = { ...found, number: given.number, events: own };
      open = [...smaller({ when, events })];
      break;
    }
  }
  return smallest;
}

/** What a person needs to see of it. */
export const report = ({ number, fault, when, query, events }: Difference): string =>
  [
    `case ${number}: ${fault}`,
    print(when),
    JSON.stringify(query),
    ...events.slice(0, 3).map((event) => JSON.stringify(event)),
  ]
    .map((part) => (part.length > 4000 ? `${part.slice(0, 4000)}... (${part.length})` : part))
    .join('\n');
