import { expect } from 'chai';
import { printEcmaScript } from '../../../src/ir/regex/print.ts';
import { regex } from '../nodes.ts';

/*
 * What regular expressions of PCRE mean, where ECMAScript's or Python's may not: what is found, and
 * what is not, anywhere in these texts. https://www.pcre.org/current/doc/html/pcre2pattern.html
 */

type Row = readonly [what: string, source: string, flags: string, yes: string[], no: string[]];

const edges: Row[] = [
  ['^ stands at the start alone', '^b', '', ['b', 'ba'], ['ab', 'a\nb']],
  ['^ with m stands behind a newline', '^b', 'm', ['b', 'a\nb'], ['ab', 'a\rb']],
  ['^ with m stands behind no last newline', '\\n^', 'm', ['\na', '\n\n'], ['\n', 'a\n']],
  [
    '$ stands at the end, or before a last newline',
    'a$',
    '',
    ['a', 'a\n'],
    ['a\nb', 'a\n\n', 'a\r\n'],
  ],
  ['$ with m stands before every newline', 'a$', 'm', ['a', 'a\nb', 'a\n\n'], ['ab', 'a\r\n']],
  ['\\A stands at the start, whatever m says', '\\Ab', 'm', ['b'], ['a\nb']],
  ['\\Z stands where $ does without m', 'a\\Z', 'm', ['a', 'a\n'], ['a\nb', 'a\n\n']],
  ['\\z stands at the very end', 'a\\z', 'm', ['a', 'ba'], ['a\n', 'ab']],
  ['\\G stands where the search begins', '\\Gb', '', ['b'], ['ab']],
  ['^ and $ stand inside groups', '(?:^|,)a(?:$|,)', '', ['a', 'b,a', 'a,b'], ['ba', 'ab', 'ba,']],
  ['^$ is an empty text', '^$', '', ['', '\n'], ['a', '\n\n']],
  ['nothing stands before ^ but nothing', 'a^', '', [], ['', 'a', 'a\n']],
  [
    '\\b stands beside a word',
    '\\bnet\\b',
    '',
    ['net', 'a net.', '-net-'],
    ['net1', '_net', 'internet'],
  ],
  ['\\b knows the words of ASCII alone', 'caf\\b', '', ['café'], ['cafe']],
  ['\\B stands where \\b does not', 'a\\B', '', ['ab'], ['a', 'a b']],
];

const characters: Row[] = [
  ['. is no newline', '^.$', '', ['a', '\r', '\u2028', '😀'], ['\n', 'ab']],
  ['. with s is any character', '^.$', 's', ['\n', 'a'], ['ab']],
  ['\\N is no newline, whatever s says', '^\\N$', 's', ['a', '\r'], ['']],
  ['\\d is of ASCII', '^\\d$', '', ['0', '9'], ['a', '٣', '']],
  ['\\D is the rest', '^\\D\\z', '', ['a', '٣', '\n'], ['5']],
  ['\\w is of ASCII', '^\\w$', '', ['a', 'Z', '5', '_'], ['é', '-', ' ']],
  ['\\W is the rest', '^\\W$', '', ['é', '-'], ['a', '_']],
  [
    '\\s has the vertical tab, and no other sign outside ASCII',
    '^\\s\\z',
    '',
    [' ', '\t', '\n', '\v', '\f', '\r'],
    ['\u00a0', '\u2003', '\ufeff', 'a'],
  ],
  ['\\S is the rest', '^\\S$', '', ['\u00a0', 'a'], [' ', '\v']],
  [
    '\\h is what is blank in a line',
    '^\\h$',
    '',
    [' ', '\t', '\u00a0', '\u3000'],
    ['\v', '\r', 'a'],
  ],
  ['\\H is the rest', '^\\H$', '', ['a', '\r'], ['\t']],
  [
    '\\v is what breaks lines',
    '^\\v\\z',
    '',
    ['\n', '\v', '\f', '\r', '\u0085', '\u2028'],
    [' ', '\t', 'v'],
  ],
  ['\\V is the rest', '^\\V\\z', '', ['v', ' '], ['\n', '\u2029']],
  ['\\R is a line break', '^a\\Rb$', '', ['a\nb', 'a\r\nb', 'a\u2028b'], ['a\n\nb', 'ab', 'a b']],
  ['letters name control characters', '^\\a\\e\\f\\n\\r\\t$', '', ['\x07\x1b\f\n\r\t'], ['aefnrt']],
  [
    '\\c takes a letter to its control character',
    '^\\cA\\ca\\c[$',
    '',
    ['\x01\x01\x1b'],
    ['\x01\x01['],
  ],
  ['\\x takes up to two digits', '^\\x41\\x4\\xg$', '', ['A\x04\0g'], ['A4g']],
  ['\\x{} takes any number of them', '^\\x{41}\\x{1F600}$', '', ['A😀'], ['A\u1f600']],
  ['\\0 takes up to two octal digits', '^\\0\\07\\0101$', '', ['\0\x07\x081'], ['\0\x07A']],
  ['three octal digits are a character', '^\\101\\377$', '', ['Aÿ'], ['101377']],
  ['\\o{} is octal', '^\\o{101}\\o{20000}$', '', ['A\u2000'], ['o{101}']],
  [
    'a backslash makes a sign stand for itself',
    '^\\.\\*\\?\\[\\]\\{\\}\\(\\)\\|\\^\\$\\\\\\/\\-\\"\\ \\_$',
    '',
    ['.*?[]{}()|^$\\/-" _'],
    ['a'],
  ],
  ['letters outside ASCII stand for themselves', '^\\é漢$', '', ['é漢'], ['e漢']],
  ['\\Q..\\E quotes', '^\\Qa.b\\d(\\E.$', '', ['a.b\\d(x'], ['axb\\d(x', 'a.b1(x']],
  ['\\Q without \\E quotes to the end', '^\\Qa.*', '', ['a.*b'], ['ab']],
  ['\\E alone is nothing', '^a\\Eb$', '', ['ab'], ['aEb']],
  [
    'a bracket or brace that opens nothing is itself',
    '^a]b}c{d{1,x}$',
    '',
    ['a]b}c{d{1,x}'],
    ['abcd'],
  ],
];

const classes: Row[] = [
  ['a class', '^[a-c_]$', '', ['a', 'b', 'c', '_'], ['d', '-', 'ab', '']],
  ['a class turned round, which has newlines', '^[^a-c]\\z', '', ['d', '\n', '😀'], ['a', 'c', '']],
  ['] first is itself', '^[]a]$', '', [']', 'a'], ['b', '[]a]']],
  ['] first behind ^ too', '^[^]a]$', '', ['b'], [']', 'a']],
  ['- first or last is itself', '^[-a][b-]$', '', ['-b', 'a-'], ['+b', 'ac']],
  ['\\- is itself', '^[a\\-c]$', '', ['a', '-', 'c'], ['b']],
  ['^ not first is itself', '^[a^]$', '', ['^', 'a'], ['b']],
  ['operators are themselves', '^[.*+?(){}|$/[]$', '', ['.', '*', '(', '|', '$', '['], ['a', ']']],
  ['escapes in a class', '^[\\d\\s.]$', '', ['5', ' ', '.'], ['a', 'd', '\\']],
  ['\\b in a class is a backspace', '^[\\b]$', '', ['\b'], ['b', '']],
  ['a range of codes', '^[\\x00-\\x1f]$', '', ['\0', '\x1f'], [' ']],
  ['a range of octal codes', '^[\\101-\\103]$', '', ['A', 'C'], ['D', '1']],
  ['a class within, turned round', '^[^\\W_]$', '', ['a', '5'], ['_', '-']],
  ['every character', '^[\\s\\S]\\z', '', ['\n', 'a', '😀'], ['']],
  ['POSIX letters', '^[[:alpha:]]$', '', ['a', 'Z'], ['5', 'é', ':']],
  ['POSIX, turned round', '^[[:^alpha:]]$', '', ['5', 'é'], ['a']],
  ['POSIX among others', '^[x[:digit:]-]$', '', ['x', '5', '-'], ['y', ':']],
  ['POSIX blank', '^[[:blank:]]$', '', [' ', '\t'], ['\n', '\u00a0']],
  ['POSIX punct', '^[[:punct:]]+$', '', ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'], ['a', ' ', '§']],
  ['POSIX xdigit', '^[[:xdigit:]]$', '', ['a', 'F', '0'], ['g']],
  ['POSIX word', '^[[:word:]]$', '', ['_', 'a'], ['-']],
  ['POSIX cntrl', '^[[:cntrl:]]\\z', '', ['\n', '\x7f'], [' ']],
  [
    'POSIX graph, print and space',
    '^[[:graph:]][[:print:]][[:space:]]$',
    '',
    ['! \v'],
    ['   ', '!\t '],
  ],
  ['a property', '^\\p{Lu}$', '', ['A', 'É'], ['a', '5']],
  ['a property of one letter', '^\\pL$', '', ['a', 'é', '漢'], ['5']],
  ['a property, turned round', '^\\P{L}$', '', ['5'], ['a']],
  ['a property, turned round inside', '^\\p{^L}$', '', ['5'], ['a']],
  ['a property, turned round twice', '^\\P{^L}$', '', ['a'], ['5']],
  ['letters with case', '^\\p{L&}$', '', ['a', 'É'], ['漢', '5']],
  ['a script', '^\\p{Greek}$', '', ['λ'], ['l']],
  ['a property in a class', '^[\\p{Nd}_]$', '', ['5', '٣', '_'], ['a']],
];

const flags: Row[] = [
  ['case counts', 'whoami', '', ['whoami'], ['Whoami']],
  ['i ignores it', 'whoami', 'i', ['WhoAmI'], ['who ami']],
  ['i ignores it outside ASCII', '^é+$', 'i', ['éÉ'], ['e']],
  ['i keeps ASCII and the rest apart', '^[ks]$', 'i', ['K', 'S'], ['\u212a', 'ſ']],
  ['i folds the sign of a unit as the letters it is', '^µ$', 'i', ['μ', 'Μ'], ['m']],
  ['i folds classes', '^[a-c]$', 'i', ['B'], ['D']],
  ['i folds a class before it is turned round', '^[^a]$', 'i', ['b'], ['a', 'A']],
  ['i folds codes', '^\\x41$', 'i', ['a'], ['b']],
  ['i folds POSIX classes', '^[[:upper:]]$', 'i', ['a'], ['5']],
  ['i folds what is quoted', '^\\Qab\\E$', 'i', ['AB'], ['ac']],
  ['(?i) in front', '(?i)abc', '', ['ABC'], ['AB']],
  ['(?i) in the middle', 'a(?i)b', '', ['ab', 'aB'], ['Ab', 'AB']],
  ['(?i) up to its group\u2019s end', '(?:a(?i)b)c', '', ['aBc'], ['aBC', 'Abc']],
  ['(?i) over the alternatives behind it', '(?:a(?i)b|c)d', '', ['aBd', 'Cd'], ['Abd', 'CD']],
  ['(?-i)', 'a(?-i)b', 'i', ['Ab'], ['aB']],
  ['(?i:)', '(?i:a)b', '', ['Ab'], ['AB']],
  ['(?s-i:)', '(?s-i:a.)b', 'i', ['a\nB'], ['A\nb']],
  ['(?^) takes all back', 'a(?^)b', 'i', ['Ab'], ['AB']],
  ['(?^i:) takes back all but i', '^(?^i:a.)$', 's', ['Ab'], ['A\n']],
  ['(?s)', '^(?s).$', '', ['\n'], []],
  ['(?m)', '(?m)^a$', '', ['b\na\nb'], ['ab']],
  ['(?U) and (?J) change nothing that we ask', '(?U)(?J)^a+$', '', ['aa'], ['ab']],
  ['(?x) leaves out blanks', '(?x) a b\t+ \n c [ ] \\ $', '', ['abbc  '], ['a b c', 'abc']],
  ['(?x) leaves out comments', '(?x)a # b(\nc', '', ['ac'], ['abc', 'a']],
  ['(?x:) ends with its group', '(?x: a b) c', '', ['ab c'], ['abc']],
  ['# is itself without x', 'a # b', '', ['a # b'], ['a']],
];

const repeats: Row[] = [
  ['a star', '^ab*$', '', ['a', 'abb'], ['b']],
  ['a plus', '^ab+$', '', ['ab', 'abb'], ['a']],
  ['a question mark', '^ab?$', '', ['a', 'ab'], ['abb']],
  ['a count', '^a{2}$', '', ['aa'], ['a', 'aaa']],
  ['a least count', '^a{2,}$', '', ['aa', 'aaaa'], ['a']],
  ['a least and a most', '^a{1,2}$', '', ['a', 'aa'], ['', 'aaa']],
  ['none at all', '^ab{0}c$', '', ['ac'], ['abc']],
  ['lazy ones find no other texts', '^a*?b+?c??d{1,2}?$', '', ['bd', 'aabbcdd'], ['ad']],
  ['possessive ones give nothing back', 'a++a', '', [], ['a', 'aaa']],
  ['possessive ones find what is left', '^a*+b?+c{1,2}+d$', '', ['aabccd', 'cd'], ['abd']],
  ['possessive ones of a group', '(?:ab)++c', '', ['ababc'], ['abab']],
  ['possessive ones of a class', '"[^"]*+"', '', ['"a"'], ['"a']],
  ['one of what is quoted is of its last character', '^\\Qab\\E{2}$', '', ['abb'], ['abab']],
  ['one behind a comment is of what stands before', '^a(?#b)+$', '', ['aaa'], ['ab']],
  ['one of an empty group', '^(?:)*a()+$', '', ['a'], ['b']],
];

const groups: Row[] = [
  ['alternatives', '^(?:a|bc|)$', '', ['a', 'bc', ''], ['b', 'ac']],
  ['alternatives bind last', '^a|b$', '', ['ax', 'xb'], ['xa', 'bx']],
  ['an empty alternative', '^a(|b)$', '', ['a', 'ab'], ['b']],
  ['a comment', '^a(?#b|c)d$', '', ['ad'], ['abd', 'a', 'cd']],
  ['an atomic group', '(?>a|ab)c', '', ['ac'], ['abc']],
  ['an atomic group that finds the longer', '^(?>ab|a)c', '', ['abc', 'ac'], ['aabc']],
  ['an atomic group in another', '^(?>a(?>b|bc)d|abc)$', '', ['abd', 'abc'], ['abcd']],
  ['looking ahead', 'a(?=b)', '', ['ab'], ['a', 'ac']],
  ['looking ahead for what is not there', 'a(?!b)', '', ['a', 'ac'], ['ab']],
  ['looking behind', '(?<=a|bc)d', '', ['ad', 'bcd'], ['d', 'cd']],
  ['looking behind for what is not there', '(?<!a)b', '', ['b', 'cb'], ['ab']],
  ['looking far ahead', '^(?=.*\\d)(?=.*[a-z])\\w+$', '', ['a1', '1a'], ['a', '1', 'a1-']],
  ['looking in a look', '(?=a(?!b))..', '', ['ac'], ['ab', 'a']],
  ['a quantifier on a look', '(?=a){2}a(?!b)*', '', ['a', 'ab'], ['b']],
  ['\\K, which moves what is found', 'a\\Kb', '', ['ab'], ['b']],
];

const references: Row[] = [
  ['a number', '^(a|b)\\1$', '', ['aa', 'bb'], ['ab', 'a']],
  ['a number behind a digit', '^(a)(?:\\1)1$', '', ['aa1'], ['a1']],
  ['the group that opens in that place', '^((a)b)\\2$', '', ['aba'], ['abab']],
  ['no group that captures nothing', '^(?:x)(a)\\1$', '', ['xaa'], ['xax']],
  ['\\g', '^(a|b)\\g1\\g{1}$', '', ['aaa'], ['aab']],
  ['\\g counted back', '^(a)(b)\\g{-1}\\g-2$', '', ['abba'], ['abab']],
  ['(?<name>)', '^(?<n>a|b)\\k<n>$', '', ['aa'], ['ab']],
  ['(?P<name>)', '^(?P<n>a|b)(?P=n)$', '', ['bb'], ['ab']],
  ["(?'name')", "^(?'n'a|b)\\k'n'\\k{n}\\g{n}$", '', ['aaaa'], ['aaab']],
  ['ten groups and more', `^${'(.)'.repeat(11)}\\11$`, '', ['abcdefghijkk'], ['abcdefghijka']],
  ['no group, so a character', '^(a)\\12$', '', ['a\n'], ['aa2']],
];

for (const [title, rows] of Object.entries({
  'of edges': edges,
  'of characters': characters,
  'of classes': classes,
  'of flags': flags,
  'of repeats': repeats,
  'of groups': groups,
  'of back-references': references,
}))
  describe(`the meaning ${title} in PCRE`, () => {
    for (const [what, source, on, yes, no] of rows)
      it(what, () => {
        const found = new RegExp(printEcmaScript(regex(source, on).tree), 'u');
        expect(yes.filter((text) => !found.test(text))).to.deep.equal([]);
        expect(no.filter((text) => found.test(text))).to.deep.equal([]);
      });
  });
