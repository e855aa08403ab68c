import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../engines/install.ts';

/** Whether there is a Python that can install packages. */
export const hasPython = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;

if (!hasPython)
  console.log(
    'Left out: the tests by readers that are written in Python, for there is no python3 with pip.',
  );

/** A folder with a package of PyPI's and none of what it needs, downloaded if it isn't there. */
export function pythonPackage(name: string, version: string): string {
  const folder = join(cache, `python-${name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'install-'));
  try {
    const target = join(work, 'packages');
    const options = ['--quiet', '--no-deps', '--ignore-requires-python', '--target', target];
    const { status, stderr } = spawnSync(
      'python3',
      ['-m', 'pip', 'install', ...options, `${name}==${version}`],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`pip did not bring ${name} ${version}: ${stderr}`);
    try {
      renameSync(target, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error; // another run was quicker
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
