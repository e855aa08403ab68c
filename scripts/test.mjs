import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { install, root, run } from './installed.mjs';

/*
 * npm test: installs what is missing, then runs every check, cheap ones first, while the engines
 * start. Ends with one line: `N passed, N failed`. An engine that does not start is a failure, and so
 * is a test that was left out. `npm run test:quick` does without engines.
 */

const withEngines = !process.argv.includes('--no-engines');
const count = { passed: 0, failed: 0 };
const step = (isGood) => (isGood ? count.passed++ : count.failed++);
const bin = (name) => join(root, 'node_modules/.bin', name);

if (install()) {
  const engines = withEngines ? startEngines() : null;
  try {
    step(run(bin('biome'), ['ci', '.']));
    step(run(bin('tsc'), ['--noEmit']));
    step(run(bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs']));
    step(run(process.execPath, ['scripts/build.mjs']));
    const running = engines ? await engines.running : '';
    if (engines) step(running !== null);
    if (running !== null) mocha(running);
  } finally {
    await engines?.stop();
  }
} else step(false);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;

/** Starts the engines beside us. `running` is how the tests are told of them, or null. */
function startEngines() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/engines/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'], // it ends when we are gone, however that comes about
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const running = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [name, value] = line.split(/=(.*)/s);
      if (name === 'RULEWRIGHT_RUNNING') resolve(value);
    });
    child.once('exit', () => resolve(null));
  });
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => child.kill('SIGTERM') && ended.then(() => process.exit(1)));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { running, stop };
}

/** Runs the tests, and adds up what they say. A run that says nothing has failed. */
function mocha(running) {
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-counts-'));
  const file = join(folder, 'counts.json');
  const env = { ...process.env, RULEWRIGHT_RUNNING: running, RULEWRIGHT_COUNTS: file };
  try {
    const isGood = run(bin('mocha'), ['--reporter', 'test/support/reporter.mjs'], env);
    const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
    count.passed += passed;
    count.failed += failed === 0 && !isGood ? 1 : failed;
  } catch (error) {
    console.error(error.message);
    step(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
