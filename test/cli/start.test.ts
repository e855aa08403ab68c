import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { root } from '../support/files.ts';
import { inFolder, rulewright } from '../support/program.ts';

describe('the start of the program', () => {
  it('takes the code that was kept when it was built', () => {
    expect(startOf(root, []).refused).to.equal('false');
  });

  it('does without where it was made under other flags', () => {
    const { refused, stdout } = startOf(root, ['--no-opt']);
    expect(refused).to.equal('true');
    expect(stdout).to.equal(rulewright(['list']).stdout);
  });

  for (const [what, spoil] of [
    ['is missing', (code: string) => rmSync(code)],
    ['is cut off', (code: string) => truncateSync(code, 100_000)],
    ['is something else', (code: string) => writeFileSync(code, 'Not code.')],
  ] as const)
    it(`does without where it ${what}`, () => {
      const { stdout } = rulewright(['list']);
      inFolder((folder) => {
        for (const part of ['dist/cli', 'templates', 'package.json'])
          cpSync(join(root, part), join(folder, part), { recursive: true });
        spoil(join(folder, 'dist/cli/program.code'));
        expect(startOf(folder, []).stdout).to.equal(stdout);
      });
    });
});

/** Runs `list`; what V8 says of the kept code goes to standard error. */
function startOf(folder: string, flags: readonly string[]): { refused: string; stdout: string } {
  rulewright(['list']); // builds what is stale
  const main = pathToFileURL(join(folder, 'dist/cli/main.cjs')).href;
  const look = `import(${JSON.stringify(main)}).then(({ script }) => process.stderr.write(String(script.cachedDataRejected)))`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '-e', look, 'rulewright', 'list'],
    { encoding: 'utf8' },
  );
  expect(status, stderr).to.equal(0);
  return { refused: stderr, stdout };
}
