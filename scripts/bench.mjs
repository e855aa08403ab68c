import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * npm run bench [FOLDER [BACKEND]]: how long the program takes for all rules of a folder, beside what
 * Node takes to start, read the same files and parse them with js-yaml. The two run by turns, so that
 * what else the machine does falls on both; the medians are compared.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const [folder = defaultFolder(), backend = 'splunk-spl'] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 11);
const program = join(root, 'dist/cli/main.cjs');

const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale'], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

const work = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
try {
  const baseline = join(work, 'baseline.mjs');
  const jsYaml = createRequire(import.meta.url).resolve('js-yaml');
  writeFileSync(
    baseline,
    `import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
const { loadAll } = createRequire(import.meta.url)(${JSON.stringify(jsYaml)});
let count = 0;
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true }))
  if (entry.isFile() && /\\.ya?ml$/.test(entry.name)) {
    loadAll(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    count++;
  }
console.log(count);
`,
  );
  const translate = [program, 'translate', folder, '--to', backend, '--format', 'jsonl'];
  const times = { node: [], parse: [], translate: [] };
  for (let round = 0; round < rounds; round++) {
    times.node.push(run(['-e', '0']));
    times.parse.push(run([baseline, folder]));
    times.translate.push(run(translate));
  }
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.ya?ml$/.test(name));
  const [node, parse, all] = [times.node, times.parse, times.translate].map(median);
  console.log(`${files.length} files to ${backend}, medians of ${rounds} rounds:`);
  console.log(`  Node starts                        ${node.toFixed(0)} ms`);
  console.log(`  ... reads and js-yaml parses all   ${parse.toFixed(0)} ms`);
  console.log(`  rulewright translates all          ${all.toFixed(0)} ms`);
  console.log(`  ratio                              ${(all / parse).toFixed(2)}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function run(args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  });
  const took = performance.now() - start;
  const isDone = status === 0 || (status === 1 && stdout.length > 0); // 1: some rule was refused
  if (isDone) return took;
  throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** The corpus beside the project where it is there, else the examples. */
function defaultFolder() {
  const corpus = join(root, '../shared/sigma/rules');
  return existsSync(corpus) ? corpus : join(root, 'examples');
}
