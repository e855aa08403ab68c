import { Failure } from '../cluster/failure.ts';
import { applyAll, type Outcome } from './apply.ts';
import { type History, isTaken, type Revision, type Standing, type Taken } from './history.ts';
import { isChange, type Step } from './plan.ts';
import type { Session } from './target.ts';

/*
 * Steps taken in turn: nobody else writes the set meanwhile, and what they make is kept as a revision of it.
 * Who may write objects may not be allowed to keep anything; then they are written all the same, and that is said.
 */

/** Entered, before the objects are read. */
export interface Entry {
  readonly standing: Standing | null;
  /** Why nothing is kept, where something should be. */
  readonly remark: string | null;
}

/** Waits for the set to be nobody's. */
export async function enter({ history }: Session, set: string): Promise<Entry | Taken> {
  if (!history) return { standing: null, remark: null };
  try {
    const standing = await history.enter(set);
    return isTaken(standing) ? standing : { standing, remark: null };
  } catch (error) {
    return { standing: null, remark: unkept(error) };
  }
}

export interface Revised {
  readonly outcomes: readonly Outcome[];
  /** What else is to be said. */
  readonly remark: string | null;
  /** Somebody else has taken the turn before the last step. */
  readonly isLost: boolean;
}

/** Takes the steps that change something, as `applyAll` does; where there are none, nothing is written at all. */
export async function revise(
  session: Session,
  set: string,
  { standing, remark }: Entry,
  steps: readonly Step[],
  signal: AbortSignal,
  done?: (outcome: Outcome) => void,
): Promise<Revised | Taken> {
  const changes = steps.filter(isChange);
  const { history } = session;
  if (changes.length === 0 || !history || !standing) {
    const outcomes = await applyAll(session, changes, signal, done);
    return { outcomes, remark: changes.length === 0 ? null : remark, isLost: false };
  }
  const turn = await begun(history, set, standing, changes);
  if (isTaken(turn)) return turn;
  if (!('end' in turn))
    return revise(session, set, { standing: null, ...turn }, steps, signal, done);
  const stop = new AbortController();
  for (const one of [signal, turn.lost]) {
    if (one.aborted) stop.abort();
    one.addEventListener('abort', () => stop.abort());
  }
  try {
    const outcomes = await applyAll(session, changes, stop.signal, done);
    return { outcomes, remark: null, isLost: turn.lost.aborted };
  } finally {
    await turn.end();
  }
}

async function begun(
  history: History,
  set: string,
  standing: Standing,
  changes: readonly Step[],
): Promise<Awaited<ReturnType<History['begin']>> | { readonly remark: string }> {
  try {
    return await history.begin(set, standing, madeBy(changes));
  } catch (error) {
    return { remark: unkept(error) };
  }
}

/** What steps are to make, as a revision keeps it. */
const madeBy = (steps: readonly Step[]): Revision['objects'] =>
  Object.fromEntries(
    steps.map(({ name, wanted, live }) => [name, { wanted, isNew: live === null }]),
  );

/** @throws what is no refusal */
function unkept(error: unknown): string {
  if (!(error instanceof Failure) || error.status !== 403) throw error;
  return `Nothing is kept to go back to, nor would two at once be told of each other. ${error.message}`;
}
