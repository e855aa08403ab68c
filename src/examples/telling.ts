import { compile } from '../evaluate/evaluate.ts';
import type { Event } from '../evaluate/event.ts';
import type { Expr } from '../ir/expr.ts';
import { type Literal, type Normal, Normals } from '../ir/normal.ts';
import { Dice, Effort } from './dice.ts';
import { Search } from './search.ts';

/** How much is done for one example before it is given up: about a second at most. */
const most = 1_000_000;

/** How often it is begun anew with other choices: what was chosen first may have been wrong. */
const attempts = 6;

/**
 * Events that one expression is true of and the other is not, as src/evaluate says it: at most so many, the smallest
 * that were found, the same in every run. None may have been found although there are some.
 */
export function telling(finds: Expr, leaves: Expr, count: number): readonly Event[] {
  const normals = new Normals();
  const goals = [normals.of(finds), normals.of(leaves, false)];
  const [isFound, isLeft] = [compile(finds), compile(leaves)];
  const isWanted = (event: Event): boolean => isFound(event) && !isLeft(event);
  const unshared = unsharedIn(goals[0]!, normals.of(leaves));
  const events = new Map<string, Event>();
  // each with another test that only one of them has, then with any
  const firsts = [...unshared.slice(0, count).map((id) => new Set([id])), new Set(unshared)];
  for (const first of firsts) {
    if (events.size === count) break;
    const event = anEvent(goals, isWanted, first);
    if (event) events.set(JSON.stringify(event), event);
  }
  return [...events.values()];
}

function anEvent(
  goals: readonly Normal[],
  isWanted: (event: Event) => boolean,
  first: ReadonlySet<number>,
): Event | null {
  for (let seed = 1; seed <= attempts; seed++) {
    const [dice, effort] = [new Dice(seed), new Effort(most / attempts)];
    const event = new Search({ goals, isWanted, first, dice, effort }).run();
    if (event) return smallest(event, isWanted);
  }
  return null;
}

/** The ids of the literals that only one of the two has. */
function unsharedIn(one: Normal, other: Normal): readonly number[] {
  const [a, b] = [literalsOf(one), literalsOf(other)];
  return [...a.keys(), ...b.keys()].filter((id) => a.has(id) !== b.has(id));
}

/** All literals of an expression by their ids, in the order of its text. */
export function literalsOf(normal: Normal): ReadonlyMap<number, Literal> {
  const found = new Map<number, Literal>();
  const walk = (node: Normal): void => {
    if (node.kind !== 'test') for (const item of node.items) walk(item);
    else if (!found.has(node.id)) found.set(node.id, node);
  };
  walk(normal);
  return found;
}

/** The event without the fields that it can do without. */
function smallest(event: Event, isWanted: (event: Event) => boolean): Event {
  let kept = event;
  for (const field of Object.keys(event)) {
    const { [field]: _, ...less } = kept;
    if (isWanted(less)) kept = less;
  }
  return kept;
}
