import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { largest } from '../../src/cli/inputs.ts';
import type { DiagnosticJson } from '../../src/diagnostic/diagnostic.ts';
import { root } from '../support/files.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { brief, broken, linesOf, remarked, runOn, sound, writeFiles } from './rules.ts';

const jsonl = ['--to', 'splunk-spl', '--format', 'jsonl'];
const utf16 = (text: string) =>
  Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
/** A sound rule in a file of this many bytes. */
const sized = (bytes: number) => `${sound}#${'a'.repeat(bytes - sound.length - 2)}\n`;

describe('what is given to read', () => {
  for (const [what, body, status, said] of [
    ['is not YAML', 'detection:\n\ts: x\n', 1, '2:1 yaml/syntax'],
    ['is empty', '', 1, '1:1 sigma/empty'],
    ['holds comments only', '# nothing\n---\n# here\n', 1, '1:1 sigma/empty'],
    ['is a text without a rule', 'Dear reader\n', 1, '1:1 sigma/not-a-rule'],
    ['is binary', Buffer.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff), 1, '1:1 input/not-text'],
    ['holds a zero byte', `${sound}# \0\n`, 1, '1:1 input/not-text'],
    ['is in UTF-16 with a byte order mark', utf16(sound), 1, '1:1 input/not-text'],
    ['is in Latin-1', Buffer.from(`# caf\xe9\n${sound}`, 'latin1'), 1, '1:1 input/not-text'],
    ['is of ten megabytes', 'a'.repeat(10_000_000), 1, '1:1 input/too-large'],
    ['is a byte too large', sized(largest + 1), 1, '1:1 input/too-large'],
  ] as const)
    it(`is refused where it ${what}, and the other rules come out`, () => {
      const ran = runOn({ 'a.yml': body, 'z.yml': sound }, [
        'translate',
        'a.yml',
        'z.yml',
        ...jsonl,
      ]);
      const [bad, good] = linesOf(ran.stdout);
      expect([ran.status, bad!.query, bad!.fidelity]).to.deep.equal([status, null, 'refused']);
      expect(bad!.diagnostics.map(brief)).to.include(`a.yml:${said}`);
      expect(good!.query).to.equal('Image="a.exe"');
    });

  const others = {
    'docker-compose.yml': 'services:\n  web:\n    image: nginx\n',
    'lists/admins.yml': '- ada\n- mia\n',
    'two.yaml': 'a: 1\n---\nb: 2\n',
  };

  it('is passed over in a folder, and told, where it is YAML of another program', () => {
    const ran = runOn({ ...others, 'z.yml': sound }, ['translate', '.', ...jsonl]);
    expect([ran.status, linesOf(ran.stdout).length]).to.deep.equal([0, 1]);
    const files = 'docker-compose.yml, lists/admins.yml, two.yaml';
    expect(ran.stderr).to.include(
      `3 files have no key of a rule's, and were passed over: ${files}`,
    );
  });

  it('is refused where all of a folder is of another program, or where it was named', () => {
    const all = runOn(others, ['translate', '.', ...jsonl]);
    expect([all.status, brief(linesOf(all.stdout)[0]!.diagnostics[0]!)]).to.deep.equal([
      2,
      '.:1:1 input/no-rules',
    ]);
    const named = runOn(others, ['translate', 'two.yaml', ...jsonl]);
    expect([named.status, linesOf(named.stdout).length]).to.deep.equal([1, 2]);
  });

  for (const [what, body] of [
    ['its key is misspelt', 'log_source: { product: windows }\n'],
    ['it is JSON', '{ "a": 1, "title": "x" }\n'],
    ['it is in a list', '- title: x\n'],
    ['it is not sound', 'a: [\n'],
    ['it is text', 'Dear reader\n'],
  ] as const)
    it(`is a rule of a folder where ${what}`, () => {
      const ran = runOn({ 'a.yml': body, 'z.yml': sound }, ['translate', '.', ...jsonl]);
      expect([ran.status, linesOf(ran.stdout).length]).to.deep.equal([1, 2]);
    });

  for (const [what, body] of [
    ['as large as may be', sized(largest)],
    ['with a byte order mark', `\ufeff${sound}`],
    ['with lines that end as on Windows', sound.replaceAll('\n', '\r\n')],
    ['with the sign for what is not text', `# \ufffd\n${sound}`],
    ['without an end to its last line', sound.trimEnd()],
  ] as const)
    it(`is read where it is ${what}`, () => {
      const ran = runOn({ 'a.yml': body }, ['translate', 'a.yml', ...jsonl]);
      expect([ran.status, linesOf(ran.stdout)[0]!.query]).to.deep.equal([0, 'Image="a.exe"']);
    });

  for (const [what, body, place] of [
    ['a byte order mark', `\ufeff${remarked}`, '1:9'],
    ['lines that end as on Windows', `# one\r\n# two\r\n${remarked}`, '3:9'],
    ['signs of two units', `# \u{1f600}\nauthor: "\u{1f600}"\n${remarked}`, '3:9'],
  ] as const)
    it(`has the right places with ${what}`, () => {
      const { stdout } = runOn({ 'a.yml': body }, ['check', 'a.yml']);
      expect(stdout).to.match(new RegExp(`^a\\.yml:${place} warning sigma/bad-value\n`));
    });

  it('is a rule of each sound document, whatever the others are', () => {
    const ran = runOn({ 'a.yml': [sound, broken, 'text\n', sound].join('---\n') }, [
      'translate',
      'a.yml',
      ...jsonl,
    ]);
    expect(ran.status).to.equal(1);
    expect(linesOf(ran.stdout).map(({ rule, fidelity }) => [rule.title, fidelity])).to.deep.equal([
      ['Sound', 'exact'],
      ['Broken', 'refused'],
      [null, 'refused'],
      ['Sound', 'exact'],
    ]);
  });

  it('is, of a folder, the files with the right endings, in the order of their names', () => {
    const bodies = ['b.yml', 'a.yaml', 'a/z.yml', 'a/b/c.yml', '.hidden.yml', '.git/x.yml'];
    const others = ['node_modules/x/y.yml', 'a.txt', 'yml', 'a.yml.bak'];
    const files = [...bodies, ...others].map((name) => [`in/${name}`, sound]);
    const { stdout } = runOn(Object.fromEntries(files), ['translate', 'in', ...jsonl]);
    expect(linesOf(stdout).map(({ rule }) => rule.path)).to.deep.equal([
      'in/a.yaml',
      'in/a/b/c.yml',
      'in/a/z.yml',
      'in/b.yml',
    ]);
  });

  for (const [what, args] of [
    ['standard input', ['-', ...jsonl]],
    ['standard input, behind the options', [...jsonl, '-']],
    ['standard input, behind --', [...jsonl, '--', '-']],
  ] as const)
    it(`is ${what}`, () => {
      const { status, stdout } = rulewright(['translate', ...args], { input: sound });
      const found = linesOf(stdout).map(({ rule, query }) => [rule.path, query]);
      expect([status, found]).to.deep.equal([0, [['-', 'Image="a.exe"']]]);
    });

  for (const [what, input, said] of [
    ['an empty standard input', '', 'sigma/empty'],
    ['a broken rule from standard input', broken, 'sigma/unknown-modifier'],
    ['a binary standard input', 'a\0b', 'input/not-text'],
  ] as const)
    it(`is refused where it is ${what}`, () => {
      const { status, stdout } = rulewright(['check', '-', '--format', 'json'], { input });
      const [only, ...rest] = JSON.parse(stdout) as DiagnosticJson[];
      expect([status, only!.path, only!.code, rest]).to.deep.equal([1, '-', said, []]);
    });

  it('is a file whose name begins with a dash, behind --', () => {
    const { status, stdout } = runOn({ '-a.yml': sound }, ['translate', ...jsonl, '--', '-a.yml']);
    expect([status, linesOf(stdout)[0]!.rule.path]).to.deep.equal([0, '-a.yml']);
  });

  it('is a file of any ending, where it is named', () =>
    expect(runOn({ rule: sound }, ['translate', 'rule']).status).to.equal(0));

  for (const [what, path, said] of [
    ['a path that is not there', 'nothing.yml', 'input/unreadable'],
    ['a path through a file', 'z.yml/a.yml', 'input/unreadable'],
    ['an empty path', '', 'input/unreadable'],
    ['a link that leads nowhere', 'nowhere.yml', 'input/unreadable'],
    ['a link that leads to itself', 'circle.yml', 'input/unreadable'],
    ['a folder without rules', 'empty', 'input/no-rules'],
  ] as const)
    it(`can't be ${what}, and the other rules come out`, () =>
      inFolder((cwd) => {
        writeFiles(cwd, { 'z.yml': sound, 'empty/read.me': '' });
        symlinkSync('nothing', join(cwd, 'nowhere.yml'));
        symlinkSync('circle.yml', join(cwd, 'circle.yml'));
        const { status, stdout, stderr } = rulewright(['translate', path, 'z.yml', ...jsonl], {
          cwd,
        });
        const [bad, good] = linesOf(stdout);
        expect([status, stderr]).to.deep.equal([2, '']);
        expect(bad!.rule).to.deep.equal({ id: null, title: null, path });
        expect(bad!.diagnostics.map(brief)).to.deep.equal([`${path}:1:1 ${said}`]);
        expect(good!.query).to.equal('Image="a.exe"');
      }));

  it('may hold, in a folder, a link that leads nowhere: a finding, as nobody named it', () =>
    inFolder((cwd) => {
      writeFiles(cwd, { 'in/z.yml': sound });
      symlinkSync('nothing', join(cwd, 'in/a.yml'));
      symlinkSync('../in', join(cwd, 'in/loop'));
      const { status, stdout } = rulewright(['check', 'in', '--format', 'json'], { cwd });
      expect(status).to.equal(1);
      expect(JSON.parse(stdout).map(brief)).to.deep.equal(['in/a.yml:1:1 input/unreadable']);
    }));

  it("can't be a file that one may not read", function () {
    const program = join(root, 'dist/cli/main.cjs');
    rulewright(['--version']); // builds it
    inFolder((cwd) => {
      writeFiles(cwd, { 'a.yml': sound, 'z.yml': sound });
      chmodSync(cwd, 0o755);
      chmodSync(join(cwd, 'a.yml'), 0);
      // who may read everything asks as somebody who may not
      const as = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      const run = (args: readonly string[]) =>
        spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', ...as });
      if (run(['--version']).status !== 0) this.skip(); // nor the program itself
      const { status, stdout } = run(['translate', 'a.yml', 'z.yml', ...jsonl]);
      const [bad, good] = linesOf(stdout);
      expect([status, bad!.diagnostics[0]!.message]).to.deep.equal([2, 'You may not read it.']);
      expect(good!.query).to.equal('Image="a.exe"');
    });
  });
});
