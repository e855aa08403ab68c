import { execFileSync } from 'node:child_process';
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
const { metafile } = await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist/cli',
  bundle: true,
  splitting: true, // what a command doesn't need is not loaded
  // less to read; in lines, for who is shown one of a bug's
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // packages that are not modules ask for what Node has by `require`
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
  // it would make an Intl.Segmenter, 20 ms of every start, to lay out a help that is all ASCII
  alias: { 'string-width': './scripts/ascii-width.cjs' },
  logLevel: 'warning',
  metafile: true,
});
chmodSync('dist/cli/main.js', 0o755);
writeFileSync('dist/cli/LICENSES.txt', licences(Object.keys(metafile.inputs)));

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
  const program = 'dist/cli/main.js';
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
