import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import jsYaml from 'js-yaml';
import { filesIn, readText, root } from './support/files.ts';
import { inFolder, rulewright } from './support/program.ts';

/*
 * examples/repo is a detection repository. The commands of its workflow run here in a copy of it, as CI would
 * run them, and have to end well: what is emitted is fresh. UPDATE_GOLDEN=1 emits it anew.
 */

const folder = 'examples/repo';
const workflow = `${folder}/.github/workflows/rules.yml`;
const isRule = (path: string) =>
  path.endsWith('.yml') && !/\.test\.yml$|rulewright\.yml$/.test(path);
const rules = filesIn(`${folder}/rules`).filter(isRule);

interface Step {
  readonly name?: string;
  readonly run?: string;
}
const steps = (
  jsYaml.load(readText(workflow)) as { jobs: { rules: { steps: readonly Step[] } } }
).jobs.rules.steps.filter(({ run }) => run?.includes('rulewright '));

/** A copy of the repository under git, with `rulewright` on the path; its branch is what the next one goes to. */
function inCopy(
  use: (run: (script: string) => { status: number | null; said: string }, cwd: string) => void,
) {
  rulewright(['--version']); // builds the program
  inFolder((cwd) => {
    cpSync(join(root, folder), cwd, { recursive: true });
    const bin = join(cwd, '.git/bin');
    const run = (script: string) => {
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
        cwd,
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: `${bin}:${process.env.PATH}`,
          BASE: 'HEAD',
          GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
        },
      });
      return { status, said: stdout + stderr };
    };
    const made = run(
      'git init -q . && git -c user.name=a -c user.email=a@b.c add . && git -c user.name=a -c user.email=a@b.c commit -qm all && mkdir .git/bin',
    );
    expect(made.status, made.said).to.equal(0);
    const main = join(root, 'dist/cli/main.cjs');
    writeFileSync(
      join(bin, 'rulewright'),
      `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`,
    );
    chmodSync(join(bin, 'rulewright'), 0o755);
    use(run, cwd);
  });
}

describe('the example of a repository', function () {
  this.timeout(120_000);

  it('has rules, each with a test beside it', () => {
    expect(rules.length).to.be.at.least(6);
    for (const rule of rules)
      expect(filesIn(`${folder}/rules`)).to.include(rule.replace(/\.yml$/, '.test.yml'));
  });

  it('does in its workflow what it says, and all of it ends well', () =>
    inCopy((run, cwd) => {
      if (process.env.UPDATE_GOLDEN === '1')
        for (const line of steps.flatMap((step) => step.run!.split('\n')))
          if (/^ *rulewright emit/.test(line)) {
            const args = line
              .trim()
              .split(' ')
              .slice(1)
              .filter((arg) => arg !== '--check');
            rulewright([...args, '--force'], { cwd: join(root, folder) });
            rulewright([...args, '--force'], { cwd });
          }
      expect(steps.map(({ name }) => name)).to.have.length(4);
      for (const { name, run: script } of steps) {
        const { status, said } = run(script!);
        expect(status, `${name}\n${said}`).to.equal(0);
      }
      expect(JSON.parse(readFileSync(join(cwd, 'check.sarif'), 'utf8')).runs[0].results).to.be
        .empty;
      const tests = readFileSync(join(cwd, 'tests.xml'), 'utf8');
      const [, count] = /<testsuites [^>]*tests="(\d+)" failures="0"/.exec(tests)!;
      expect(Number(count)).to.be.at.least(2 * rules.length);
      expect(readFileSync(join(cwd, 'diff.txt'), 'utf8')).to.equal('');
    }));

  it('has a workflow that fails on a rule that is changed and not emitted, and says what has changed', () =>
    inCopy((run, cwd) => {
      const path = join(cwd, rules[0]!.slice(folder.length + 1));
      writeFileSync(path, readFileSync(path, 'utf8').replace('StopLogging', 'StopLoggin'));
      const statuses = steps.map(({ run: script }) => run(script!).status);
      expect(statuses).to.deep.equal([0, 1, 1, 0]);
      expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).to.match(
        /^\+ \(match eventName "StopLoggin"\)/m,
      );
    }));

  it('names a hook that there is', () => {
    const load = (path: string) => jsYaml.load(readText(path));
    const hooks = load('.pre-commit-hooks.yaml') as { id: string }[];
    const { repos } = load(`${folder}/.pre-commit-config.yaml`) as {
      repos: { hooks: { id: string }[] }[];
    };
    for (const { id } of repos.flatMap((repo) => repo.hooks))
      expect(hooks.map((hook) => hook.id)).to.include(id);
  });
});
