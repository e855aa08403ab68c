import { expect } from 'chai';
import { re2Of } from '../../../src/backends/maxpatrol-xp/re2.ts';
import { parseRegex } from '../../../src/ir/regex/parse.ts';
import type { Regex } from '../../../src/ir/regex/tree.ts';
import { regexOf } from '../../xp/regex.ts';

/* PCRE's expressions in RE2, and what of them RE2 can't say. */

const said = (source: string, flags = ''): string => {
  const has = (flag: string) => flags.includes(flag);
  const { tree } = parseRegex(source, { i: has('i'), m: has('m'), s: has('s') }) as Regex;
  const of = re2Of(tree);
  return 'text' in of ? of.text : `no: ${of.lack}`;
};

describe('regular expressions of RE2', () => {
  for (const [source, wanted, found, left] of [
    ['net1?\\.exe', 'net1?\\.exe', ['a net.exe b'], ['netXexe']],
    ['^a$', '^a(?:\\n?$)', ['a', 'a\n'], ['a\nb', 'ba']],
    ['\\Aa\\z', '^a$', ['a'], ['a\n']],
    ['a.c', 'a.c', ['abc'], ['a\nc']],
    ['(?s)a.c', 'a(?s:.)c', ['a\nc'], ['ac']],
    ['[^a]', '[^a]', ['b', '\n'], ['a']],
    ['(?i)k', '[Kk]', ['K'], ['\u212a']],
    ['\\d\\w\\W', '\\d\\w\\W', ['1a-'], ['aa-', '1--']],
    ['\\s', '[\\t-\\r ]', ['\v', ' '], ['\u00a0']],
    ['[\\]\\[^-]', '[\\-\\[\\]\\^]', ['-', ']', '^'], ['a']],
    ['\\x00é\\x{2028}', '\\x{0}é\\x{2028}', ['\0é\u2028'], ['é']],
    ['a{2,}(?:b|cd){0,3}$', 'a{2,}(?:b|cd){0,3}(?:\\n?$)', ['aab', 'aaa'], ['ab']],
    ['a(?=bc)', 'a(?:bc)', ['abc'], ['ac']],
    ['(?<=x)a', '(?:x)a', ['xa'], ['a']],
    ['a(?!b)', 'a(?:[^b]|$)', ['a', 'ac'], ['ab']],
    ['(?<!b)a|c(?!d)', '(?:^|[^b])a|c(?:[^d]|$)', ['a', 'c'], ['ba', 'cd']],
    ['\\bnc\\b', '\\bnc\\b', ['x nc'], ['ncx']],
    ['x{1000}', 'x{1000}', ['x'.repeat(1000)], ['x'.repeat(999)]],
  ] as const)
    it(`say ${source} as ${wanted}`, () => {
      expect(said(source)).to.equal(wanted);
      const find = regexOf(wanted, 0);
      for (const text of found) expect(find(text), JSON.stringify(text)).not.to.equal(null);
      for (const text of left) expect(find(text), JSON.stringify(text)).to.equal(null);
    });

  for (const [source, lack] of [
    ['(?=.*a)(?=.*b)', 'look-arounds'],
    ['a(?=b)c', 'look-arounds'],
    ['(?:a(?!b))+', 'look-arounds'],
    ['(?!ab)c', 'look-arounds'],
    ['(a)\\1', 'back-references'],
    ['a++b', 'possessive or atomic parts'],
    ['(?>a|ab)c', 'possessive or atomic parts'],
    ['x{1001}', 'so many repetitions'],
    ['(?:x{40}y){40}', 'so many repetitions'],
  ] as const)
    it(`don't say ${source}: ${lack}`, () => expect(said(source)).to.equal(`no: ${lack}`));
});
