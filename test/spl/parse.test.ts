import { expect } from 'chai';
import { faultOf, parseSpl } from './index.ts';

describe('the parser of SPL', () => {
  for (const text of [
    'error',
    'error login NOT (timeout OR "no answer")',
    'search status=404',
    'status IN (400, 404, 5*) NOT ip="10.20.0.0/16"',
    'user=CASE(Mia) TERM(10.0.0.1)',
    '"user name"="mia" `` no macro'.slice(0, 17),
    'state="OR" code!=7 size>=10 path="C:\\\\Users\\\\*"',
    'index=web sourcetype=iis earliest=-1h@h a=b',
    'a=b ``` why ``` c=d',
    'a=b | search c=d OR e=f g=h',
    `a=* | where 'b.c'="d" AND (e>5 OR NOT isnull(f)) XOR like(g, "%h_")`,
    'a=* | where a in("x", "y") OR a LIKE "z%" OR !isnull(b)',
    'a=* | where len(a) - 1 > -2 * b + c % 3 AND a."x"=b',
    'a=* | regex a="^\\d+ \\"x\\"$"',
    'a=* | regex a!="b|c"',
    'a=* | regex "b|c"',
    'a=* | rex field=a max_match=0 "(?<b>\\w+)"',
    'a=* | eval b=if(a>1, "x", null()), "c d"=upper(a)',
    'a=* | bin span=5m _time | bucket a span=10 AS b',
    'a=* | stats count, dc(a) AS n, p95(size) sum(eval(b*2)) as twice by c, "d e"',
    'a=* | streamstats current=f window=5 global=f count BY a | eventstats max(a) AS most',
    'a=* | streamstats count BY a reset_on_change=true',
    'a=* | table a b, c | fields - a* | rename a AS "b c", d* as e*',
    'a=* | sort 5 - a, +num(b) | dedup 2 a b keepempty=t sortby -c',
    '| tstats summariesonly=t count dc(Web.url) AS n from datamodel=Web.Web where Web.status=404 by Web.src, _time span=1h | where n > 5',
    '| tstats count FROM datamodel=Web',
  ])
    it(`takes ${text}`, () => expect(faultOf(text)?.message).to.equal(undefined));

  for (const [text, why, at] of [
    ['', 'an empty search', 0],
    ['  ', 'an empty search', 2],
    ['(a=b', 'a closing parenthesis is missing', 4],
    ['a=b)', 'what does not belong here', 3],
    ['()', 'a term is missing', 1],
    ['a="b', 'unbalanced quotes', 2],
    ['a="b\\"', 'unbalanced quotes', 2],
    ['a=', 'a value is missing, or needs quotation marks', 2],
    ['a=b OR', 'a term is missing', 6],
    ['a=b NOT', 'a term is missing', 7],
    ['AND a=b', 'the value AND needs quotation marks', 0],
    ['state=OR', 'the value OR needs quotation marks', 6],
    ['country=IN', 'the value IN needs quotation marks', 8],
    ['a=x=y', 'a value that needs quotation marks', 2],
    ['a=(b OR c)', 'a value is missing, or needs quotation marks', 2],
    ['a=C:\\x', 'a backslash outside of quotation marks', 2],
    ['a IN ()', 'a value is missing, or needs quotation marks', 6],
    ['a IN (b', 'a closing parenthesis is missing', 7],
    ['user{}=b', 'the field name user{} needs quotation marks', 0],
    ['größe=b', 'the field name größe needs quotation marks', 0],
    ['5a=b', 'the field name 5a needs quotation marks', 0],
    ['"a\\"b"=c', `a field name can't be written so: a\\"b`, 0],
    ['a=b [search c=d]', 'a subsearch, which is not read here', 4],
    ['a=`b`', 'an unknown macro: b', 2],
    ['a=b `', 'an open backtick', 4],
    ['a=b ``` c', 'an open comment', 4],
    ['a=b |', 'a command is missing', 5],
    ['a=b | | where c="d"', 'a command is missing', 6],
    ['a=b | wehre c="d"', 'an unknown command: wehre', 6],
    ['a=b | WHERE c="d"', 'an unknown command: WHERE', 6],
    ['| where a="b"', "where can't be the first command", 7],
    ['a=b | tstats count from datamodel=X', 'tstats has to be the first command', 12],
    ['a=b | where c', 'no Boolean, where boolean is wanted', 12],
    ['a=b | where c="d" and e="f"', 'what does not belong here', 18],
    ['a=b | where c="d" OR "e"', 'no Boolean, where boolean is wanted', 21],
    ['a=b | where not c="d"', 'not is not the name of a field', 12],
    ['a=b | where c-d="e" OR f g', 'no Boolean, where boolean is wanted', 23],
    ['a=b | where user name="c"', 'no Boolean, where boolean is wanted', 12],
    ['a=b | where 5a="c"', 'a value is missing, or a name that needs quotation marks', 12],
    ['a=b | where @a="c"', 'a value is missing, or a name that needs quotation marks', 12],
    [`a=b | where 'c="d"`, 'unbalanced quotes', 12],
    ['a=b | where c="d', 'unbalanced quotes', 14],
    ['a=b | where (c="d"', 'a closing parenthesis is missing', 18],
    ['a=b | where true="c"', 'true is not the name of a field', 12],
    ['a=b | where c="d"="e"', 'a comparison of a comparison', 17],
    ['a=b | where matches(c, "d")', 'an unknown function: matches', 12],
    ['a=b | where match(c)', 'match() with 1 arguments', 12],
    ['a=b | where if(c="d", true())', 'if() with 2 arguments', 12],
    ['a=b | where if(c, true(), false())', 'no Boolean, where boolean is wanted', 12],
    ['a=b | where isnull(isnull(c))', 'a Boolean, where value is wanted', 12],
    [
      'a=b | where like(c, d)',
      'the pattern of like() has to be a string in double quotation marks',
      12,
    ],
    ['a=b | where isnotnull(mvfilter(c=d))', 'mvfilter() can reference only one field', 22],
    ['a=b | where isnotnull(mvfilter("c"="d"))', 'mvfilter() can reference only one field', 22],
    ['a=b | where c."d" + e = "f"', '`.` beside another operator needs parentheses', 19],
    ['a=b | eval c=isnull(d)', 'a Boolean, where value is wanted', 13],
    ['a=b | eval c', '= is missing', 12],
    ['a=b | regex NOT c="d"', 'NOT is not valid in a regex command', 12],
    ['a=b | regex c=d', 'a regular expression needs quotation marks', 14],
    ['a=b | regex c="d" OR e="f"', 'what does not belong here', 18],
    ['a=b | stats', 'a function of statistics is missing', 11],
    ['a=b | stats avg', 'avg of no field', 12],
    ['a=b | stats total(c)', 'an unknown function of statistics: total', 12],
    ['a=b | stats count BY c*', 'a wildcard in a BY clause', 23],
    ['a=b | stats count BY', 'the name of a field is missing, or needs quotation marks', 20],
    ['a=b | stats count AS n, dc(c) AS n', 'two results called n', 34],
    ['a=b | streamstats windows=5 count', 'an unknown option: windows', 18],
    ['a=b | rename c AS d, c AS e', 'two names for c', 27],
    ['a=b | rename c* AS d', 'a wildcard mismatch', 20],
    ['a=b | bin c span=5q', 'an unknown span: 5q', 19],
    ['a=b | dedup 0 c', 'dedup of no events', 13],
    ['| tstats count where a=b', 'FROM datamodel= is missing', 15],
  ] as const)
    it(`does not take ${text || 'nothing'}`, () => {
      const fault = faultOf(text);
      expect([fault?.message, fault?.at]).to.deep.equal([`${why} (at ${at})`, at]);
    });

  for (const [text, as] of [
    ['a=1 b=2 OR c=3', 'a=1 AND (b=2 OR c=3)'],
    ['NOT a=1 OR b=2', '(NOT a=1) OR b=2'],
    ['NOT a=1 b=2', '(NOT a=1) AND b=2'],
    ['a=1 | where b="2" AND c="3" OR d="4"', 'a=1 | where (b="2" AND c="3") OR d="4"'],
    ['a=1 | where b="2" XOR c="3" OR d="4"', 'a=1 | where b="2" XOR (c="3" OR d="4")'],
    ['a=1 | where NOT b="2" AND c="3"', 'a=1 | where (NOT b="2") AND c="3"'],
    ['a=1 | where b+1*c=2', 'a=1 | where (b+(1*c))=2'],
  ] as const)
    it(`reads ${text} as ${as}`, () => expect(shapeOf(text)).to.deep.equal(shapeOf(as)));

  it('fills macros, and leaves what stands in quotation marks', () => {
    const macros = {
      web: { args: [], definition: 'a=1 `more(x)`' },
      'more(1)': { args: ['v'], definition: 'b="$v$"' },
    };
    expect(shapeOf('`web` c="`web`"', macros)).to.deep.equal(shapeOf('a=1 b="x" c="`web`"'));
    expect(faultOf('`more`', macros)?.message).to.equal('an unknown macro: more (at 0)');
  });
});

/** The commands without their places. */
const shapeOf = (text: string, macros = {}): unknown =>
  JSON.parse(
    JSON.stringify(parseSpl(text, macros), (key, value) => (key === 'at' ? undefined : value)),
  );
