import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { inFolder, rulewright } from '../support/program.ts';
import { linesOf, ruleOf, runOn, writeFiles } from './rules.ts';

/* Users' pipelines on the command line. */

const rule = ruleOf('A', '{Image: a.exe}');
const suffix = (name: string, priority = 0) =>
  `name: ${name}\npriority: ${priority}\ntransformations: [{type: field_name_suffix, suffix: .${name}}]\n`;
const to = ['--to', 'splunk-spl', '--format', 'jsonl'];

const queryOf = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const { stdout, stderr } = runOn({ 'a.yml': rule, ...files }, [
    'translate',
    'a.yml',
    ...to,
    ...args,
  ]);
  return stdout === '' ? stderr : linesOf(stdout)[0]!.query;
};

describe('--pipeline FILE', () => {
  it('ends what would never end, and goes on with the next rule', function () {
    this.timeout(60_000);
    const endless = ruleOf('B', `{Image: ${'a'.repeat(40)}!}`);
    const { status, stdout, stderr } = runOn(
      {
        'a.yml': endless,
        'b.yml': rule,
        'p.yml': "transformations: [{type: replace_string, regex: '(a+)+$', replacement: x}]\n",
      },
      ['translate', 'a.yml', 'b.yml', ...to, '--pipeline', 'p.yml'],
    );
    expect(status).to.equal(1);
    expect(linesOf(stdout).map(({ query }) => query)).to.deep.equal([null, 'Image="a.exe"']);
    expect(JSON.stringify(linesOf(stdout)[0])).to.match(/takes too long on this rule/);
    expect(stderr).to.equal('');
  });

  for (const [what, files, args, query] of [
    ['a file', { 'p.yml': suffix('x') }, ['--pipeline', 'p.yml'], 'Image.x="a.exe"'],
    [
      'several in the order given',
      { 'p.yml': suffix('x'), 'q.yml': suffix('y') },
      ['--pipeline', 'q.yml,p.yml'],
      'Image.y.x="a.exe"',
    ],
    [
      'several by priority',
      { 'p.yml': suffix('x', 5), 'q.yml': suffix('y', 9) },
      ['--pipeline', 'q.yml', '--pipeline', 'p.yml'],
      'Image.x.y="a.exe"',
    ],
    [
      'a folder, in the order of names',
      { 'p/b.yml': suffix('b'), 'p/a.yaml': suffix('a'), 'p/c.txt': 'x' },
      ['--pipeline', 'p'],
      'Image.a.b="a.exe"',
    ],
    [
      'a name with a comma',
      { 'p,q.yml': suffix('x') },
      ['--pipeline', 'p,q.yml'],
      'Image.x="a.exe"',
    ],
    [
      'settings, by its path from them',
      { 'rulewright.yml': 'pipeline: [pipelines/p.yml]', 'pipelines/p.yml': suffix('x') },
      [],
      'Image.x="a.exe"',
    ],
    [
      'a list beside it',
      {
        'p/p.yml':
          'transformations:\n  - {type: file_placeholders, path: names.txt}\n  - {type: field_name_mapping, mapping: {Image: y}}\n',
        'p/names.txt': 'x\n',
        'a.yml': ruleOf('A', "{'Image|expand': '%p%'}"),
      },
      ['--pipeline', 'p/p.yml'],
      'y="x"',
    ],
  ] as const)
    it(`takes ${what}`, () => expect(queryOf(files, ...args)).to.equal(query));

  for (const [what, files, said] of [
    ['is not there', {}, '"p.yml" is not a pipeline, nor a file of one.'],
    ['is broken', { 'p.yml': 'name: [\n' }, /^p\.yml:\d+:\d+ error yaml\/syntax/],
    ['is no text', { 'p.yml': 'a\0b' }, /^p\.yml:1:1 error input\/not-text/],
    [
      'has several mistakes',
      { 'p.yml': 'nam: x\ntransformations: [{type: cas}]\n' },
      /p\.yml:2:\d+ error pysigma\/unknown-type[\s\S]*p\.yml:1:1 error pysigma\/unknown-name/,
    ],
  ] as readonly [string, Readonly<Record<string, string>>, string | RegExp][])
    it(`that ${what} ends it with status 2`, () => {
      const all = { 'a.yml': rule, ...files };
      for (const line of [
        ['translate', 'a.yml'],
        ['check', 'a.yml'],
        ['test', 'a.yml', '--events', 'a.yml'],
      ]) {
        const { status, stdout, stderr } = runOn(all, [...line, '--pipeline', 'p.yml']);
        expect([status, stdout]).to.deep.equal([2, '']);
        if (typeof said === 'string') expect(stderr).to.contain(said);
        else expect(stderr).to.match(said);
      }
    });

  it('of settings that is broken is told, too', () => {
    const files = { 'a.yml': rule, 'rulewright.yml': 'pipeline: [p.yml]', 'p.yml': 'nam: x' };
    const { status, stderr } = runOn(files, ['translate', 'a.yml']);
    expect(status).to.equal(2);
    expect(stderr).to.match(/^p\.yml:1:1 error pysigma\/unknown-name/);
  });

  it("reads no file outside of the pipeline's folder", () => {
    const text = 'transformations: [{type: file_placeholders, path: %}]\n';
    inFolder((cwd) => {
      writeFiles(cwd, {
        'a.yml': rule,
        'secret.txt': 'x',
        'p/up.yml': text.replace('%', '../secret.txt'),
        'p/link.yml': text.replace('%', 'link.txt'),
        'p/root.yml': text.replace('%', '/etc/hostname'),
      });
      symlinkSync(join(cwd, 'secret.txt'), join(cwd, 'p/link.txt'));
      writeFileSync(join(cwd, 'p/own.txt'), 'x');
      for (const name of ['up', 'link', 'root']) {
        const line = ['translate', 'a.yml', '--pipeline', `p/${name}.yml`];
        const { status, stderr } = rulewright(line, { cwd });
        expect(status).to.equal(2);
        expect(stderr).to.match(/pysigma\/no-file/);
      }
    });
  });

  it('is for the backends that it names', () => {
    const files = { 'a.yml': rule, 'p.yml': `allowed_backends: [splunk]\n${suffix('x')}` };
    const line = ['translate', 'a.yml', '--pipeline', 'p.yml', '--format', 'jsonl', '--to'];
    const { status, stdout } = runOn(files, [...line, 'splunk-spl,opensearch-dsl']);
    expect(status).to.equal(1);
    expect(
      linesOf(stdout).map(({ query, diagnostics }) => query ?? diagnostics[0]!.code),
    ).to.deep.equal(['Image.x="a.exe"', 'pipeline/not-for']);
  });

  it('comes before a schema unless its priority says otherwise', () => {
    const mapped = (priority: number) =>
      queryOf(
        {
          'a.yml': rule.replace('windows}', 'windows, category: process_creation}'),
          'p.yml': `priority: ${priority}\ntransformations: [{type: field_name_mapping, mapping: {Image: mine}}]\n`,
        },
        '--pipeline',
        'windows,p.yml',
      );
    expect(mapped(0)).to.not.contain('NewProcessName="a.exe"');
    expect(mapped(30)).to.contain('NewProcessName="a.exe"').and.to.contain('mine="a.exe"');
  });

  it('holds what it makes of a rule against events', () => {
    const files = {
      'a.yml': rule,
      'p.yml': suffix('x'),
      'e.ndjson': '{"Image":"a.exe"}\n{"Image.x":"A.exe"}\n',
    };
    const line = ['test', 'a.yml', '--events', 'e.ndjson', '--format', 'jsonl'];
    const { stdout } = runOn(files, [...line, '--pipeline', 'p.yml']);
    expect(JSON.parse(stdout).matches).to.deep.equal([{ file: 'e.ndjson', line: 2 }]);
  });

  it('makes one text of all queries, where it has finalizers', () => {
    const files = {
      'in/a.yml': rule,
      'in/b.yml': ruleOf('B', '{x: y}'),
      'p.yml': 'finalizers: [{type: concat, separator: " OR "}]',
    };
    const line = ['translate', 'in', '--to', 'splunk-spl', '--pipeline', 'p.yml'];
    expect(runOn(files, line).stdout).to.equal('Image="a.exe" OR x="y"\n');
    inFolder((cwd) => {
      writeFiles(cwd, files);
      expect(rulewright([...line, '--out', 'out'], { cwd }).status).to.equal(0);
      expect(rulewright(['list'], { cwd }).status).to.equal(0);
    });
  });
});
