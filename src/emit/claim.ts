import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** What stands in a folder while a run writes into it: the run's process, and its machine. */
const claimName = '.rulewright-running';

/** The run that writes into a folder already. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The file that says so. */
  readonly file: string;
}

/**
 * Claims a folder for this run, and makes it where there is none: what gives it up again, or who has claimed it
 * before. The claim of a run that was killed is taken over; that of another machine's is left to people.
 */
export function claim(folder: string): (() => void) | Holder {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, claimName);
  const own = join(folder, `${claimName}-${process.pid}`);
  const mine = `${process.pid} ${hostname()}\n`;
  writeFileSync(own, mine);
  try {
    // once more for each claim that was taken over, by us or by another run
    for (let i = 0; i < 10; i++) {
      if (isLinked(own, file)) {
        sweep(folder);
        return () => giveUp(folder, file);
      }
      const held = read(file);
      if (held === null) continue;
      const holder = holderOf(held, file);
      if (isAlive(holder)) return holder;
      takeAway(file, held, own);
    }
    return holderOf(read(file) ?? '', file);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Puts our claim in its place, whole and only if there is none. */
function isLinked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the claim of a run that is gone; what another run has put there since is put back. */
function takeAway(file: string, held: string, own: string): void {
  const aside = `${own}-old`;
  try {
    renameSync(file, aside);
  } catch {
    return; // another run was quicker
  }
  if (read(aside) !== held) isLinked(aside, file);
  rmSync(aside, { force: true });
}

/** Removes what runs left behind that were killed while they claimed the folder. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^\.rulewright-running-(\d+)(?:-old)?$/.exec(name) ?? [];
    if (pid !== undefined && !isAlive({ pid: Number(pid), host: hostname(), file: name }))
      rmSync(join(folder, name), { force: true });
  }
}

function giveUp(folder: string, file: string): void {
  rmSync(file, { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // it isn't empty, as a rule
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function holderOf(text: string, file: string): Holder {
  const [pid = '', host = ''] = text.trim().split(' ');
  return { pid: Number(pid), host, file };
}

function isAlive({ pid, host }: Holder): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
