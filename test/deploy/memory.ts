import { isChange, type Step } from '../../src/deploy/plan.ts';
import type { Live } from '../../src/deploy/target.ts';

/** What is live after steps are taken by a target that never fails. */
export function take(live: readonly Live[], steps: readonly Step[]): readonly Live[] {
  const held = new Map(live.map((one) => [one.name, one]));
  for (const { name, wanted, mark } of steps.filter(isChange))
    if (wanted) held.set(name, { name, mark, body: wanted.body });
    else held.delete(name);
  return [...held.values()];
}
