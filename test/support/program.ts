import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './files.ts';

const main = join(root, 'dist/cli/main.cjs');
let isBuilt = false;

/** Builds the program, unless it is newer than what it is made of. */
function build(): void {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/build.mjs'), '--if-stale'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  isBuilt = true;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface How {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the built program as a user does, in the project's folder unless another is given. */
export function rulewright(
  args: readonly string[],
  { cwd = root, input = '', env }: How = {},
): Ran {
  build();
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
    maxBuffer: 1 << 30,
  });
  return { status, stdout, stderr };
}

export interface Running {
  readonly ended: Promise<Ran>;
  /** Ends it, by its own id. */
  kill(signal: NodeJS.Signals): void;
}

/** Starts the built program and goes on, so that a server of this process can answer it. */
export function started(
  args: readonly string[],
  { cwd = root, input = '', env }: How = {},
): Running {
  build();
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
  });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      out[name] += text;
    });
  child.stdin.on('error', () => {}); // it may end before it has read
  child.stdin.end(input);
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...out }));
  });
  return { ended, kill: (signal) => void child.kill(signal) };
}

/** An empty folder for as long as `use` runs. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty folder for as long as what `use` begins takes. */
export async function whileInFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
