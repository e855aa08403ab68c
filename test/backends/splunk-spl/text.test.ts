import { expect } from 'chai';
import fc from 'fast-check';
import { splunkSpl } from '../../../src/backends/splunk-spl/index.ts';
import type { Event, Expr } from '../../../src/index.ts';
import { always, and, never, not, or } from '../../../src/ir/build.ts';
import { literal, pattern } from '../../../src/ir/pattern.ts';
import * as ir from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { filterSpl, rowOf } from '../../spl/index.ts';

const { match, cased, re, keyword } = ir;
const spl = (when: Expr) => splunkSpl.write(when, ir.at).query;
const table = (title: string, rows: readonly (readonly [string, Expr, string])[]) =>
  describe(`SPL writes ${title}`, () => {
    for (const [what, when, query] of rows) it(what, () => expect(spl(when)).to.equal(query));
  });

const [a, b, c] = ['a', 'b', 'c'].map((field, i) => match(field, `${i + 1}`)) as [Expr, Expr, Expr];

table('values', [
  ['as a whole', match('f', 'v'), 'f="v"'],
  ['with a run', match('f', 'v*w'), 'f="v*w"'],
  ['of any text', match('f', '*'), 'f=*'],
  ['of no character', match('f', ''), 'f=""'],
  ['with backslashes doubled', match('Image', '*\\whoami.exe'), 'Image="*\\\\whoami.exe"'],
  ['with two backslashes, four', match('f', '\\\\\\\\srv'), 'f="\\\\\\\\srv"'],
  ['with a backslash before a run', match('f', 'C:\\\\*'), 'f="C:\\\\*"'],
  ['that end with a backslash', match('f', 'C:\\'), 'f="C:\\\\"'],
  ['with quotes', match('f', 'a "b"'), 'f="a \\"b\\""'],
  ['with a backslash before a quote', match('f', 'a\\"'), 'f="a\\\\\\""'],
  ['with a question mark, which is no wildcard', match('f', 'a\\?b'), 'f="a?b"'],
  [
    'with one character: where says it',
    match('f', 'a?b'),
    'f="a*b" | where isnotnull(mvfilter(match(f, "(?i)^a(?s:.)b\\\\z")))',
  ],
  [
    'with a star of their own: where says it',
    match('f', 'a\\*b'),
    'f="a*b" | where isnotnull(mvfilter(match(f, "(?i)^a\\\\*b\\\\z")))',
  ],
  [
    'with a star and a run',
    match('f', 'a\\*b*'),
    'f="a*b*" | where isnotnull(mvfilter(match(f, "(?i)^a\\\\*b")))',
  ],
  [
    'whose case counts: where says it',
    cased('f', 'Abc*'),
    'f="Abc*" | where isnotnull(mvfilter(match(f, "^Abc")))',
  ],
  ['without letters, whose case does not count', cased('f', '12 3'), 'f="12 3"'],
  [
    'with letters outside ASCII: where keeps their case',
    match('f', 'é*k'),
    'f="é*k" | where isnotnull(mvfilter(match(f, "^é(?s:.*)[Kk]\\\\z")))',
  ],
  ['with signs outside ASCII', match('f', '漢字'), 'f="漢字"'],
  [
    'that read like a network: no value',
    match('f', '10.0.0.0/8'),
    'f="10.0.0.0*8" | where isnotnull(mvfilter(match(f, "^10\\\\.0\\\\.0\\\\.0/8\\\\z")))',
  ],
  ['with a network in them', match('f', 'net 10.0.0.0/8'), 'f="net 10.0.0.0/8"'],
  [
    'with what calls a macro',
    match('f', '`m`'),
    'f="*m*" | where isnotnull(mvfilter(match(f, "(?i)^\\\\x60m\\\\x60\\\\z")))',
  ],
  ['with what begins a subsearch', match('f', '[search x]'), 'f="[search x]"'],
  ['with a pipe', match('f', 'a | delete'), 'f="a | delete"'],
  ['that would end the quote', match('f', '" OR g=1 | delete "'), 'f="\\" OR g=1 | delete \\""'],
  [
    'with control characters',
    match('f', 'a\tb\nc'),
    'f="a*b*c" | where isnotnull(mvfilter(match(f, "(?i)^a\\\\x09b\\\\x0ac\\\\z")))',
  ],
]);

table('fields', [
  [
    'with a dot',
    match('a.b', 'x?'),
    'a.b="x*" | where isnotnull(mvfilter(match(\'a.b\', "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'with a dash',
    match('a-b', 'x?'),
    'a-b="x*" | where isnotnull(mvfilter(match(\'a-b\', "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'with a space',
    match('a b', 'x?'),
    '"a b"="x*" | where isnotnull(mvfilter(match(\'a b\', "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'that begin with a digit',
    match('1a', 'x?'),
    '"1a"="x*" | where isnotnull(mvfilter(match(\'1a\', "(?i)^x(?s:.)\\\\z")))',
  ],
  ['that begin with a sign', match('@t', 'x'), '"@t"="x"'],
  [
    'of other letters',
    match('é', 'x?'),
    '"é"="x*" | where isnotnull(mvfilter(match(\'é\', "(?i)^x(?s:.)\\\\z")))',
  ],
  ['with braces', match('a{}.b', 'x'), '"a{}.b"="x"'],
  [
    'that are words of where',
    match('like', 'x?'),
    'like="x*" | where isnotnull(mvfilter(match(\'like\', "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'that search takes for a time',
    match('earliest', 'x'),
    '* | where isnotnull(mvfilter(match(earliest, "(?i)^x\\\\z")))',
  ],
  [
    'that search takes for a saved search',
    ir.exists('savedsearch'),
    '* | where isnotnull(savedsearch)',
  ],
]);

describe('SPL refuses fields', () => {
  for (const field of ['', "a'b", 'a"b', 'a`b', 'a|b', 'a[b', 'a]b', 'a\\b', 'a*', 'a\nb'])
    it(`named ${JSON.stringify(field)}`, () => {
      const { query, fidelity, diagnostics } = splunkSpl.write(match(field, 'x'), ir.at);
      expect([query, fidelity]).to.deep.equal([null, 'refused']);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['splunk-spl/field-name']);
    });

  it('in the other place of two fields', () =>
    expect(spl(ir.sameAs('f', 'equals', "a'b"))).to.equal(null));
});

table('and, or and not', [
  ['an or in an and in parentheses', and([or([a, b]), c]), '(a="1" OR b="2") c="3"'],
  ['an and in an or in parentheses', or([and([a, b]), c]), '(a="1" b="2") OR c="3"'],
  ['not before the field, never !=', not(a), 'NOT a="1"'],
  ['not of an and', not(and([a, b])), 'NOT (a="1" b="2")'],
  ['not of an or', not(or([a, b])), 'NOT (a="1" OR b="2")'],
  ['not in an or', or([not(a), b]), 'NOT a="1" OR b="2"'],
  ['what is always true', always, '*'],
  ['what is never true', never, 'NOT *'],
  ['values of one field as a list', or([match('f', 'x'), match('f', 'y*')]), 'f IN ("x", "y*")'],
  ['values of one field once', or([match('f', 'x'), match('f', 'x')]), 'f="x"'],
  [
    'values of one field among others',
    or([match('f', 'x'), a, match('f', 'y')]),
    'f IN ("x", "y") OR a="1"',
  ],
  ['not of a list', not(or([match('f', 'x'), match('f', 'y')])), 'NOT f IN ("x", "y")'],
  [
    'not of what only where can say',
    not(match('f', 'x?')),
    '* | where isnull(mvfilter(match(f, "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'an or of which where says a part',
    or([match('f', 'x?'), a]),
    'f="x*" OR a="1" | where isnotnull(mvfilter(match(f, "(?i)^x(?s:.)\\\\z"))) OR isnotnull(mvfilter(match(a, "^1\\\\z")))',
  ],
  [
    'an and of which where says a part',
    and([match('f', 'x?'), a]),
    'f="x*" a="1" | where isnotnull(mvfilter(match(f, "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'neither of two, of which where says one',
    not(or([match('f', 'x?'), a])),
    'NOT a="1" | where isnull(mvfilter(match(f, "(?i)^x(?s:.)\\\\z")))',
  ],
  [
    'an and in an or behind where',
    or([and([match('f', 'x?'), a]), b]),
    '(f="x*" a="1") OR b="2" | where (isnotnull(mvfilter(match(f, "(?i)^x(?s:.)\\\\z"))) AND isnotnull(mvfilter(match(a, "^1\\\\z")))) OR isnotnull(mvfilter(match(b, "^2\\\\z")))',
  ],
  [
    'an or in an and behind where',
    and([or([re('f', 'x'), a]), not(re('f', 'y'))]),
    'f="*x*" OR a="1" | where (isnotnull(mvfilter(match(f, "x"))) OR isnotnull(mvfilter(match(a, "^1\\\\z")))) AND isnull(mvfilter(match(f, "y")))',
  ],
]);

table('other tests', [
  ['a number', ir.number('f', 4688), 'f=4688'],
  [
    'a boolean, the case of which counts',
    ir.boolean('f', true),
    'f="true" | where isnotnull(mvfilter(match(f, "^true\\\\z")))',
  ],
  ['what is there', ir.exists('f'), 'f=*'],
  ['what is missing', ir.isNull('f'), 'NOT f=*'],
  ['a network', ir.cidr('f', '10.1.0.0/8'), 'f="10.0.0.0/8"'],
  ['a network of IPv6', ir.cidr('f', 'FE80::/10'), 'f="fe80::/10"'],
  [
    'a network in where',
    or([ir.cidr('f', '10.0.0.0/8'), re('g', 'x')]),
    'f="10.0.0.0/8" OR g="*x*" | where isnotnull(mvfilter(cidrmatch("10.0.0.0/8", f))) OR isnotnull(mvfilter(match(g, "x")))',
  ],
  [
    'a comparison, of texts that are numbers',
    ir.compare('f', 'gte', 10),
    'f>=10 | where isnotnull(mvfilter(match(f, "^(?:0*[1-9][0-9]{2}[0-9]*(?:\\\\.[0-9]+)?|0*(?:[2-9][0-9](?:\\\\.[0-9]+)?|1(?:[1-9](?:\\\\.[0-9]+)?|0(?:\\\\.[0-9]+)?)))\\\\z")))',
  ],
  [
    'not of a comparison',
    not(ir.compare('f', 'lt', -1)),
    '* | where isnull(mvfilter(match(f, "^(?:-(?:0*[1-9][0-9][0-9]*(?:\\\\.[0-9]+)?|0*(?:[2-9](?:\\\\.[0-9]+)?|1\\\\.0*[1-9][0-9]*)))\\\\z")))',
  ],
  [
    'equal fields',
    ir.sameAs('f', 'equals', 'a b'),
    'f=* "a b"=* | where isnotnull(mvmap(f, mvmap(\'a b\', if("=".lower(f)=="=".lower(\'a b\'), 1, null()))))',
  ],
  [
    'not of equal fields',
    not(ir.sameAs('f', 'equals', 'g')),
    '* | where isnull(mvmap(f, mvmap(g, if("=".lower(f)=="=".lower(g), 1, null()))))',
  ],
]);

table('regular expressions', [
  [
    'beside the letters that they need',
    re('f', 'net\\s+user', 'i'),
    'f="*net*user*" | where isnotnull(mvfilter(match(f, "(?i)net\\\\s+user")))',
  ],
  [
    'with their flags',
    re('f', '^a.b$', 'ims'),
    'f="*a*b*" | where isnotnull(mvfilter(match(f, "(?ims)^a.b$")))',
  ],
  [
    'with an edge that the search has too',
    re('f', '\\Aab'),
    'f="ab*" | where isnotnull(mvfilter(match(f, "\\\\Aab")))',
  ],
  [
    'with quotes and backslashes',
    re('f', '"\\\\"'),
    'f="*\\"\\\\\\"*" | where isnotnull(mvfilter(match(f, "\\"\\\\\\\\\\"")))',
  ],
  [
    'with a pipe and brackets',
    re('f', 'x|[yz]'),
    'f=* | where isnotnull(mvfilter(match(f, "x|[yz]")))',
  ],
  [
    'with what calls a macro',
    re('f', 'a`b'),
    'f="*a*b*" | where isnotnull(mvfilter(match(f, "a\\\\x60b")))',
  ],
  [
    'of one field, each for itself',
    or([re('f', 'x'), re('f', 'y')]),
    'f IN ("*x*", "*y*") | where isnotnull(mvfilter(match(f, "x"))) OR isnotnull(mvfilter(match(f, "y")))',
  ],
]);

describe('SPL refuses regular expressions', () => {
  it('that look behind for what is of any length', () => {
    const { query, diagnostics } = splunkSpl.write(re('f', '(?<=a+)b'), ir.at);
    expect([query, ...diagnostics.map(({ code }) => code)]).to.deep.equal([
      null,
      'splunk-spl/regex',
    ]);
  });
});

table('keywords', [
  ['of one word', keyword('whoami'), '*whoami*'],
  ['of some words', keyword('net user'), '*net* *user* | where match(_raw, "(?i)net user")'],
  ['of short words, which are not asked for', keyword('a b'), '* | where match(_raw, "(?i)a b")'],
  ['with a run', keyword('net*user'), '*net* *user* | where match(_raw, "(?i)net(?s:.*)user")'],
  ['whose case counts', keyword('Who', true), '*Who* | where match(_raw, "Who")'],
  ['that are words of search', keyword('OR'), '*OR*'],
  [
    'that would end the search',
    keyword('x | delete'),
    '*delete* | where match(_raw, "(?i)x \\\\| delete")',
  ],
  ['not there', not(keyword('whoami')), 'NOT *whoami*'],
]);

describe('SPL keeps any text in its quotes', () => {
  const unit = fc.constantFrom(
    ...'"\'\\|`[]()=*?<>,.:/$% \tab1é'.split(''),
    'OR',
    'NOT',
    ' | delete ',
  );
  const text = fc.string({ unit, minLength: 1, maxLength: 10 });

  it('whole, and finds it', () =>
    hold(
      2000,
      fc.property(text, text, fc.boolean(), (value, other, isCased) => {
        const when: Expr = { ...match('f', ''), pattern: literal(value), cased: isCased };
        const finds = findsIn(spl(when) as string);
        expect(finds({ f: value })).to.equal(true);
        if (other.toLowerCase() !== value.toLowerCase())
          expect(finds({ f: other })).to.equal(false);
      }),
    ));

  it('in an or with what only where can say', () =>
    hold(
      1000,
      fc.property(text, text, (value, name) => {
        const field = name.replace(/^\s|['"\\`*|[\]\t]/g, '_');
        const when = or([
          { ...match('f', ''), pattern: pattern(literal(value)) },
          re(field, 'x'),
          not(ir.exists('f')),
        ]);
        const finds = findsIn(spl(when) as string);
        expect(finds({ f: value })).to.equal(true);
        expect(finds({ f: `${value}-`, [field]: 'axb' })).to.equal(true);
        expect(finds({ f: `${value}-`, [field]: 'ab' })).to.equal(false);
      }),
    ));
});

function findsIn(search: string): (event: Event) => boolean {
  const finds = filterSpl(search);
  return (event) => finds(rowOf(event));
}
