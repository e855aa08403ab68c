import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { BadConnection } from '../../cluster/connection.ts';
import { type KeptPlan, planKey, planText, readPlan } from '../../deploy/plan-file.ts';

/** No plan of ours is as large. */
const most = 256 * 1024 * 1024;

/** Whether what is to be applied is no rules but a plan of them. */
export function isPlanFile(paths: readonly string[]): boolean {
  const [path] = paths;
  if (paths.length !== 1 || path === undefined || path === '-') return false;
  try {
    if (!statSync(path).isFile()) return false;
    const head = Buffer.alloc(64);
    const file = openSync(path, 'r');
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
    return new RegExp(`^\\s*\\{\\s*"${planKey}"`).test(head.toString('latin1'));
  } catch {
    return false; // whoever reads rules says what is wrong with it
  }
}

/** @throws BadConnection where it is no plan, or not as it was written */
export function readPlanFile(path: string): KeptPlan {
  const { size } = statSync(path);
  if (size > most) throw new BadConnection(`${path} is larger than any plan.`);
  const plan = readPlan(readFileSync(path, 'utf8'));
  if ('fault' in plan) throw new BadConnection(`${path} can't be applied. ${plan.fault}`);
  return plan;
}

/** Writes a plan, whole or not at all, for nobody else to read: it holds what the target is to hold. */
export function writePlanFile(path: string, plan: KeptPlan): void {
  const aside = `${path}.${process.pid}`;
  try {
    writeFileSync(aside, planText(plan), { mode: 0o600 });
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw new BadConnection(`The plan can't be written: ${(error as Error).message}.`);
  }
}
