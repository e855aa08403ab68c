import { expect } from 'chai';
import { luceneMatcher, type Syntax } from './lucene-matcher.ts';

const plain: Syntax = { flags: 'NONE', folding: 'none' };
const extended: Syntax = { flags: 'INTERSECTION|COMPLEMENT', folding: 'none' };
const nine: Syntax = { flags: 'NONE', folding: 'ascii' };
const ten: Syntax = { flags: 'NONE', folding: 'unicode' };

describe('the judge of Lucene\u2019s expressions', () => {
  for (const [what, expression, syntax, yes, no] of [
    ['holds them against the whole text', 'ab', plain, ['ab'], ['abc', 'xab', '']],
    ['takes . for any character', 'a.c', plain, ['abc', 'a\nc', 'a😀c'], ['ac', 'abbc']],
    ['takes | last', 'ab|cd', plain, ['ab', 'cd'], ['abd', 'acd']],
    ['repeats', 'a?b*c+', plain, ['c', 'abbcc'], ['ab', 'aac']],
    ['counts', 'a{2}b{1,2}c{2,}', plain, ['aabcc', 'aabbccc'], ['abcc', 'aabbbcc', 'aabc']],
    ['counts what may be empty', '(a?){2,3}', plain, ['', 'a', 'aaa'], ['aaaa']],
    ['takes () for nothing', '()|a', plain, ['', 'a'], ['()']],
    ['has classes', '[a-c_]', plain, ['a', 'c', '_'], ['d', '-', '']],
    ['has classes turned round', '[^a-c]', plain, ['d', '\n'], ['a', '']],
    ['has escapes, in classes too', '\\.[\\]\\-]', plain, ['.]', '.-'], ['a]', '.a']],
    ['has & and ~ where they are on', '.*a.*&~(.*b.*)', extended, ['a', 'cac'], ['ab', 'c']],
    ['binds ~ before repeats', '~(a)*', extended, ['', 'b', 'aa', 'ba'], []],
    ['has no & and ~ where they are off', 'a&~b', plain, ['a&~b'], ['a']],
    ['takes ^ and $ for themselves', '^a$', plain, ['^a$'], ['a']],
    ['folds in Lucene 9 letters outside classes', 'a[b]é', nine, ['Abé', 'abé'], ['aBé', 'abÉ']],
    ['folds in Lucene 10 all letters', 'a[b]é', ten, ['ABÉ'], ['ac']],
    ['folds in Lucene 10 signs too', 'k', ten, ['K', '\u212a'], ['s']],
  ] as const)
    it(what, () => {
      const matches = luceneMatcher(expression, syntax);
      expect(yes.filter((text) => !matches(text))).to.deep.equal([]);
      expect(no.filter((text) => matches(text))).to.deep.equal([]);
    });

  for (const wrong of [
    '',
    'a|',
    '(a',
    'a)',
    '[]',
    '[a',
    'a{',
    'a{2,1}',
    '\\',
    '\\d',
    '"a',
    '@',
    '[\\--/]',
    '[a-\\]]',
  ])
    it(`does not take ${wrong || 'nothing'}`, () =>
      expect(() => luceneMatcher(wrong, plain)).to.throw());
});
