import { expect } from 'chai';
import type { Change } from '../../src/cli/diff/change.ts';
import { compile, languages, predicate } from '../../src/index.ts';
import { single } from '../support/single.ts';
import { broken, type Files, ruleOf, runOn, sound } from './rules.ts';

const withId = (id: string, text: string) => `id: ${id}\n${text}`;
const changesOf = (files: Files, ...args: readonly string[]) => {
  const { stdout, ...ran } = runOn(files, ['diff', ...args, '--format', 'json']);
  return { ...ran, changes: JSON.parse(stdout) as readonly Change[] };
};

/** The same meaning in two texts. */
const before = `title: Whoami
logsource: {product: windows}
detection:
  selection:
    Image|endswith: ['\\whoami.exe', '\\id.exe']
  filter_a: {User: SYSTEM}
  filter_b: {Parent: null}
  condition: selection and not 1 of filter_*
level: low
`;
const after = `title: Who Am I
logsource: {product: windows}
detection:
  programs:
    - Image|endswith: \\ID.exe
    - Image|endswith: \\whoami.exe
  ours: {User: system}
  orphans: {Parent|exists: false}
  condition: programs and not ours and not orphans
level: high
`;

describe('rulewright diff', () => {
  it('says nothing of a rule that means the same in other words', () => {
    const { status, stdout, stderr } = runOn({ 'a.yml': before, 'b.yml': after }, [
      'diff',
      'a.yml',
      'b.yml',
    ]);
    expect([status, stdout, stderr]).to.deep.equal([0, '', '1 rule: 1 the same\n']);
  });

  it('shows what was added, what was removed, and events that tell', () => {
    const files = {
      'a.yml': before,
      'b.yml': after.replace('\\whoami.exe', '\\ver.exe').replace('and not orphans', 'or orphans'),
    };
    const { status, changes } = changesOf(files, 'a.yml', 'b.yml');
    expect(status).to.equal(1);
    const [{ change, meaning }] = changes as [Change];
    expect(change).to.equal('changed');
    const { added, removed, foundOnlyBy } = meaning!.tests!;
    expect(added).to.deep.equal([
      { test: '(match Image "*\\\\\\\\ver.exe")', path: 'b.yml', line: 6 },
      { test: '(null Parent)', path: 'b.yml', line: 8 },
    ]);
    expect(removed).to.deep.equal([
      { test: '(match Image "*\\\\\\\\whoami.exe")', path: 'a.yml', line: 5 },
      { test: '(exists Parent)', path: 'a.yml', line: 7 },
    ]);
    const finds = Object.entries(files).map(([path, text]) =>
      predicate(single(compile({ path, text }, { from: languages.sigma, to: [] })[0]!.rule).when),
    );
    for (const [events, only, other] of [
      [foundOnlyBy.old, finds[0]!, finds[1]!],
      [foundOnlyBy.new, finds[1]!, finds[0]!],
    ] as const) {
      expect(events).not.to.be.empty;
      for (const event of events) expect([only(event), other(event)]).to.deep.equal([true, false]);
    }
  });

  it('says that it found no event, and not that nothing has changed', () => {
    const files = {
      'a.yml': ruleOf('A', '{Image|contains: a}'),
      'b.yml': ruleOf('A', '[{Image|contains: a}, {Image|contains: ab}]'),
    };
    const { status, stdout } = runOn(files, ['diff', 'a.yml', 'b.yml']);
    expect(status).to.equal(1);
    expect(stdout).to.equal(
      '# A (b.yml)\n+ (match Image "*ab*") b.yml:4\nno event found that tells them apart\n\n',
    );
  });

  it('says that tests are joined in another way', () => {
    const files = {
      'a.yml': ruleOf('A', '{Image: a, User: b}'),
      'b.yml': ruleOf('A', '[{Image: a}, {User: b}]'),
    };
    const { stdout } = runOn(files, ['diff', 'a.yml', 'b.yml']);
    expect(stdout).to.match(/The tests are the same, and joined in another way\./);
    expect(stdout).to.match(/no event found that only the old rule finds\nonly the new rule finds/);
  });

  it('tells of a log source, which is where a rule looks', () => {
    const { status, stdout } = runOn(
      { 'a.yml': sound, 'b.yml': sound.replace('windows', 'linux') },
      ['diff', 'a.yml', 'b.yml'],
    );
    expect(status).to.equal(1);
    expect(stdout).to.equal(
      '# Sound (b.yml)\n- log source: product windows\n+ log source: product linux\n\n',
    );
  });

  it('lays folders beside each other, by ids and else by paths', () => {
    const files = {
      'old/moved.yml': withId('rule-1', ruleOf('Moved', '{Image: a}')),
      'old/deep/kept.yml': ruleOf('Kept', '{Image: a}'),
      'old/gone.yml': withId('rule-2', ruleOf('Gone', '{Image: a}')),
      'new/elsewhere/moved.yml': withId('rule-1', ruleOf('Moved', '{Image: b}')),
      'new/deep/kept.yml': ruleOf('Kept anew', '{Image: A}'),
      'new/more.yml': withId('rule-3', ruleOf('More', '{Image: a}')),
    };
    const { status, stderr, changes } = changesOf(files, 'old', 'new');
    expect(status).to.equal(1);
    expect(changes.map(({ change, rule }) => `${change} ${rule.path}`)).to.deep.equal([
      'same new/deep/kept.yml',
      'changed new/elsewhere/moved.yml',
      'added new/more.yml',
      'removed old/gone.yml',
    ]);
    expect(stderr).to.equal('4 rules: 1 changed, 1 added, 1 removed, 1 the same\n');
  });

  it('goes on past a rule that is refused, and says why it is', () => {
    const { status, stderr, changes } = changesOf(
      { 'a.yml': sound, 'b.yml': broken },
      'a.yml',
      'b.yml',
    );
    expect(status).to.equal(1);
    expect(changes.map(({ change }) => change)).to.deep.equal(['refused']);
    expect(stderr).to.match(/b\.yml:4:21 error sigma\/unknown-modifier/);
  });

  it('reads one of them from standard input', () => {
    const ran = runOn({ 'a.yml': before }, ['diff', '-', 'a.yml'], { input: after });
    expect([ran.status, ran.stderr]).to.deep.equal([0, '1 rule: 1 the same\n']);
  });

  it('shows of thousands of new tests a few, and one of the events that they find', () => {
    const list = (count: number) => Array.from({ length: count }, (_, i) => `value${i}`).join(', ');
    const { stdout } = runOn(
      {
        'a.yml': ruleOf('Many', `{Hash: [${list(4)}]}`),
        'b.yml': ruleOf('Many', `{Hash: [${list(5000)}]}`),
      },
      ['diff', 'a.yml', 'b.yml'],
    );
    expect(stdout).to.match(/^\+ and 4976 more$/m);
    expect(stdout).to.match(/^only the new rule finds\n {2}\{"Hash":"value4"\}$/m);
  });

  for (const [what, files, args] of [
    ['a file that there is not', { 'a.yml': sound }, ['a.yml', 'b.yml']],
    ['a folder without rules', { 'a.yml': sound, 'empty/x.txt': '' }, ['empty', 'a.yml']],
    ['one path alone', { 'a.yml': sound }, ['a.yml']],
  ] as const)
    it(`can't use ${what}`, () => {
      const { status, stdout, stderr } = runOn(files, ['diff', ...args]);
      expect([status, stdout]).to.deep.equal([2, '']);
      expect(stderr).not.to.equal('');
    });

  it('shows what a terminal would obey as signs', () => {
    const title = '"\\e[31m\\u202e"';
    const files = {
      'a.yml': ruleOf(title, '{Image: a}'),
      'b.yml': ruleOf(title, '{Image: "\\e[2J\\u009b"}'),
    };
    expect(runOn(files, ['diff', 'a.yml', 'b.yml']).stdout).not.to.match(/[\x1b\x9b\u202e]/);
  });
});
