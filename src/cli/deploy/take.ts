import { isTaken, type Taken } from '../../deploy/history.ts';
import { isChange, isLeft, type Step } from '../../deploy/plan.ts';
import { type Entry, enter, revise } from '../../deploy/revise.ts';
import type { Session } from '../../deploy/target.ts';
import { visible } from '../../diagnostic/diagnostic.ts';
import { type Status, status } from '../status.ts';
import { progress } from '../terminal.ts';
import type { TargetOptions } from './open.ts';
import { reportOutcomes } from './report.ts';
import { stopping } from './stopping.ts';

/** Has steps worked out of what is there, in a set that nobody else writes meanwhile, and takes them. */
export async function take(
  session: Session,
  options: TargetOptions,
  steps: () => Promise<readonly Step[]>,
): Promise<Status> {
  const entry = await enter(session, options.set);
  if (isTaken(entry)) return told(entry);
  return taken(session, entry, await steps(), options);
}

async function taken(
  session: Session,
  entry: Entry,
  all: readonly Step[],
  options: TargetOptions,
): Promise<Status> {
  const bar = await progress(all.filter(isChange).length, 'objects', 20);
  const revised = await stopping((signal) =>
    revise(session, options.set, entry, all, signal, () => bar.step()),
  );
  bar.end();
  if (isTaken(revised)) return told(revised);
  const { outcomes, remark, isLost } = revised;
  reportOutcomes(all, outcomes, options);
  if (remark !== null) process.stderr.write(`${visible(remark)}\n`);
  if (isLost)
    process.stderr.write('Somebody else has begun to apply this set, who took us for killed.\n');
  const isDone = outcomes.every(({ result }) => result === 'done');
  return isDone && !isLost && !all.some(isLeft) ? status.done : status.findings;
}

function told({ taken }: Taken): Status {
  process.stderr.write(`${taken}\n`);
  return status.findings;
}
