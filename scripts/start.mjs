import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './installed.mjs';

/*
 * npm start: installs and builds what is missing, then shows what rulewright is for: the rules of
 * examples/ as queries, and the events beside them that they find. No server is asked.
 */

if (!install()) process.exit(1);
if (!run(process.execPath, ['scripts/build.mjs', '--if-stale'])) process.exit(1);
const { story } = await import('./story.mjs');
for (const folder of readdirSync(join(root, 'examples')))
  if (existsSync(join(root, 'examples', folder, 'events.ndjson'))) story(`examples/${folder}`);
console.log('\nYour own: npx rulewright translate RULES --to splunk-spl,elasticsearch-dsl');
