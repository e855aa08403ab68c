import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { Failure } from './failure.ts';

export interface Patience {
  /** How often something is tried again. */
  readonly retries: number;
  /** The first pause, in milliseconds; each is about twice the one before it. */
  readonly pause: number;
}

export const usual: Patience = { retries: 6, pause: 200 };

/** Tries again, after pauses that grow and differ, where that may help; no sooner than the cluster wants it. */
export const again = <T>(attempt: () => Promise<T>, { retries, pause }: Patience): Promise<T> =>
  pRetry(attempt, {
    retries,
    minTimeout: pause,
    maxTimeout: 20_000,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof Failure && error.isPassing,
    onFailedAttempt: async ({ error, retriesLeft }) => {
      if (error instanceof Failure && error.isPassing && error.wait > 0 && retriesLeft > 0)
        await sleep(error.wait);
    },
  });
