import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { root } from './files.ts';

const isUpdate = process.env.UPDATE_GOLDEN === '1';

/** Holds a text against a file of the project; with UPDATE_GOLDEN=1, writes the file instead. */
export function expectGolden(path: string, text: string): void {
  const file = join(root, path);
  if (isUpdate) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : null;
  expect(text, `${path} (UPDATE_GOLDEN=1 npm run test:quick writes it anew)`).to.equal(kept);
}

/** Holds that a folder has these files and no others; with UPDATE_GOLDEN=1, removes the others. */
export function expectNoOthers(have: readonly string[], wanted: readonly string[]): void {
  const others = have.filter((path) => !wanted.includes(path));
  if (isUpdate) for (const path of others) rmSync(join(root, path));
  else expect(others, 'files that nothing writes').to.deep.equal([]);
}
