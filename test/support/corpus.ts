import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from './files.ts';

/** The corpora beside the project, which tests read where they are there. */
export const shared = join(root, '../shared');
const isThere = existsSync(join(shared, 'sigma/rules'));

if (!isThere) console.log(`Left out: the tests over the corpora, which are not in ${shared}.`);

/** A suite that needs the corpora. */
export function onCorpus(title: string, suite: () => void): void {
  if (!isThere) return;
  describe(title, function () {
    this.timeout(600_000);
    suite();
  });
}

/** The JSON objects of a gzipped file with one in each line. */
export const readLines = <T>(path: string): readonly T[] =>
  gunzipSync(readFileSync(join(shared, path)))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** The files of a folder of the corpora, and of those inside it. */
export const findFiles = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(shared, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
