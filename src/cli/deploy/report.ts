import type { Outcome } from '../../deploy/apply.ts';
import { hashOfJson, printed } from '../../deploy/json.ts';
import { isLeft, type Kind, type Step } from '../../deploy/plan.ts';
import type { Live } from '../../deploy/target.ts';
import { visible } from '../../diagnostic/diagnostic.ts';
import { difference } from '../formats/difference.ts';
import { Output } from '../terminal.ts';
import { type Backtest, backtestJson, backtestLines } from './backtest.ts';
import type { TargetOptions } from './open.ts';

/** What each kind of step is called in a sum, in its order. */
const sums: Readonly<Record<Kind, string>> = {
  create: 'to create',
  update: 'to update',
  delete: 'to delete',
  adopt: 'to adopt',
  drift: 'changed by hand',
  conflict: 'in conflict',
  keep: 'kept',
  none: 'as they should be',
};

/** Writes what is to be done, and how each object that is there differs from what is wanted. */
export function reportPlan(
  steps: readonly Step[],
  options: TargetOptions,
  tested: Backtest | null = null,
): void {
  const shown = steps.filter(({ kind }) => kind !== 'none');
  const below = (step: Step) => (tested ? backtestLines(step, tested) : '');
  write(options, {
    text: () => shown.map((step) => `${lineOf(step.kind, step)}${below(step)}${changesOf(step)}`),
    json: () => ({
      steps: shown.map((step) => ({
        ...aboutStep(step),
        changes: changesOf(step) || null,
        ...(tested && { backtest: backtestJson(step, tested) }),
      })),
    }),
  });
  const count = (kind: Kind) => steps.filter((step) => step.kind === kind).length;
  const kinds = (Object.keys(sums) as Kind[]).filter((kind) => count(kind) > 0);
  const sum = kinds.map((kind) => `${count(kind)} ${sums[kind]}`).join(', ');
  process.stderr.write(`${sum || 'there is nothing, and nothing to do'}\n`);
}

/** Writes what was done, what failed, and what was left. */
export function reportOutcomes(
  steps: readonly Step[],
  outcomes: readonly Outcome[],
  options: TargetOptions,
): void {
  const left = steps.filter((step) => isLeft(step) || step.kind === 'keep');
  write(options, {
    text: () => [
      ...outcomes.map(({ step, result, reason }) =>
        lineOf(result === 'done' ? step.kind : result, { ...step, reason: reason ?? step.reason }),
      ),
      ...left.map((step) => lineOf(step.kind, step)),
    ],
    json: () => ({
      steps: [
        ...outcomes.map(({ step, result, reason }) => ({
          ...aboutStep({ ...step, reason: reason ?? step.reason }),
          result,
        })),
        ...left.map((step) => ({ ...aboutStep(step), result: 'left' })),
      ],
    }),
  });
  const count = (wanted: Outcome['result']) =>
    outcomes.filter(({ result }) => result === wanted).length;
  const same = steps.filter(({ kind }) => kind === 'none').length;
  const undone = count('left') + left.length;
  process.stderr.write(
    `${count('done')} done, ${count('failed')} failed, ${undone} left, ${same} as they should be\n`,
  );
}

/** Writes what is live of a set; false where something is not as it was applied. */
export function reportStatus(live: readonly Live[], options: TargetOptions): boolean {
  const objects = live
    .filter(({ mark }) => mark?.set === options.set)
    .map(({ name, mark, body }) => ({ name, ...mark!, state: stateOf(mark!.applied, body) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  write(options, {
    text: () =>
      objects.map(
        ({ state, name, revision }) => `${state}  ${visible(name)}  revision ${revision}\n`,
      ),
    json: () => ({ objects }),
  });
  const odd = objects.filter(({ state }) => state !== 'applied').length;
  process.stderr.write(`${objects.length} objects, ${odd} not as they were applied\n`);
  return odd === 0;
}

const stateOf = (applied: string | null, body: Live['body']): string => {
  if (applied === null) return 'unfinished';
  return hashOfJson(body) === applied ? 'applied' : 'changed';
};

function write(
  { format, to, set }: TargetOptions,
  { text, json }: { text: () => readonly string[]; json: () => object },
): void {
  const output = new Output();
  if (format === 'json') output.write(`${JSON.stringify({ to, set, ...json() }, null, 2)}\n`);
  else for (const line of text()) output.write(line);
  output.flush();
}

function lineOf(what: string, { name, title, reason }: Step): string {
  const of = title === name ? visible(name) : `${visible(name)}  ${visible(title)}`;
  return `${what}  ${of}${reason === null ? '' : ` (${visible(reason)})`}\n`;
}

const aboutStep = ({ kind, name, title, reason, wanted, live }: Step) => ({
  step: kind,
  name,
  title,
  rule: wanted?.rule ?? live?.mark?.rule ?? null,
  revision: live?.mark?.revision ?? null,
  reason,
});

/** How what is live differs from what is wanted; nothing where one of them isn't there. */
function changesOf({ kind, name, wanted, live }: Step): string {
  if (kind === 'keep' || !wanted || !live) return '';
  const [have, want] = [printed(live.body), printed(wanted.body)];
  return have === want ? '' : difference({ file: name, have, wanted: want });
}
