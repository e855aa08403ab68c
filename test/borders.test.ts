import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { filesIn, readText, root } from './support/files.ts';

describe('borders', () => {
  it('are kept by every module, of which there are some', function () {
    this.timeout(60_000);
    const cruiser = join(root, 'node_modules/.bin/depcruise');
    const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    const answer = JSON.parse(
      execFileSync(cruiser, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }),
    ) as { summary: { totalCruised: number; violations: unknown[] } };
    // a compiler that it can't work with makes it see no module, and no violation
    expect(answer.summary.totalCruised).to.be.at.least(filesIn('src', '.ts').length);
    expect(answer.summary.violations).to.deep.equal([]);
  });

  for (const layer of ['languages', 'backends', 'pipelines', 'deploy'])
    it(`let out every folder of src/${layer}`, () => {
      const folders = readdirSync(join(root, 'src', layer), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
        .map(({ name }) => `./${name}/index.ts`);
      const exported = [...readText(`src/${layer}/index.ts`).matchAll(/from '(.*)'/g)];
      expect(exported.map(([, path]) => path).sort()).to.deep.equal(folders.sort());
    });
});
