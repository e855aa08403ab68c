import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/*
 * dist/: the library as modules with their types, and the program as a bundle with all it needs, which
 * starts in half the time of hundreds of files. Beside it stand the licences of what is in it. With
 * --if-stale, nothing is done where the program is newer than what it is made of.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
if (process.argv.includes('--if-stale') && isFresh()) process.exit();
rmSync('dist', { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
rmSync('dist/cli', { recursive: true });
const programFile = 'dist/cli/program.cjs';
const { metafile } = await build({
  ...bundle('program.ts'),
  outfile: programFile,
  format: 'cjs',
  // a script has no address of its own: `cli/main.ts` calls it as a function
  banner: { js: '(function (require, programUrl) {' },
  footer: { js: '})' },
  define: { 'import.meta.url': 'programUrl' },
  // it would make an Intl.Segmenter, 20 ms of every start, to lay out a help that is all ASCII
  alias: {
    'string-width': './scripts/ascii-width.cjs',
    // the one for browsers hashes by itself: node:crypto is 15 ms of every start
    uuid: './node_modules/uuid/dist/index.js',
  },
  // most commands never talk to an engine: their clients stay packages, loaded when one does
  external: ['@elastic/elasticsearch', '@opensearch-project/opensearch', 'undici'],
  supported: { 'dynamic-import': false }, // a script has no imports of its own
  metafile: true,
});
writeFileSync(programFile, inAscii(readFileSync(programFile, 'utf8')));
await build({
  ...bundle('main.ts'),
  outfile: 'dist/cli/main.cjs',
  // a script: Node's loader of modules takes longer, and looks at all that `node:fs` has
  format: 'cjs',
  banner: { js: 'const mainUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { 'import.meta.url': 'mainUrl' },
});
chmodSync('dist/cli/main.cjs', 0o755);
writeFileSync('dist/cli/LICENSES.txt', licences(Object.keys(metafile.inputs)));
keepCode();

/** `cli/main.ts` reads one byte a character; esbuild leaves regular expressions as they are written. */
function inAscii(code) {
  return code.replace(
    /[^\0-\x7f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Options of what is bundled for the command line. */
function bundle(entry) {
  return {
    entryPoints: [join('src/cli', entry)],
    bundle: true,
    // less to read; in lines, for who is shown one of a bug's
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  };
}

/** Keeps the code of what it takes to translate rules of every kind: the tests' own. */
function keepCode() {
  const line = ['translate', 'test/rules', '--format', 'jsonl'];
  const { status, stderr } = spawnSync(process.execPath, ['scripts/keep-code.mjs', ...line], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 1) throw new Error(stderr); // 1: some rule was refused
}

/** The licence of every package that has a file in the bundle. */
function licences(files) {
  const packages = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(packages.filter(Boolean))]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(`${folder}/${file}`, 'utf8') : `${license}\n`;
      return `${name} ${version}\n\n${text}`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Whether the program is newer than all that it is made of. */
function isFresh() {
  const program = 'dist/cli/main.cjs';
  if (!existsSync(program)) return false;
  const built = statSync(program).mtimeMs;
  const parts = ['src', 'scripts', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  return parts.every((path) => newest(path) < built);
}

function newest(path) {
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newest(join(path, name))));
}
