import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './installed.mjs';

/*
 * npm start: installs and builds what is missing, then shows what rulewright is for: the rules of
 * examples/ as queries, and the events beside them that they find. No server is asked.
 */

if (!install()) process.exit(1);
if (!isBuilt() && !run(process.execPath, ['scripts/build.mjs'])) process.exit(1);
const { story } = await import('./story.mjs');
for (const folder of readdirSync(join(root, 'examples'))) story(join(root, 'examples', folder));

/** Whether the program is newer than all it is made of. */
function isBuilt() {
  const program = join(root, 'dist/cli/main.js');
  if (!existsSync(program)) return false;
  const built = statSync(program).mtimeMs;
  return ['src', 'package-lock.json', 'scripts/build.mjs'].every((name) => newest(name) < built);
}

function newest(name) {
  const path = join(root, name);
  const times = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true }).map((inside) => statSync(join(path, inside)).mtimeMs)
    : [statSync(path).mtimeMs];
  return Math.max(...times);
}
