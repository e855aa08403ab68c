import type { Fault } from '../support/proxy.ts';

/* Random courses of events, the same for the same seed. */

/** Numbers from 0 to 1. */
export function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const faults: readonly Fault[] = ['drop', 'reset', 'half', 'twice', 'late', 429, 503];

/** What becomes of a request, where so many of them fail. */
export const faultOf = (next: () => number, rate: number): Fault =>
  next() < rate ? faults[Math.floor(next() * faults.length)]! : 'pass';

/** How many random courses; RULEWRIGHT_SEED begins with another. */
export const courses = Number(process.env.FAULT_RUNS ?? 2);
export const rules = 500;
