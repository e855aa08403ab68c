import { expect } from 'chai';
import { filterSpl, readings, rowOf, runSpl, usual } from './index.ts';

const event = {
  a: 'x',
  n: 5,
  t: '5',
  many: ['x', 'y', 'z'],
  'a.b': 'dotted',
  path: 'C:\\temp\\a.txt',
  empty: '',
  ip: '10.1.2.3',
  time: '2026-01-05T10:01:02Z',
  tags: ['red one', 'blue two'],
};

/** Whether `| where` keeps the event above. */
const keeps = (where: string, reading = usual): boolean =>
  filterSpl(`a=* | where ${where}`, reading)(rowOf(event));

describe('the where command', () => {
  for (const where of [
    'a="x"',
    'NOT a="X"',
    'a!="X"',
    '"x"=a',
    `'a.b'="dotted"`,
    'a.t="x5"',
    'n=5 AND n=="5" AND t=5 AND t>4 AND n<10 AND -n=-5',
    'n+1=6 AND n*2=t+5 AND n/2=2.5 AND n%2=1 AND n-t=0',
    'a+"y"="xy"',
    'isnull(none) AND isnotnull(a) AND isnotnull(empty) AND NOT isnotnull(none)',
    'none="x" OR a="x"',
    'coalesce(none, a)="x" AND isnull(coalesce(none, null()))',
    'if(none="x", "then", "else")="else"',
    'case(a="y", 1, a="x", 2, true(), 3)=2 AND isnull(case(a="y", 1))',
    'validate(a="x", 1, a="y", 2)=2',
    'in(a, "w", "x") AND a in("x") AND a IN("x") AND NOT in(a, "X")',
    'like(a, "_") AND like(path, "C:\\\\t%.txt") AND path LIKE "%temp%" AND NOT like(a, "X")',
    'match(a, "^x$") AND match(path, "\\\\\\\\temp\\\\\\\\a\\.") AND NOT match(a, "X") AND match(a, "(?i)X")',
    'cidrmatch("10.0.0.0/8", ip) AND NOT cidrmatch("10.0.0.0/16", ip) AND NOT cidrmatch("10.0.0.0/8", a)',
    'lower("ABC")="abc" AND upper(a)="X" AND len(path)=13 AND len(empty)=0',
    'substr("string", 1, 3)="str" AND substr("string", -3)="ing" AND substr("string", 3)="ring"',
    'replace(a, "x", "<\\0>")="<x>" AND replace("1/14/2023", "^(\\d+)/(\\d+)/", "\\2/\\1/")="14/1/2023"',
    'trim("  b ")="b" AND ltrim("zab", "z")="ab" AND rtrim("abz", "z")="ab"',
    'tonumber(t)+1=6 AND tonumber("ff", 16)=255 AND isnull(tonumber(a))',
    'tostring(n)="5" AND tostring(n=5)="True"',
    'isnum(t) AND isint(n) AND isstr(a)',
    'round(2.567, 2)=2.57 AND floor(2.5)=2 AND ceiling(2.5)=3 AND abs(-1)=1 AND pow(2, 3)=8',
    'max(1, 3, 2)=3 AND max(1, "a")="a" AND min(4, 2)=2',
    'mvcount(many)=3 AND mvcount(a)=1 AND isnull(mvcount(none))',
    'mvindex(many, 0)="x" AND mvindex(many, -1)="z" AND isnull(mvindex(many, 3))',
    'mvjoin(many, "-")="x-y-z" AND mvjoin(mvindex(many, 1, 2), "")="yz"',
    'mvjoin(mvappend(a, many), "")="xxyz" AND mvcount(mvdedup(mvappend(a, many)))=3',
    'isnotnull(mvfilter(many="y")) AND isnull(mvfilter(many="Y")) AND isnull(mvfilter(isnull(none)))',
    'mvjoin(mvfilter(match(tags, "^b") OR tags="q"), ",")="blue two"',
    'mvjoin(mvmap(many, upper(many)), "")="XYZ" AND mvfind(many, "[yz]")=1',
    'mvcount(split("a,b,c", ","))=3 AND mvjoin(mvsort(split("b a", " ")), "")="ab"',
    'strptime(time, "%Y-%m-%dT%H:%M:%SZ")=1767607262',
    'strftime(1767607262, "%Y-%m-%d %H:%M:%S")="2026-01-05 10:01:02"',
    '"\\t"!="\\\\t" AND len("\\t")=1 AND len("\\s")=2 AND len("\\\\")=1 AND len("\\"")=1',
    'a="x" XOR a="y"',
    'NOT (a="x" XOR n=5)',
  ])
    it(`keeps where ${where}`, () => expect(keeps(where)).to.equal(true));

  for (const where of [
    'a="X"',
    'none="x"',
    'none!="x"',
    'NOT none="x"',
    'none=none',
    'NOT match(none, "x")',
    'NOT none>1',
    'a=1',
    'isnull(empty)',
    'len(none)=0',
    'n/0=1 OR NOT n/0=1',
    'mvcount(none)=0',
    'NOT (none="x" AND a="x")',
  ])
    it(`leaves where ${where}`, () => expect(keeps(where)).to.equal(false));

  for (const [name, where, usually] of [
    ['tests of nothing are false', 'NOT none="x"', false],
    ['unknown is contagious', 'none="x" OR a="x"', true],
    ['several values are lines', 'match(many, "^y$")', true],
    ['several values give nothing', 'match(many, "x")', true],
    ['all letters have two cases', 'lower("Ö")="ö"', false],
    ['more texts are numbers', 'tonumber(" 7")=7', false],
    ['texts are compared as texts', 't="5.0"', true],
    ['like() has escapes', 'like("50%", "50\\%")', false],
    ['few escapes in strings', 'len("\\t")=2', false],
    ['the user is in India', 'strptime("2026-01-05", "%Y-%m-%d")=1767551400', false],
  ] as const)
    it(`reads another way where ${name}`, () => {
      if (where.includes('tonumber')) {
        expect(() => keeps(where)).to.throw('no number');
        expect(keeps(where, readings[name])).to.equal(true);
        return;
      }
      expect(keeps(where), 'usually').to.equal(usually);
      expect(keeps(where, readings[name]), 'otherwise').to.equal(!usually);
    });
});

describe('the eval command', () => {
  it('sets fields from left to right, and clears them by null()', () => {
    const [row] = runSpl('a=* | eval b=a."y", c=b."z", a=null() | table a b c', [{ a: 'x' }]);
    expect({ ...row }).to.deep.equal({ b: 'xy', c: 'xyz' });
  });
});

it('gives up a regular expression that takes too many steps', () => {
  const finds = filterSpl('a=* | where match(a, "^(?:a+)+\\d")');
  expect(() => finds(rowOf({ a: 'a'.repeat(40) }))).to.throw('steps');
});
