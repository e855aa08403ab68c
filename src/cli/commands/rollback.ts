import type { Revision } from '../../deploy/history.ts';
import { isChange, isLeft, plan, type Step } from '../../deploy/plan.ts';
import { lastOther, type Return, returnTo } from '../../deploy/rollback.ts';
import type { Session } from '../../deploy/target.ts';
import { visible } from '../../diagnostic/diagnostic.ts';
import { few } from '../../diagnostic/few.ts';
import { open, type TargetOptions, targetOf } from '../deploy/open.ts';
import { reportPlan } from '../deploy/report.ts';
import { settled } from '../deploy/settled.ts';
import { take } from '../deploy/take.ts';
import { type Status, status } from '../status.ts';

export type RollbackOptions = TargetOptions & {
  /** Null: the last at which the set was something else. */
  readonly toRevision: number | null;
  readonly overwriteDrift: boolean;
  readonly check: boolean;
};

/** Brings a set back to what it was to be at an earlier revision. */
export const rollback = (options: RollbackOptions): Promise<Status> =>
  settled(async () => {
    const target = targetOf(options);
    const { session } = await open(target, options);
    if (!session.history)
      return refused(
        `${target.id} has no place of ours that keeps what was applied before. Check out the rules and settings as they were, and apply them: rulewright apply PATH --to ${target.id} --set ${options.set}.`,
      );
    const revisions = await session.history.revisions(options.set);
    const to = options.toRevision ?? lastOther(revisions);
    const fault = faultOf(revisions, to, options.set);
    if (to === null || fault !== null) return refused(fault ?? '');
    const way = returnTo(revisions, to);
    if (way.unknown.length > 0) return refused(unknownFault(way));
    process.stderr.write(`back to revision ${to}, of ${timeOf(revisions, to)}\n`);
    if (!options.check) return take(session, options, () => stepsOf(session, way, options));
    const steps = await stepsOf(session, way, options);
    reportPlan(steps, options);
    return steps.some((step) => isChange(step) || isLeft(step)) ? status.findings : status.done;
  });

/** What isn't of the objects that were written since stays as it is. */
async function stepsOf(
  session: Session,
  { wanted, names }: Return,
  { set, overwriteDrift }: RollbackOptions,
): Promise<readonly Step[]> {
  const live = await session.read(set, [...names]);
  const some = live.filter(({ name }) => names.has(name));
  return plan(wanted, some, { set, overwriteDrift, adopt: false, refused: new Set() });
}

function faultOf(revisions: readonly Revision[], to: number | null, set: string): string | null {
  const numbers = revisions.map(({ number }) => number);
  if (numbers.length === 0) return `Nothing is kept of what the set "${set}" was.`;
  if (to === null)
    return `The set "${set}" was never anything else, as far as is kept. destroy takes it away.`;
  if (to === numbers.at(-1)) return `Revision ${to} is the last one.`;
  return numbers.includes(to) ? null : `No revision ${to} is kept. There is ${numbers.join(', ')}.`;
}

const unknownFault = ({ to, unknown }: Return): string =>
  `What ${few(unknown.map(visible))} was at revision ${to} isn't kept: it was applied before anything was.`;

const timeOf = (revisions: readonly Revision[], to: number): string =>
  visible(revisions.find(({ number }) => number === to)?.at ?? '');

function refused(message: string): Status {
  process.stderr.write(`${message}\n`);
  return status.findings;
}
