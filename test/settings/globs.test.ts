import { expect } from 'chai';
import { matchesPath } from '../../src/settings/globs.ts';

describe('a pattern of paths', () => {
  for (const [pattern, yes, no] of [
    ['rules/a.yml', ['rules/a.yml'], ['rules/A.yml', 'a.yml', 'rules/a.yml/b', 'rules/axyml']],
    [
      'rules/*.yml',
      ['rules/a.yml', 'rules/.yml'],
      ['rules/x/a.yml', 'rules/a.yaml', 'x/rules/a.yml'],
    ],
    ['rules/**', ['rules/a.yml', 'rules/x/y/a.yml', 'rules'], ['rule/a.yml', 'x/rules/a.yml']],
    ['**/a.yml', ['a.yml', 'x/a.yml', 'x/y/a.yml'], ['x/ba.yml', 'x/a.yml/b']],
    ['x/**/z/*.yml', ['x/z/a.yml', 'x/y/z/a.yml', 'x/z/y/z/a.yml'], ['x/y/a.yml', 'z/a.yml']],
    ['a?c*e', ['abce', 'abcde', 'abcxyze'], ['ace', 'abcd', 'a/ce']],
    ['é?', ['é😀'], ['é']],
    ['*', ['', 'a'], ['a/b']],
  ] as const)
    it(`${pattern} names what it says and nothing else`, () => {
      for (const path of yes) expect(matchesPath(pattern, path), path).to.equal(true);
      for (const path of no) expect(matchesPath(pattern, path), path).to.equal(false);
    });

  it('takes no time for one that fits in countless ways', () => {
    expect(matchesPath('*a'.repeat(500), `${'a'.repeat(4000)}b`)).to.equal(false);
    expect(matchesPath('**/a/'.repeat(500), `${'a/'.repeat(2000)}b`)).to.equal(false);
  });
});
