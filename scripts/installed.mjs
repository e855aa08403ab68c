import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, which every script works in. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs the packages of the lock file, unless they are there. True when they are. */
export function install() {
  if (isInstalled()) return true;
  console.error('Installing packages ...');
  // not `npm ci`: it wants an entry for every platform's binaries, of which a registry may lack some
  const options = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', options, { cwd: root, stdio: ['ignore', 2, 2] });
  return status === 0;
}

/** npm writes down what it has installed, in the lock file's own form. */
function isInstalled() {
  const installed = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  );
}

/** Runs a command in the project's folder; true when it ends well. */
export function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
}
