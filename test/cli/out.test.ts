import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { inFolder, rulewright } from '../support/program.ts';
import { broken, type Files, ruleOf, runOn, sound, twoFields, writeFiles } from './rules.ts';

/** All files in a folder and below, by their path from it. */
const below = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** What `translate ARGS --out q` adds to a folder with these files, where it runs in `work` inside it. */
function written(files: Files, args: readonly string[]): Readonly<Record<string, string>> {
  return inFolder((folder) => {
    writeFiles(folder, { 'work/here': '', ...files });
    const before = below(folder);
    const cwd = join(folder, 'work');
    const { stdout, stderr } = rulewright(['translate', ...args, '--out', 'q'], { cwd });
    expect(stdout, 'on stdout').to.equal('');
    expect(stderr).not.to.contain('has a bug');
    const added = below(folder).filter((path) => !before.includes(path));
    return Object.fromEntries(
      added.map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
    );
  });
}

const spl = ['--to', 'splunk-spl'];
const namesOf = (files: Files, args: readonly string[]) =>
  Object.keys(written(files, [...args, ...spl]));

describe('translate --out', () => {
  it('writes a file for each rule and backend, which holds its query', () => {
    const files = {
      'work/in/a.yml': sound,
      'work/in/deep/er/b.yaml': ruleOf('B', '{Image: b.exe}'),
    };
    const queries = written(files, ['in', '--to', 'splunk-spl,opensearch-dsl']);
    expect(Object.keys(queries)).to.deep.equal([
      'work/q/opensearch-dsl/a.json',
      'work/q/opensearch-dsl/deep/er/b.json',
      'work/q/splunk-spl/a.spl',
      'work/q/splunk-spl/deep/er/b.spl',
    ]);
    expect(queries['work/q/splunk-spl/deep/er/b.spl']).to.equal('Image="b.exe"\n');
    expect(JSON.parse(queries['work/q/opensearch-dsl/a.json']!)).to.deep.equal({
      query: { term: { Image: { value: 'a.exe', case_insensitive: true } } },
    });
  });

  it('writes no file for what is refused', () => {
    const files = { 'work/a.yml': broken, 'work/b.yml': twoFields };
    const args = ['a.yml', 'b.yml', '--strict', '--to', 'splunk-spl,opensearch-dsl'];
    expect(Object.keys(written(files, args))).to.deep.equal(['work/q/splunk-spl/b.spl']);
  });

  for (const [what, files, args, names] of [
    [
      'each rule of a file its own',
      { 'work/a.yml': `${sound}---\n${broken}---\n${sound}` },
      ['a.yml'],
      ['a-2.spl', 'a.spl'],
    ],
    [
      'each file of two that are called alike its own',
      { 'work/a/x.yml': sound, 'work/b/x.yml': sound },
      ['a/x.yml', 'b/x.yml'],
      ['x-2.spl', 'x.spl'],
    ],
    [
      'names that come out alike, or differ in case only, their own',
      { 'work/in/a b.yml': sound, 'work/in/a_b.yml': sound, 'work/in/A_B.yaml': sound },
      ['in'],
      ['A_B.spl', 'a_b-2.spl', 'a_b-3.spl'],
    ],
    ['what stands above the folder a plain name', { 'up.yml': sound }, ['../up.yml'], ['up.spl']],
    [
      'what would lead out of the folder a plain name',
      { 'work/..\\..\\up.yml': sound, 'work/x\\..\\..\\up.yml': sound },
      ['..\\..\\up.yml', 'x\\..\\..\\up.yml'],
      ['_/_/up.spl', 'x/_/_/up.spl'],
    ],
    [
      'odd characters an underscore',
      { 'work/in/a\nb\x1b[31m*?"<>|:é.yml': sound, 'work/in/x y/z.yml': sound },
      ['in'],
      ['a_b_31m_.spl', 'x_y/z.spl'],
    ],
  ] as const)
    it(`gives ${what}`, () =>
      expect(namesOf(files, args)).to.deep.equal(names.map((name) => `work/q/splunk-spl/${name}`)));

  it('writes over what it wrote before, and leaves other files alone', () => {
    const files = { 'work/a.yml': sound, 'work/q/splunk-spl/other.spl': 'mine' };
    inFolder((folder) => {
      writeFiles(folder, files);
      const cwd = join(folder, 'work');
      const args = ['translate', 'a.yml', ...spl, '--out', 'q'];
      rulewright(args, { cwd });
      writeFiles(folder, { 'work/a.yml': ruleOf('New', '{Image: new.exe}') });
      rulewright(args, { cwd });
      const query = readFileSync(join(cwd, 'q/splunk-spl/a.spl'), 'utf8');
      expect(query).to.equal('Image="new.exe"\n');
      expect(below(join(cwd, 'q'))).to.deep.equal(['splunk-spl/a.spl', 'splunk-spl/other.spl']);
    });
  });

  it('puts a file in the place of a link, and does not write where it leads', () =>
    inFolder((folder) => {
      writeFiles(folder, { 'a.yml': sound, 'kept.txt': 'kept', 'q/splunk-spl/other.spl': '' });
      symlinkSync('../../kept.txt', join(folder, 'q/splunk-spl/a.spl'));
      const { status } = rulewright(['translate', 'a.yml', ...spl, '--out', 'q'], { cwd: folder });
      expect(status).to.equal(0);
      expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).to.equal('kept');
      const query = readFileSync(join(folder, 'q/splunk-spl/a.spl'), 'utf8');
      expect(query).to.equal('Image="a.exe"\n');
    }));

  for (const [what, files] of [
    ['the folder', { q: '' }],
    ['a folder in it', { 'q/splunk-spl': '' }],
    ['a file in it', { 'q/splunk-spl/a.spl/folder': '' }],
  ] as const)
    it(`says so where something else stands in the place of ${what}`, () => {
      const args = ['translate', 'a.yml', ...spl, '--out', 'q'];
      const { status, stderr } = runOn({ 'a.yml': sound, ...files }, args);
      expect(status).to.equal(2);
      expect(stderr).to.match(/^q:1:1 error input\/unwritable\n/m);
    });

  it('writes lines beside the files where they are asked for', () =>
    inFolder((folder) => {
      writeFiles(folder, { 'a.yml': sound });
      const args = ['translate', 'a.yml', ...spl, '--out', 'q', '--format', 'jsonl'];
      const { stdout } = rulewright(args, { cwd: folder });
      expect((JSON.parse(stdout) as { query: string }).query).to.equal('Image="a.exe"');
      expect(below(join(folder, 'q'))).to.deep.equal(['splunk-spl/a.spl']);
    }));
});
