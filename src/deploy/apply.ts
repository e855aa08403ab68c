import pMap from 'p-map';
import { Failure } from '../cluster/failure.ts';
import { isChange, type Step } from './plan.ts';
import type { Session } from './target.ts';

/** What came of a step: `left` where the work was stopped before it. */
export interface Outcome {
  readonly step: Step;
  readonly result: 'done' | 'failed' | 'left';
  /** Why it failed. */
  readonly reason: string | null;
}

/** So many steps are under way at once. */
const atOnce = 8;

/**
 * Takes the steps that change something. One that fails doesn't keep the others from being taken; once
 * `signal` says so, those under way are brought to their end and no other is begun.
 */
export function applyAll(
  session: Session,
  steps: readonly Step[],
  signal: AbortSignal,
  done: (outcome: Outcome) => void = () => {},
): Promise<readonly Outcome[]> {
  const take = async (step: Step): Promise<Outcome> => {
    if (signal.aborted) return { step, result: 'left', reason: null };
    try {
      await session.apply(step);
      return { step, result: 'done', reason: null };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { step, result: 'failed', reason: error.message };
    }
  };
  return pMap(
    steps.filter(isChange),
    async (step) => {
      const outcome = await take(step);
      done(outcome);
      return outcome;
    },
    { concurrency: atOnce },
  );
}
