import { BadConnection } from '../../cluster/connection.ts';
import { isChange, isLeft, plan as steps } from '../../deploy/plan.ts';
import { foundIn, movedSince } from '../../deploy/plan-file.ts';
import type { Refusal } from '../../deploy/target.ts';
import { visible } from '../../diagnostic/diagnostic.ts';
import { few } from '../../diagnostic/few.ts';
import { backtestOf } from '../deploy/backtest.ts';
import { open, type TargetOptions, targetOf } from '../deploy/open.ts';
import { readPlanFile, writePlanFile } from '../deploy/plan-file.ts';
import { planned, refusalsOf } from '../deploy/planned.ts';
import { reportPlan, reportStatus } from '../deploy/report.ts';
import { settled } from '../deploy/settled.ts';
import { take } from '../deploy/take.ts';
import { type MadeRule, make, projectOf, type RulesOptions } from '../deploy/wanted.ts';
import { graver, type Status, status as statuses } from '../status.ts';

export type DestroyOptions = TargetOptions & { readonly overwriteDrift: boolean };
export type ApplyOptions = DestroyOptions & RulesOptions & { readonly adopt: boolean };
export type PlanOptions = ApplyOptions & {
  readonly check: boolean;
  readonly planOut?: string | undefined;
  /** How far back its rules are tried on what is there. */
  readonly backtest?: string | undefined;
};
/** A plan says itself which target, which set, and what may be written. */
export type ApplyPlanOptions = Omit<TargetOptions, 'to' | 'set'> & { readonly path: string };

const { done, findings, unusable } = statuses;

/** What `apply` would do, and how what is there differs from what it would be. */
export const plan = (options: PlanOptions): Promise<Status> =>
  settled(async () => {
    const target = targetOf(options);
    const { planOut, to, backtest: since, ...given } = options;
    const rules: MadeRule[] = [];
    const keep = since === undefined ? undefined : (rule: MadeRule) => rules.push(rule);
    // what is wrong with where it goes is told before thousands of rules are read
    const { session, url, cluster } = await open(target, options);
    const tryAll = since === undefined ? null : backtestOf(target, cluster, since);
    const made = await make(options, target, options.set, keep);
    if (made.worst === unusable) return unusable;
    const { steps, noRoom, ...will } = await planned(session, target, made, options);
    const tested = tryAll && (await tryAll(rules, projectOf(options)));
    const { wanted, refused, isLess } = will;
    if (planOut !== undefined) {
      const choices = { ...given, refused };
      writePlanFile(planOut, { to, url, choices, wanted, found: foundIn(steps) });
    }
    reportPlan(steps, options, tested);
    if (noRoom !== null) process.stderr.write(`${noRoom}\n`);
    const differs = options.check && steps.some(isChange);
    const faults = [...(tested?.found.values() ?? [])].flatMap(({ found }) =>
      'fault' in found ? found.fault : [],
    );
    if (faults.length > 0) process.stderr.write(untold(faults, since!));
    const isFound = differs || faults.length > 0 || isLess || noRoom !== null || steps.some(isLeft);
    return isFound ? graver(made.worst, findings) : made.worst;
  });

/** Rules that are as they should be have no line of their own, and may not be told of either. */
const untold = (faults: readonly string[], since: string): string =>
  `${faults.length} ${faults.length === 1 ? 'rule' : 'rules'} could not be tried over ${since}, the first for: ${visible(faults[0]!)}\n`;

/** Brings what is live to what the rules say. */
export const apply = (options: ApplyOptions): Promise<Status> =>
  settled(async () => {
    const target = targetOf(options);
    const { session } = await open(target, options);
    const made = await make(options, target, options.set);
    if (made.worst === unusable) return unusable;
    let isLess = false;
    const done = await take(session, options, async () => {
      const { steps, noRoom, ...will } = await planned(session, target, made, options);
      if (noRoom !== null) throw new BadConnection(`Nothing was applied. ${noRoom}`);
      isLess = will.isLess;
      return steps;
    });
    return graver(made.worst, isLess ? graver(done, findings) : done);
  });

/** Brings what is live to what a plan says, as long as it is what it was when the plan was made. */
export const applyPlan = ({ path, ...given }: ApplyPlanOptions): Promise<Status> =>
  settled(async () => {
    const kept = readPlanFile(path);
    const options = { ...given, to: kept.to, set: kept.choices.set };
    const target = targetOf(options);
    const { session, url } = await open(target, options);
    if (url !== kept.url)
      throw new BadConnection(`${path} is a plan for ${kept.url}, and this is ${url}.`);
    return take(session, options, async () => {
      const live = await session.read(
        options.set,
        kept.wanted.map(({ name }) => name),
      );
      const all = steps(kept.wanted, live, kept.choices);
      const moved = movedSince(kept, all);
      if (moved.length > 0) throw new BadConnection(movedFault(path, moved));
      const [refusal] = await refusalsOf(session, all);
      if (refusal) throw new BadConnection(refusedFault(path, refusal));
      return all;
    });
  });

const movedFault = (path: string, names: readonly string[]): string =>
  `${path} can't be applied: not as they were when it was made are ${few(names)}. Plan again.`;

/** The target may be set otherwise than it was when the plan was made. */
const refusedFault = (path: string, { name, message, hint }: Refusal): string =>
  `${path} can't be applied: ${name === null ? '' : `${visible(name)}: `}${message} ${hint}`;

/** Removes everything that is the set's. */
export const destroy = (options: DestroyOptions): Promise<Status> =>
  settled(async () => {
    const { session } = await open(targetOf(options), options);
    const choices = { ...options, adopt: false, refused: new Set<string>() };
    return take(session, options, async () =>
      steps([], await session.read(options.set, []), choices),
    );
  });

/** What is live of the set, and whether it is as it was applied. */
export const status = (options: TargetOptions): Promise<Status> =>
  settled(async () => {
    const { session } = await open(targetOf(options), options);
    return reportStatus(await session.read(options.set, []), options) ? done : findings;
  });
