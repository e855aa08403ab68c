import { applyAll } from '../../deploy/apply.ts';
import { isChange, isLeft, type Step, plan as steps } from '../../deploy/plan.ts';
import type { Session, Target } from '../../deploy/target.ts';
import { open, type TargetOptions, targetOf } from '../deploy/open.ts';
import { reportOutcomes, reportPlan, reportStatus } from '../deploy/report.ts';
import { settled } from '../deploy/settled.ts';
import { stopping } from '../deploy/stopping.ts';
import { type Made, make, type RulesOptions } from '../deploy/wanted.ts';
import { graver, type Status, status as statuses } from '../status.ts';
import { progress } from '../terminal.ts';

export type DestroyOptions = TargetOptions & { readonly overwriteDrift: boolean };
export type ApplyOptions = DestroyOptions & RulesOptions & { readonly adopt: boolean };
export type PlanOptions = ApplyOptions & { readonly check: boolean };

const { done, findings, unusable } = statuses;

/** What `apply` would do, and how what is there differs from what it would be. */
export const plan = (options: PlanOptions): Promise<Status> =>
  settled(async () => {
    const { steps, worst } = await planned(options, targetOf(options));
    if (worst === unusable) return unusable;
    reportPlan(steps, options);
    const differs = options.check && steps.some(isChange);
    return differs || steps.some(isLeft) ? graver(worst, findings) : worst;
  });

/** Brings what is live to what the rules say. */
export const apply = (options: ApplyOptions): Promise<Status> =>
  settled(async () => {
    const { steps, worst, session } = await planned(options, targetOf(options));
    if (worst === unusable || !session) return unusable;
    return graver(worst, await take(session, steps, options));
  });

/** Removes everything that is the set's. */
export const destroy = (options: DestroyOptions): Promise<Status> =>
  settled(async () => {
    const session = await open(targetOf(options), options);
    const live = await session.read(options.set, []);
    const choices = { ...options, adopt: false, refused: new Set<string>() };
    return take(session, steps([], live, choices), options);
  });

/** What is live of the set, and whether it is as it was applied. */
export const status = (options: TargetOptions): Promise<Status> =>
  settled(async () => {
    const session = await open(targetOf(options), options);
    return reportStatus(await session.read(options.set, []), options) ? done : findings;
  });

interface Planned {
  readonly steps: readonly Step[];
  readonly worst: Status;
  readonly session: Session | null;
}

async function planned(options: ApplyOptions, target: Target): Promise<Planned> {
  const made = await make(options, target, options.set);
  if (made.worst === unusable) return { steps: [], worst: unusable, session: null };
  const session = await open(target, options);
  const live = await session.read(
    options.set,
    made.wanted.map(({ name }) => name),
  );
  const wanted = withKept(made, target, live);
  const all = steps(wanted, live, { ...options, refused: made.refused });
  return { steps: all, worst: made.worst, session };
}

/** What is wanted, with what is kept of rules that are refused where an object is made of many. */
function withKept(
  { wanted, refused }: Made,
  { keeping }: Target,
  live: Awaited<ReturnType<Session['read']>>,
): Made['wanted'] {
  if (!keeping) return wanted;
  return wanted.map((one) => {
    const own = live.find(({ name, mark }) => name === one.name && mark !== null);
    return own ? keeping(one, own, refused) : one;
  });
}

/** Takes the steps; interrupted, it ends those that are begun and says what is left. */
async function take(
  session: Session,
  all: readonly Step[],
  options: TargetOptions,
): Promise<Status> {
  const bar = await progress(all.filter(isChange).length, 'objects', 20);
  const outcomes = await stopping((signal) => applyAll(session, all, signal, () => bar.step()));
  bar.end();
  reportOutcomes(all, outcomes, options);
  const isDone = outcomes.every(({ result }) => result === 'done');
  return isDone && !all.some(isLeft) ? done : findings;
}
