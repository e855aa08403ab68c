import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { compile, languages, predicate } from '../../src/index.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { single } from '../support/single.ts';
import { type Files, ruleOf, runOn, writeFiles } from './rules.ts';

const rules: Files = {
  'rules/a.yml': `id: rule-a\n${ruleOf('A', '{Image: a.exe}')}`,
  'rules/deep/b.yml': `id: rule-b\n${ruleOf('B', '{Image: b.exe}')}`,
};
const settings = `exceptions:
  admins:
    rules: [RULE-A]
    reason: They do that, says ticket 7.
    detection:
      admins: {User|startswith: adm-}
      hosts: {Host: [jump1, jump2]}
      condition: admins and hosts
  all of deep:
    rules: ['rules/deep/**']
    detection:
      test: {Test: true}
      condition: test
environments:
  dev:
    exceptions:
      admins: null
`;
const emit = ['emit', 'rules', '--artifact', 'sigma,splunk-savedsearch', '--out', 'out'];

/** What a rule means that was emitted as Sigma. */
function finds(text: string): (event: object) => boolean {
  const [compiled] = compile({ path: 'x.yml', text }, { from: languages.sigma, to: [] });
  return (event) => predicate(single(compiled!.rule).when)(event as Record<string, unknown>);
}

const project = (
  files: Files,
  use: (
    run: (...args: string[]) => ReturnType<typeof rulewright>,
    read: (path: string) => string,
  ) => void,
) =>
  inFolder((cwd) => {
    writeFiles(cwd, files);
    use(
      (...args) => rulewright(args, { cwd }),
      (path) => readFileSync(join(cwd, path), 'utf8'),
    );
  });

describe('exceptions', () => {
  it('are taken from the rules that they name, a missing field under not as ever', () =>
    project({ ...rules, 'rulewright.yml': settings }, (run, read) => {
      const { status, stderr } = run(...emit);
      expect(status).to.equal(0);
      expect(stderr).not.to.include('settings/');
      const [a, b] = [finds(read('out/sigma/a.yml')), finds(read('out/sigma/deep/b.yml'))];
      expect(a({ Image: 'a.exe', User: 'adm-mia', Host: 'jump1' })).to.equal(false);
      expect(a({ Image: 'a.exe', User: 'adm-mia', Host: 'pc' })).to.equal(true);
      expect(a({ Image: 'a.exe', User: 'adm-mia' })).to.equal(true);
      expect(a({ Image: 'a.exe', Test: true })).to.equal(true);
      expect(b({ Image: 'b.exe', Test: true })).to.equal(false);
      expect(b({ Image: 'b.exe' })).to.equal(true);
      expect(read('out/splunk-savedsearch/savedsearches.conf')).to.match(
        /^search = Image="a\.exe" NOT \(User="adm-\*" Host IN \("jump1", "jump2"\)\)$/m,
      );
    }));

  it('are taken back by an environment', () =>
    project({ ...rules, 'rulewright.yml': settings }, (run, read) => {
      expect(run(...emit, '--env', 'dev').status).to.equal(0);
      expect(
        finds(read('out/sigma/a.yml'))({ Image: 'a.exe', User: 'adm-mia', Host: 'jump1' }),
      ).to.equal(true);
    }));

  it('make what was emitted stale when they change, and the hash of their rule another', () =>
    project({ ...rules, 'rulewright.yml': settings }, (run, read) => {
      run(...emit);
      const hashes = () => JSON.parse(read('out/rulewright.lock')).rules;
      const before = hashes();
      expect(run(...emit, '--check').status).to.equal(0);
      project(
        { ...rules, 'rulewright.yml': settings.replace('jump2', 'jump3') },
        (again, readAgain) => {
          again(...emit);
          const after = JSON.parse(readAgain('out/rulewright.lock')).rules;
          expect(after['rule-a'].hash).not.to.equal(before['rule-a'].hash);
          expect(after['rule-b']).to.deep.equal(before['rule-b']);
        },
      );
    }));

  it('are shown by config and explain, each with its place', () => {
    const files = { ...rules, 'rulewright.yml': settings };
    const config = runOn(files, ['config', 'rules/a.yml']).stdout;
    expect(config).to.match(/^exceptions\.admins: \{.*jump1.*\} {2}# rulewright\.yml:2$/m);
    expect(config).not.to.match(/deep:/);
    const { status, stdout } = runOn(files, ['explain', 'rules/a.yml', '--to', 'splunk-spl']);
    expect(status).to.equal(0);
    expect(stdout).to.include('- admins (rulewright.yml, line 2): They do that, says ticket 7.');
    expect(stdout).to.include('(and (match User "adm-*")');
    const [page] = JSON.parse(
      runOn(files, ['explain', 'rules/deep/b.yml', '--format', 'json']).stdout,
    );
    expect(page.exceptions).to.deep.equal([
      {
        name: 'all of deep',
        reason: null,
        path: 'rulewright.yml',
        line: 9,
        ir: '(boolean Test true)',
      },
    ]);
  });

  it('that no rule has are named, and hinder nothing', () => {
    const { status, stderr } = runOn(
      {
        ...rules,
        'rulewright.yml': settings.replace('[RULE-A]', '[rule-a, rule-x, rules/*.yaml]'),
      },
      emit,
    );
    expect(status).to.equal(0);
    expect(stderr).to.match(/rulewright\.yml:3:21 warning settings\/unused-exception/);
    expect(stderr).to.include('No rule is "rule-x", which the exception "admins" is for.');
    expect(stderr).to.include('No rule is "rules/*.yaml"');
    expect(stderr).not.to.include('"rule-a"');
  });

  for (const [what, from, to, said] of [
    ['a modifier', 'startswith', 'startwith', /rulewright\.yml:6:21 error sigma\/unknown-modifier/],
    [
      'a condition',
      'admins and hosts',
      'admins and host',
      /rulewright\.yml:8:29 error sigma\/unknown-search/,
    ],
    ['a key', 'reason:', 'raison:', /rulewright\.yml:4:5 error settings\/unknown-setting/],
    ['no rules', 'rules: [RULE-A]', 'rules: []', /rulewright\.yml:3:5 error settings\/bad-setting/],
    [
      'no detection',
      '    detection:\n      test: {Test: true}\n      condition: test\n',
      '',
      /"exceptions\.all of deep" lacks "detection"/,
    ],
    ['a placeholder', 'adm-', "'%admins%'", /rulewright\.yml:6/],
  ] as const)
    it(`can't be used with a slip in ${what}, which is shown`, () => {
      const text = settings.replace(from, to).replace("startswith: '%", "expand: '%");
      const { status, stderr } = runOn({ ...rules, 'rulewright.yml': text }, emit);
      expect(status, stderr).to.be.oneOf([1, 2]);
      expect(stderr).to.match(said);
    });
});
