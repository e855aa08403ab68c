import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/files.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { broken, linesOf, ruleOf, runOn, sound, writeFiles } from './rules.ts';

/** What moves a terminal's cursor, sets its colours or turns the direction of text. */
const moves = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe('what a terminal is shown', () => {
  for (const [what, env, isColored] of [
    ['has no colours where nobody looks', {}, false],
    ['has colours with FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['has none with NO_COLOR, whatever else is wished', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['has colours where NO_COLOR is empty', { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ] as const)
    it(what, () => {
      const checked = runOn({ 'a.yml': broken }, ['check', 'a.yml'], { env });
      const translated = runOn({ 'a.yml': broken }, ['translate', 'a.yml'], { env });
      expect(checked.stdout.includes('\x1b['), 'check').to.equal(isColored);
      expect(translated.stderr.includes('\x1b['), 'translate').to.equal(isColored);
    });

  it('has colours in nothing that programs read', () => {
    for (const format of ['json', 'sarif', 'github']) {
      const args = ['check', 'a.yml', '--format', format];
      const { stdout } = runOn({ 'a.yml': broken }, args, { env: { FORCE_COLOR: '1' } });
      expect(stdout).not.to.contain('\x1b');
    }
  });

  for (const [what, body] of [
    ['a line of the rule', ruleOf('Odd', '{"Image|contians": "\u202eexe.a\u2066"}')],
    ['a name that is quoted', ruleOf('Odd', '{"Image|\\e[2Ja": a}')],
    ['a raw escape code, which YAML forbids', ruleOf('\x1b[31mRed', '{Image: a.exe}')],
    ['a regular expression', ruleOf('Odd', '{"Image|re": "(?\\e[2J)"}')],
    ['a condition', sound.replace('condition: selection', 'condition: "\\e[2Jselection"')],
  ] as const)
    it(`is not moved by ${what}`, () => {
      const { status, stdout } = runOn({ 'a.yml': body }, ['check', 'a.yml']);
      expect(status).to.equal(1);
      expect(stdout).not.to.match(moves);
      expect(stdout).to.match(/^a\.yml:\d+:\d+ error (?:sigma|yaml)\//);
    });

  it('is not moved by the name of a file', () => {
    const path = 'a\x1b[31m\r\x07\x9b2J\u202e.yml';
    const { stdout } = runOn({ [path]: broken }, ['check', path]);
    expect(stdout).not.to.match(moves);
    expect(stdout).to.match(/:4:21 error/);
  });

  it('is one line of JSON for each query, whatever the names hold', () => {
    const path = 'a\nb\x1b[31m".yml';
    const title = 'One\ntwo\x1b[31m\u2028';
    const { stdout } = runOn({ [path]: ruleOf(JSON.stringify(title), '{Image: "a\\nb"}') }, [
      'translate',
      path,
      '--format',
      'jsonl',
    ]);
    const lines = linesOf(stdout);
    expect(lines.map(({ rule }) => rule)).to.deep.equal(
      [1, 2, 3].map(() => ({ id: null, title, path })),
    );
    expect(stdout).not.to.match(moves);
  });

  it('has no progress bar where no terminal is', () => {
    const files = Object.fromEntries(
      Array.from({ length: 250 }, (_, i) => [`in/${i}.yml`, sound] as const),
    );
    const { status, stderr } = runOn(files, ['check', 'in']);
    expect([status, stderr]).to.deep.equal([0, '250 rules: 0 errors, 0 other remarks\n']);
  });

  it('is all that a reader wants, who may leave before the end', () =>
    inFolder((cwd) => {
      const values = Array.from({ length: 20_000 }, (_, i) => `v${i}`).join(', ');
      writeFiles(cwd, { 'a.yml': ruleOf('Long', `{Image: [${values}]}`) });
      const args = ['translate', 'a.yml', '--to', 'splunk-spl', '--format', 'jsonl'];
      const whole = rulewright(args, { cwd });
      expect(linesOf(whole.stdout)[0]!.fidelity).to.equal('exact');
      expect(whole.stdout.length, 'more than a pipe holds').to.be.above(1 << 17);
      const script = '{ "$@"; echo "status $?" >&2; } | head -c 10';
      const program = [process.execPath, join(root, 'dist/cli/main.cjs')];
      const piped = spawnSync('sh', ['-c', script, 'sh', ...program, ...args], {
        cwd,
        encoding: 'utf8',
      });
      expect(piped.stdout).to.equal(whole.stdout.slice(0, 10));
      expect(piped.stderr).to.equal('status 0\n');
    }));
});
