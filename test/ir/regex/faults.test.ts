import { expect } from 'chai';
import fc from 'fast-check';
import { parseRegex } from '../../../src/ir/regex/parse.ts';
import { RegexFault } from '../../../src/ir/regex/pcre.ts';
import { printEcmaScript } from '../../../src/ir/regex/print.ts';
import { hold } from '../property.ts';

/** The caret is drawn under the pattern, where the fault is. */
const drawn = (source: string): string => {
  const fault = parseRegex(source, { i: false, m: false, s: false });
  if (!(fault instanceof RegexFault)) return 'none';
  return `${' '.repeat(fault.start)}${'^'.repeat(fault.end - fault.start)} ${fault.message}`;
};

describe('a faulty regular expression tells where it is faulty', () => {
  for (const [what, source, caret] of [
    ['a group that stays open', 'a(b', ' ^ This "(" is never closed.'],
    ['the outer of two that stay open', '((a)', '^ This "(" is never closed.'],
    ['a look that stays open', 'a(?=b', ' ^ This "(" is never closed.'],
    ['a parenthesis in a comment of x', '(?x)(a # )', '    ^ This "(" is never closed.'],
    ['a group that closes nothing', 'a)b', ' ^ This ")" closes nothing.'],
    ['a fault behind a character of two units', '😀)', '  ^ This ")" closes nothing.'],
    ['a class that stays open', 'a[b', ' ^ This "[" is never closed.'],
    ['a class of nothing', 'ab[]', '  ^ This "[" is never closed.'],
    ['a class without nothing', '[^]', '^ This "[" is never closed.'],
    ['a POSIX class that stays open', '[[:alpha:]', '^ This "[" is never closed.'],
    ['a backslash at the end', 'a\\', ' ^ A "\\" stands at the end.'],
    ['a backslash at the end, in a class', '[a\\', '  ^ A "\\" stands at the end.'],
    ['a quantifier at the start', '*a', '^ This quantifier has nothing to repeat.'],
    ['a quantifier behind |', 'a|+', '  ^ This quantifier has nothing to repeat.'],
    ['a quantifier behind (', '(?:{2})', '   ^^^ This quantifier has nothing to repeat.'],
    ['a quantifier behind another', 'a{2}{3}', '    ^^^ This quantifier has nothing to repeat.'],
    ['a repeat turned round', 'a{3,2}', ' ^^^^^ This repeat ends before it begins.'],
    ['too many repeats', 'a{65536}', ' ^^^^^^^ Repeats are at most 65535.'],
    ['a range turned round', '[z-a]', ' ^^^ This range ends before it begins.'],
    ['a range to a code, turned round', 'x[a-\\x41]', '  ^^^^^^ This range ends before it begins.'],
    ['a POSIX class there is not', '[[:foo:]]', ' ^^^^^^^ There is no class [:foo:].'],
    ['an escape there is not', 'a\\y', ' ^^ "\\y" is not an escape of PCRE.'],
    ['an escape there is not, in a class', '[\\i]', ' ^^ "\\i" is not an escape of PCRE.'],
    ["ECMAScript's \\u", '\\u0041', '^^ "\\u" is not an escape of PCRE.'],
    ['a property there is not', 'a\\p{Foo}', ' ^^^^^^^ The property \\p{Foo} is not supported.'],
    ['a code too large', '\\x{110000}', '^^^^^^^^^^ There is no such character.'],
    ['an octal code too large', '\\o{7777777}', '^^^^^^^^^^^ There is no such character.'],
    ['a number of no group', '(a)\\2', '   ^^ No group is called "2".'],
    ['a number of no group before', '\\g{-1}(a)', '^^^^^^ No group is called "-1".'],
    ['a name of no group', '(?<n>a)\\k<m>', '       ^^^^^ No group is called "m".'],
    [
      'two groups of one name',
      '(?<n>a)(?<n>b)',
      `${' '.repeat(7)}^^^^^ Two groups are called "n".`,
    ],
    ['recursion', 'a(?1)', ' ^^^ Recursion is not supported.'],
    ['recursion into a name', '(?&n)', '^^^ Recursion is not supported.'],
    ['a condition', '(?(1)a)', '^^^ Conditions are not supported.'],
    ['a branch reset', '(?|a)', '^^^ Branch reset is not supported.'],
    ['a verb', 'a(*ACCEPT)', ' ^^^^^^^^^ The verb (*ACCEPT) is not supported.'],
    ['a flag there is not', 'a(?z:b)', ' ^^^^ The flag "z" is not supported.'],
    ['a group there is not', 'a(?<1>b)', ' ^^ This kind of group is unknown.'],
    ['a comment that stays open', '(?#c', '^^ This kind of group is unknown.'],
    [
      'a back-reference that ignores case',
      '(?i)(a)\\1',
      '       ^^ A back-reference that ignores case is not supported.',
    ],
  ] as const)
    it(what, () => expect(drawn(source)).to.equal(caret));

  it('groups deeper than anybody writes', () => {
    expect(drawn(`${'('.repeat(100)}a${')'.repeat(100)}`)).to.equal('none');
    expect(drawn('('.repeat(100_000))).to.contain('nested more than 100 deep');
  });

  const parts =
    '^ $ . | ( ) [ ] { } * + ? , : = ! < > - # & a 1 é 😀 \\ \\b \\1 \\Q \\E \\x \\c \\R (?';
  const part = fc.constantFrom(
    ...parts.split(' '),
    ' ',
    '\n',
    '(?i)',
    '(?x)',
    '(?<n>',
    '\\k<n>',
    '{1,2}',
  );
  const scrap = fc.array(part, { maxLength: 12 }).map((some) => some.join(''));

  it('or is none: of scraps, either is said', () =>
    hold(
      2000,
      fc.property(scrap, fc.boolean(), fc.boolean(), (source, i, m) => {
        const parsed = parseRegex(source, { i, m, s: false });
        if (parsed instanceof RegexFault) {
          expect(parsed.start).to.be.within(0, source.length - 1);
          expect(parsed.end).to.be.above(parsed.start);
        } else expect(() => new RegExp(printEcmaScript(parsed.tree), 'u')).not.to.throw();
      }),
    ));
});
