import { hashOfJson, isMap, type Json, type JsonMap } from './json.ts';
import { hashOfLive } from './live.ts';
import { isSetName } from './mark.ts';
import type { Choices, Step } from './plan.ts';
import type { Refused, Wanted } from './target.ts';

/*
 * A plan that is kept until somebody has looked at it: what is wanted, and what was found. Its steps are worked
 * out again when it is applied, so that nothing but what `plan` allows can come of it, whoever has edited it.
 */

export interface KeptPlan {
  readonly to: string;
  /** Where the target is. */
  readonly url: string;
  readonly choices: Choices;
  readonly wanted: readonly Wanted[];
  readonly found: readonly Found[];
}

/** What is to be done to an object, and a hash of what it was. */
export interface Found {
  readonly name: string;
  readonly kind: string;
  /** Null: there was none. */
  readonly live: string | null;
}

/** The key that a file with a plan begins with; its value says in which form the rest is. */
export const planKey = 'rulewright-plan';
const form = 1;

export const foundIn = (steps: readonly Step[]): readonly Found[] =>
  steps.map(({ name, kind, live }) => ({ name, kind, live: live && hashOfLive(live) }));

/** The objects that are not any more what they were when the plan was made. */
export function movedSince({ found }: KeptPlan, steps: readonly Step[]): readonly string[] {
  const told = (ones: readonly Found[]) =>
    new Map(ones.map(({ name, kind, live }) => [name, `${kind} ${live}`]));
  const [then, now] = [told(found), told(foundIn(steps))];
  const names = new Set([...then.keys(), ...now.keys()]);
  return [...names].filter((name) => then.get(name) !== now.get(name)).sort();
}

/** A plan as a file, with a seal by which a change of it is seen. */
export function planText({ choices, ...plan }: KeptPlan): string {
  const { set, overwriteDrift, adopt, refused } = choices;
  const names = refused === 'all' ? refused : [...refused].sort();
  const kept = {
    ...plan,
    choices: { set, overwriteDrift, adopt, refused: names },
  } as unknown as JsonMap;
  return `${JSON.stringify({ [planKey]: form, seal: hashOfJson(kept), ...kept })}\n`;
}

/** The plan of a file, or what is wrong with it. */
export function readPlan(text: string): KeptPlan | { readonly fault: string } {
  try {
    return planOf(JSON.parse(text) as unknown);
  } catch (error) {
    // no JSON, or nested so deep that it is none of ours
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    return { fault: 'It is cut, or not JSON.' };
  }
}

function planOf(whole: unknown): KeptPlan | { readonly fault: string } {
  if (!isMap(whole)) return { fault: 'It is no plan.' };
  const { [planKey]: version, seal, ...kept } = whole;
  if (version !== form) return { fault: 'It is of another version of rulewright: plan again.' };
  if (seal !== hashOfJson(kept))
    return { fault: 'It was changed since it was written: plan again.' };
  return planIn(kept) ?? { fault: 'It holds what no plan holds: plan again.' };
}

function planIn({ to, url, choices, wanted, found }: JsonMap): KeptPlan | null {
  if (typeof to !== 'string' || typeof url !== 'string' || !isMap(choices)) return null;
  const { set, overwriteDrift, adopt } = choices;
  const refused = refusedIn(choices.refused);
  const isChoice = typeof overwriteDrift === 'boolean' && typeof adopt === 'boolean';
  if (typeof set !== 'string' || !isSetName(set) || !isChoice || refused === null) return null;
  if (!isList(wanted) || !wanted.every(isWanted) || !isList(found) || !found.every(isFound))
    return null;
  return {
    to,
    url,
    choices: { set, overwriteDrift, adopt, refused },
    wanted: wanted as unknown as readonly Wanted[],
    found: found as unknown as readonly Found[],
  };
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const isText = (value: Json | undefined): value is string => typeof value === 'string';

function refusedIn(value: Json | undefined): Refused | null {
  if (value === 'all') return value;
  return isList(value) && value.every(isText) ? new Set(value) : null;
}

const isWanted = (one: Json): boolean =>
  isMap(one) &&
  isText(one.name) &&
  isText(one.title) &&
  (one.rule === null || isText(one.rule)) &&
  isText(one.source) &&
  one.body !== undefined;

const isFound = (one: Json): boolean =>
  isMap(one) && isText(one.name) && isText(one.kind) && (one.live === null || isText(one.live));
