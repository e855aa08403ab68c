import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './installed.mjs';

/** Shows a folder of examples: what its rules are as queries, and which events of events.ndjson they find. */
export function story(folder) {
  const events = `${folder}/events.ndjson`;
  for (const args of [
    ['translate', folder, '--to', 'splunk-spl'],
    ['test', folder, '--events', events],
  ]) {
    console.log(`\n$ npx rulewright ${args.join(' ')}\n`);
    const main = join(root, 'dist/cli/main.cjs');
    spawnSync(process.execPath, [main, ...args], { cwd: root, stdio: ['ignore', 1, 1] });
  }
}
