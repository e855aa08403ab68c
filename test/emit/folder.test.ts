import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Folder } from '../../src/emit/folder.ts';

describe('a folder that is kept', () => {
  let top: string;
  let out: string;
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
    out = join(top, 'out');
    mkdirSync(join(top, 'elsewhere'));
    mkdirSync(out);
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  it('has each file whole: the old one is there until the new one is in its place', () => {
    const folder = new Folder(out);
    folder.write('a/b.json', 'old');
    const old = openSync(join(out, 'a/b.json'), 'r');
    folder.write('a/b.json', 'new');
    // what was written into would be read by who has it open
    expect(readFileSync(old, 'utf8')).to.equal('old');
    expect(folder.read('a/b.json')).to.equal('new');
    closeSync(old);
    folder.close();
    expect(readdirSync(out)).to.deep.equal(['a']);
  });

  it('takes a link for something else, and writes nothing through it', () => {
    const folder = new Folder(out);
    writeFileSync(join(top, 'elsewhere/b.json'), 'theirs');
    symlinkSync(join(top, 'elsewhere'), join(out, 'a'));
    expect(folder.read('a/b.json')).to.equal(false);
    expect(() => folder.write('a/b.json', 'ours')).to.throw(/a is a link/);
    expect(() => folder.remove('a/b.json')).to.throw(/a is a link/);
    expect(readFileSync(join(top, 'elsewhere/b.json'), 'utf8')).to.equal('theirs');
  });

  it('puts a file in the place of a link, and leaves what that led to', () => {
    const folder = new Folder(out);
    writeFileSync(join(top, 'elsewhere/b.json'), 'theirs');
    symlinkSync(join(top, 'elsewhere/b.json'), join(out, 'b.json'));
    expect(folder.read('b.json')).to.equal(false);
    folder.write('b.json', 'ours');
    expect(lstatSync(join(out, 'b.json')).isFile()).to.equal(true);
    expect(readFileSync(join(top, 'elsewhere/b.json'), 'utf8')).to.equal('theirs');
  });

  it('writes no drafts elsewhere', () => {
    symlinkSync(join(top, 'elsewhere'), join(out, '.rulewright-drafts'));
    expect(() => new Folder(out).write('a.json', 'x')).to.throw(/drafts is a link/);
    expect(readdirSync(join(top, 'elsewhere'))).to.deep.equal([]);
  });
});
