import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/files.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { type Files, ruleOf, writeFiles } from './rules.ts';

const rules: Files = Object.fromEntries(
  Array.from({ length: 60 }, (_, i) => [
    `rules/r${i}.yml`,
    `id: rule-${i}\n${ruleOf(`Rule ${i}`, '{Image: a.exe}')}`,
  ]),
);
const args = ['emit', 'rules', '--artifact', 'elastic-watcher', '--out', 'out'];
const claim = 'out/.rulewright-running';

const inProject = (use: (cwd: string) => void) =>
  inFolder((cwd) => {
    writeFiles(cwd, rules);
    use(cwd);
  });

const emitIn = (cwd: string) =>
  new Promise<{ status: number | null; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [join(root, 'dist/cli/main.cjs'), ...args], { cwd });
    let stderr = '';
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.once('close', (status) => resolve({ status, stderr }));
  });

/** The number of a process that ends by itself. */
const gone = (): number => spawn(process.execPath, ['--version']).pid!;

describe('two runs of emit into one folder', function () {
  this.timeout(120_000);

  it('leave it as one of them would: the other waits for nobody and says so', async () => {
    rulewright(['--version']); // builds the program
    const cwd = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
    try {
      writeFiles(cwd, rules);
      const ran = await Promise.all([1, 2, 3, 4].map(() => emitIn(cwd)));
      const refused = ran.filter(({ status }) => status === 2);
      for (const { stderr } of refused) expect(stderr).to.match(/error input\/claimed/);
      expect(ran.filter(({ status }) => status === 0).length).to.equal(4 - refused.length);
      expect(refused.length).to.be.below(4);
      expect(rulewright([...args, '--check'], { cwd }).status).to.equal(0);
      expect(readdirSync(join(cwd, 'out')).sort()).to.deep.equal([
        'elastic-watcher',
        'rulewright.lock',
      ]);
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });

  it('end with the second, while the first writes', () =>
    inProject((cwd) => {
      writeFiles(cwd, { [claim]: `${process.pid} ${hostname()}\n` });
      const { status, stderr } = rulewright(args, { cwd });
      expect(status).to.equal(2);
      expect(stderr).to.include(`Another run writes into this folder: process ${process.pid}.`);
      expect(stderr).to.include(`If there is none, remove ${claim}.`);
      expect(readdirSync(join(cwd, 'out'))).to.deep.equal(['.rulewright-running']);
      expect(rulewright([...args, '--check'], { cwd }).status).to.equal(1); // looking is free
    }));

  it('end with the second, where the first is on another machine', () =>
    inProject((cwd) => {
      writeFiles(cwd, { [claim]: '1 elsewhere.example\n' });
      expect(rulewright(args, { cwd }).status).to.equal(2);
    }));

  for (const [what, text] of [
    ['was killed', () => `${gone()} ${hostname()}\n`],
    ['wrote nothing but its file', () => ''],
    ['wrote what is none', () => '-1 0\n'],
  ] as const)
    it(`are one where the first ${what}`, async () => {
      const held = text();
      await new Promise((resolve) => setTimeout(resolve, 500)); // until that process has ended
      inProject((cwd) => {
        writeFiles(cwd, { [claim]: held, [`${claim}-${held.split(' ')[0] || 1}`]: held });
        expect(rulewright(args, { cwd }).status).to.equal(0);
        expect(readdirSync(join(cwd, 'out')).filter((name) => /running$/.test(name))).to.be.empty;
        expect(rulewright([...args, '--check'], { cwd }).status).to.equal(0);
      });
    });
});
