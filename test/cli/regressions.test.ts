import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/files.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { brief, broken, linesOf, ruleOf, runOn, sound, writeFiles } from './rules.ts';

/* Faults that were found by trying to break the program: none of them comes back. */

const jsonl = ['--to', 'splunk-spl', '--format', 'jsonl'];
const check = ['check', 'a.yml', '--format', 'json'];
const checked = (body: string) =>
  (JSON.parse(runOn({ 'a.yml': body }, check).stdout) as Parameters<typeof brief>[0][]).map(brief);
const several = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join('');
const withCondition = (condition: string) =>
  sound.replace('condition: selection', `condition: ${condition}`);

describe('the command line', () => {
  for (const args of [
    ['-', ...jsonl],
    [...jsonl, '-'],
    [...jsonl, '--', '-'],
  ])
    it(`reads standard input: ${args.join(' ')}`, () => {
      const { status, stdout } = rulewright(['translate', ...args], { input: sound });
      expect([status, linesOf(stdout).map(({ query }) => query)]).to.deep.equal([
        0,
        ['Image="a.exe"'],
      ]);
    });

  it('reads the folder it is in', () =>
    expect(runOn({ 'a.yml': sound }, ['check', '.'])).to.deep.equal({
      status: 0,
      stdout: '',
      stderr: '1 rule: 0 errors, 0 other remarks\n',
    }));

  it('takes for a path what stands behind --', () =>
    expect(runOn({ '-a.yml': sound }, ['translate', ...jsonl, '--', '-a.yml']).status).to.equal(0));

  for (const args of [
    ['translate', 'a.yml', '--out'],
    ['translate', 'a.yml', '--to'],
    ['translate', 'a.yml', '--format'],
    ['translate', 'a.yml', '--strict=maybe'],
    ['--', 'translate', 'a.yml'],
  ])
    it(`refuses ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = runOn({ 'a.yml': sound }, args);
      expect([status, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.match(/\S/);
    });

  it('reads what it may of a folder with another that it may not read', () => {
    rulewright(['--version']);
    inFolder((cwd) => {
      writeFiles(cwd, { 'in/a.yml': sound });
      mkdirSync(join(cwd, 'in/closed'), { mode: 0 });
      const as = { uid: 65534, gid: 65534 };
      spawnSync('chmod', ['-R', 'a+rX', join(cwd, 'in/a.yml'), cwd]);
      spawnSync('chmod', ['0', join(cwd, 'in/closed')]);
      const ran = spawnSync(
        process.execPath,
        [join(root, 'dist/cli/main.cjs'), 'translate', 'in', ...jsonl],
        { cwd, encoding: 'utf8', ...as },
      );
      const lines = linesOf(ran.stdout);
      expect(lines.some(({ query }) => query !== null)).to.equal(true);
      expect(lines.some(({ rule }) => rule.path === 'in/closed')).to.equal(true);
    });
  });

  it('keeps its status where nobody reads stderr', () =>
    inFolder((cwd) => {
      writeFiles(cwd, { 'a.yml': sound });
      const program = [process.execPath, join(root, 'dist/cli/main.cjs'), 'check', 'a.yml'];
      const closed = `{ { { sleep 1; "$@"; echo "status $?" >&3; } 2>&1 >/dev/null | true; } 3>&1; }`;
      const ran = spawnSync('sh', ['-c', closed, 'sh', ...program], { cwd, encoding: 'utf8' });
      expect(ran.stdout).to.equal('status 0\n');
    }));

  for (const [what, files, out] of [
    ['a file stands where the folder is to be', { q: '' }, 'q'],
    ['a file stands where a folder in it is to be', { 'q/splunk-spl': '' }, 'q'],
    ['a folder stands where a file is to be', { 'q/splunk-spl/a.spl/x': '' }, 'q'],
  ] as const)
    it(`says that it can't write where ${what}`, () => {
      const { status, stderr } = runOn({ 'a.yml': sound, ...files }, [
        'translate',
        'a.yml',
        '--to',
        'splunk-spl',
        '--out',
        out,
      ]);
      expect(status).to.equal(2);
      expect(stderr).to.contain('q');
    });

  it('reads a page whose headings are in other letters than ASCII', () => {
    const page = 'T1000: Страница\n\nАналитика 1. Поиск\n\nsource="a" Image="b.exe"\n';
    const { status, stdout } = runOn({ 'a.txt': page }, ['translate', 'a.txt', ...jsonl]);
    expect([status, linesOf(stdout).length]).to.deep.equal([0, 1]);
  });

  it('gives a rule with a very long name a file', () => {
    const long = `${'l'.repeat(251)}.yml`;
    expect(runOn({ [long]: sound }, ['translate', long, '--out', 'q']).status).to.equal(0);
  });

  it('does not let a title or a path move the terminal, or make lines', () => {
    const path = 'b\x1b[31m\nindex=*.yml';
    const title = JSON.stringify('\x1b[2JOne\nindex=*');
    for (const command of ['translate', 'explain']) {
      const { stdout } = runOn({ [path]: ruleOf(title, '{Image: a}') }, [
        command,
        path,
        '--to',
        'splunk-spl',
      ]);
      expect(stdout).not.to.match(/\x1b|^index=/m);
    }
    expect(runOn({ [path]: broken }, ['check', path]).stdout).not.to.match(/\x1b|^index=/m);
    expect(runOn({ [path]: broken }, ['check', path, '--format', 'github']).stdout).not.to.contain(
      '\x1b',
    );
  });
});

describe('rules that mean harm', function () {
  this.timeout(15_000);

  const deep = (name: string) =>
    `x: {k0: &${name}0 {z: 1}${several(8, (i) => `, k${i + 1}: &${name}${i + 1} {${several(10, (j) => `q${j}: *${name}${i}, `)}}`)}}\n`;
  for (const [what, body] of [
    ['an action that is a map with toString', `action: {toString: 1}\n${sound}`],
    [
      'a key that is such a map',
      ruleOf('Key', '{Image: a.exe, ? {toString: 1} : b, Image|contians: c}'),
    ],
    [
      'maps that hold themselves under and over a rule',
      `action: global\nx: &x {a: *x}\n---\nx: &y {a: *y}\n${broken}`,
    ],
    [
      'maps that multiply under and over a rule',
      `action: global\n${deep('a')}---\n${deep('b')}${broken}`,
    ],
    [
      '20,000 unknown names in a condition',
      withCondition(`${several(20_000, (i) => `n${i} or `)}selection`),
    ],
    [
      '3,000 slips among 3,000 names',
      withCondition(`${several(3000, (i) => `selecton_${i} or `)}selection`) +
        several(3000, (i) => `  selection_${i}: {Image: a}\n`),
    ],
  ] as const)
    it(`ends soon, with ${what}`, () => {
      const files = { 'a.yml': body, 'z.yml': sound };
      const { stdout } = runOn(files, ['translate', 'a.yml', 'z.yml', ...jsonl]);
      expect(linesOf(stdout).at(-1)!.query).to.equal('Image="a.exe"');
      expect(linesOf(stdout)[0]!.query).to.equal(null);
    });

  for (const [what, to, body] of [
    [
      'a condition that uses 40,000,000 searches',
      'splunk-spl',
      withCondition(`${several(2000, () => '1 of s* or ')}selection`) +
        several(20_000, (i) => `  s${i}: {Image: a${i}}\n`),
    ],
    [
      'an encoded value of 200,000 letters',
      'opensearch-dsl',
      ruleOf('Long', `{A|wide|base64offset|contains: ${'a'.repeat(200_000)}}`),
    ],
  ] as const)
    it(`ends soon, with ${what}`, () => {
      const { stdout } = runOn({ 'a.yml': body }, [
        'translate',
        'a.yml',
        '--to',
        to,
        '--format',
        'jsonl',
      ]);
      expect(linesOf(stdout)).to.have.length(1);
    });
});

describe('places and refusals', () => {
  for (const [what, body, places] of [
    [
      'an empty modifier',
      ruleOf('x', '{Image|contains|: a}'),
      ['a.yml:4:30 sigma/unknown-modifier'],
    ],
    [
      'a map without items in a list',
      ruleOf('x', '[{Image: a}, {}]'),
      ['a.yml:4:27 sigma/empty-search'],
    ],
    [
      'deep nesting',
      ruleOf('x', `${'['.repeat(200)}a${']'.repeat(200)}`),
      ['a.yml:4:112 yaml/too-deep'],
    ],
    ['or, as bars', withCondition('selection || selection'), ['a.yml:5:24 sigma/condition']],
    [
      'the value of a key that stands twice',
      ruleOf('x', '{Image|gt: 5, Image|gt: a}'),
      ['a.yml:4:28 yaml/twin-key', 'a.yml:4:38 sigma/wrong-type'],
    ],
    [
      'a regular expression with a name twice',
      ruleOf('x', "{A|re: '(?<n>a)(?<n>b)'}"),
      ['a.yml:4:29 sigma/regex'],
    ],
    [
      'nothing after a syntax error',
      ruleOf('x', '{a: b}').replace(
        'condition: selection',
        'other: {c: d}\n  condition: selection xor other',
      ),
      ['a.yml:6:24 sigma/condition'],
    ],
  ] as const)
    it(`has the place of ${what}`, () => expect(checked(body)).to.deep.equal(places));

  it('refuses the rule with a key that stands twice, and not its neighbour', () => {
    const twin = ruleOf('Twin', '{Image: a, Image: b}');
    const { stdout } = runOn({ 'a.yml': `${sound}---\n${twin}` }, ['translate', 'a.yml', ...jsonl]);
    expect(linesOf(stdout).map(({ fidelity }) => fidelity)).to.deep.equal(['exact', 'refused']);
  });
});

describe('a document that is no YAML', () => {
  const broken = 'title: [\n';
  const fidelities = (text: string) =>
    linesOf(runOn({ 'a.yml': text }, ['translate', 'a.yml', ...jsonl]).stdout).map(
      ({ fidelity }) => fidelity,
    );

  it('does not hide those around it', () =>
    expect(fidelities(`${sound}---\n${broken}---\n${sound}`)).to.deep.equal([
      'exact',
      'refused',
      'exact',
    ]));

  it('hides all where it may be what is laid under them', () =>
    expect(fidelities(`action: global\n${broken}---\n${sound}`)).to.deep.equal(['refused']));
});

describe('a terminal', () => {
  it('has a progress bar, and then the count', () => {
    rulewright(['--version']);
    inFolder((cwd) => {
      for (let i = 0; i < 250; i++) writeFiles(cwd, { [`in/${i}.yml`]: sound });
      const command = `${process.execPath} ${join(root, 'dist/cli/main.cjs')} check in`;
      const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd,
        encoding: 'utf8',
      });
      expect(stdout).to.contain('250/250');
      expect(stdout).to.match(/250 rules: 0 errors, 0 other remarks\r\n/);
      expect(status).to.equal(0);
    });
  });
});
