import { expect } from 'chai';
import { compile } from '../../src/evaluate/evaluate.ts';
import type { Event } from '../../src/evaluate/event.ts';
import { always, and, never, not, or } from '../../src/ir/build.ts';
import type { Expr } from '../../src/ir/expr.ts';
import * as ir from '../ir/nodes.ts';

const { match } = ir;

/** The field f with each of these in it. */
const f = (...values: unknown[]): Event[] => values.map((value) => ({ f: value }));

type Row = readonly [what: string, when: Expr, yes: readonly Event[], no: readonly Event[]];

const texts: Row[] = [
  [
    'a text as a whole',
    match('f', 'whoami'),
    f('whoami'),
    f('whoami.exe', 'a whoami', '', 'whoam'),
  ],
  ['ASCII letters of either case', match('f', 'WhoAmI'), f('whoami', 'WHOAMI'), f('who ami')],
  ['other letters of that case alone', match('f', 'é'), f('é'), f('É', 'e')],
  ['no letter for a sign outside ASCII', match('f', 'ks'), f('KS'), f('\u212as', 'kſ')],
  ['a case that counts', ir.cased('f', 'Who'), f('Who'), f('who', 'WHO', 'Whom')],
  ['a case that counts around a run', ir.cased('f', 'W*o'), f('Who', 'Wo'), f('who', 'WhO')],
  ['the empty text', match('f', ''), f(''), [...f(' ', null, []), {}]],
  ['a text at the start', match('f', 'a*'), f('a', 'ab', 'A\nb'), f('ba', '')],
  ['a text at the end', match('f', '*a'), f('a', 'ba', 'b\nA'), f('ab', 'a\n')],
  ['a text anywhere', match('f', '*a*'), f('a', 'bab'), f('b', '')],
  ['any text', match('f', '*'), f('', 'a', 0, false), [...f(null, [], {}), {}]],
  ['one character', match('f', '?'), f('a', '\n', '😀', 5), f('', 'ab', 10)],
  ['one character in a text', match('f', 'a?c'), f('abc', 'a😀c', 'a?c'), f('ac', 'abbc')],
  ['a run in a text', match('f', 'a*c'), f('ac', 'abbc', 'a\nc', 'acc'), f('ca', 'acb')],
  [
    'a run that has to take more',
    match('f', '*ab*ab'),
    f('abab', 'ababab', 'xabyab'),
    f('ab', 'aab'),
  ],
  ['at least so many characters', match('f', '??*'), f('ab', 'abc'), f('', 'a', '😀')],
  ['signs that are meant as themselves', match('f', 'a\\*\\?\\\\'), f('a*?\\'), f('abc\\', 'a*?')],
  [
    'a long text of starts that fail',
    match('f', '*a*a*a*a*b'),
    f(`${'a'.repeat(9)}b`),
    f('a'.repeat(2000)),
  ],
];

const kindsOfValue: Row[] = [
  ['a number as its text', match('f', '4688'), f(4688, '4688', 4688.0), f(46880, '04688')],
  ['a part of a number as text', match('f', '46*'), f(4688), f(-4688)],
  ['a boolean as its text', match('f', 'TRUE'), f(true, 'true', 'True'), f(false, 1)],
  ['no null as text', match('f', 'null'), f('null'), f(null)],
  ['no object as text', match('f', '*object*'), f('[object Object]'), f({}, { a: 'object' })],
  [
    'one element of an array',
    match('f', 'a'),
    f(['a'], ['b', 'a'], [null, ['a']]),
    f(['b'], [], ['ab'], [{ f: 'a' }]),
  ],
  ['numbers in an array', ir.number('f', 1), f([0, 1], ['1']), f([10], ['01'])],
];

const numbers: Row[] = [
  [
    'a number',
    ir.number('f', 4688),
    f(4688, '4688'),
    f(4689, '04688', '4688.0', ' 4688', true, null),
  ],
  ['a number below zero', ir.number('f', -1.5), f(-1.5, '-1.5'), f(1.5, '-1.50')],
  ['zero', ir.number('f', 0), f(0, -0, '0'), f('', '-0', false, null)],
  ['one, which is not true', ir.number('f', 1), f(1, '1'), f(true, 'true')],
  ['true', ir.boolean('f', true), f(true, 'true'), f('True', 'TRUE', false, 1, 'yes', null)],
  ['false', ir.boolean('f', false), f(false, 'false'), [...f(true, 0, '', null), {}]],
  [
    'less',
    ir.compare('f', 'lt', 10),
    f(9, '9', '9.99', -10, '-1', '007'),
    f(10, '10.0', 11, '100'),
  ],
  ['at most', ir.compare('f', 'lte', 10), f(10, '10.0', '010', 9.9), f('10.01', 11)],
  ['greater', ir.compare('f', 'gt', 2.5), f(3, '2.51', '10', '02.6'), f(2.5, '2.50', 2, '-3')],
  ['at least', ir.compare('f', 'gte', -1), f(-1, '-1.0', '-0.99', 0), f('-1.01', -2)],
  [
    'no text that is not a plain decimal',
    ir.compare('f', 'gt', 1),
    f('5'),
    f('5 ', '+5', '5.', '.5e9', '5e3', '0x5', '1,000', '', 'a'),
  ],
  ['no boolean as a number', ir.compare('f', 'gte', 0), f(1), [...f(true, false, null), {}]],
  [
    'a number of many digits, to the last',
    ir.compare('f', 'gt', 2 ** 53),
    f('9007199254740993'),
    f('9007199254740992'),
  ],
  [
    'no number that JSON writes with an exponent',
    ir.compare('f', 'gt', 1e20),
    f(2e20, '1000000000000000000000'),
    f(1e21),
  ],
  ['one element that is greater', ir.compare('f', 'gt', 5), f([1, 9]), f([1, 2])],
];

const others: Row[] = [
  [
    'a regular expression anywhere',
    ir.re('f', 'a\\d'),
    f('xa1x', ['b', 'a1']),
    [...f('a', 'A1', null), {}],
  ],
  ['an end behind a pair of units', ir.re('f', '(?<=🦊)$'), f('🦊', 'a🦊'), f('🦊a', 'a')],
  ['a regular expression in a number', ir.re('f', '^46'), f(4688), f(1468)],
  [
    'a regular expression that finds nothing',
    ir.re('f', '^$'),
    f('', '\n'),
    [...f('a', null, []), {}],
  ],
  [
    'no regular expression between the halves of a character',
    ir.re('f', '(?<!b|^|(?<=.))'),
    f('a\nb'),
    f('😀', 'a😀'),
  ],
  ['a regular expression that ignores case', ir.re('f', 'ab', 'i'), f('xAB'), f('xAC')],
  [
    'an address in a network',
    ir.cidr('f', '10.0.0.0/8'),
    f('10.1.2.3', ['::1', '10.0.0.0']),
    [...f('11.0.0.0', '10.1.2', '10.1.2.3:80', '::ffff:10.1.2.3', 10, ''), {}],
  ],
  [
    'an IPv6 address in a network',
    ir.cidr('f', 'fe80::/10'),
    f('fe80::1', 'FEBF::', 'fe80:0:0:0:0:0:0:1'),
    f('fec0::', 'fe80::1%eth0', '10.0.0.1'),
  ],
  [
    'what is there',
    ir.exists('f'),
    f('', 0, false, [null, 'a'], { a: 1 }),
    [...f(null, [], [null], {}, { a: null }), {}],
  ],
  [
    'what is missing or null',
    ir.isNull('f'),
    [...f(null, [], {}), {}, { g: 'f' }],
    f('', 0, false, ['a']),
  ],
  [
    'a text anywhere in the event',
    ir.keyword('who'),
    [...f('WHOAMI', ['x', { y: 'who' }]), { a: { b: 'who' } }],
    [...f('wh', null), { who: 'x' }, {}],
  ],
  ['a number anywhere in the event', ir.keyword('688'), f(4688), f(4699)],
  ['a run in a keyword', ir.keyword('net*user'), f('x net a user x'), [{ a: 'net', b: 'user' }]],
  ['a keyword whose case counts', ir.keyword('Who', true), f('xWhox'), f('who')],
];

const pairs: Row[] = [
  [
    'equal fields',
    ir.sameAs('f', 'equals', 'g'),
    [
      { f: 'Ab', g: 'aB' },
      { f: 1, g: '1' },
      { f: '', g: '' },
    ],
    [{ f: 'a', g: 'b' }, { f: 'a' }, { g: 'a' }, {}, { f: null, g: null }],
  ],
  [
    'a field that starts with another',
    ir.sameAs('f', 'starts', 'g'),
    [
      { f: 'abc', g: 'AB' },
      { f: 'a', g: '' },
    ],
    [
      { f: 'ab', g: 'abc' },
      { f: 'cab', g: 'ab' },
    ],
  ],
  [
    'a field that ends with another',
    ir.sameAs('f', 'ends', 'g'),
    [{ f: 'abc', g: 'BC' }],
    [{ f: 'abc', g: 'ab' }],
  ],
  [
    'a field that contains another',
    ir.sameAs('f', 'contains', 'g'),
    [{ f: 'abcd', g: 'BC' }],
    [{ f: 'bc', g: 'abcd' }],
  ],
  [
    'one element of each',
    ir.sameAs('f', 'equals', 'g'),
    [{ f: ['a', 'b'], g: ['c', 'B'] }],
    [
      { f: ['a', 'b'], g: ['c'] },
      { f: [], g: [] },
    ],
  ],
  [
    'a text that is a pattern in the other field',
    ir.sameAs('f', 'equals', 'g'),
    [{ f: 'a*', g: 'a*' }],
    [{ f: 'ab', g: 'a*' }],
  ],
  [
    'letters outside ASCII as they are',
    ir.sameAs('f', 'equals', 'g'),
    [{ f: 'é', g: 'é' }],
    [{ f: 'é', g: 'É' }],
  ],
];

const paths: Row[] = [
  [
    'a path as a key',
    match('a.b', 'x'),
    [{ 'a.b': 'x' }],
    [{ a: 'x' }, { b: 'x' }, { 'A.b': 'x' }],
  ],
  [
    'a path into an object',
    match('a.b', 'x'),
    [{ a: { b: 'x' } }],
    [{ a: { c: 'x' } }, { a: 'x' }, { a: null }],
  ],
  [
    'both, where both are there',
    match('a.b', 'x'),
    [
      { 'a.b': 'y', a: { b: 'x' } },
      { 'a.b': 'x', a: { b: 'y' } },
    ],
    [{ 'a.b': 'y', a: { b: 'z' } }],
  ],
  [
    'a path in any parts',
    match('a.b.c', 'x'),
    [{ a: { 'b.c': 'x' } }, { 'a.b': { c: 'x' } }, { a: { b: { c: 'x' } } }],
    [{ a: { b: 'x' }, c: 'x' }],
  ],
  [
    'arrays on the way',
    match('a.b', 'x'),
    [{ a: [{ b: 'y' }, { b: 'x' }] }, { a: [[{ b: ['x'] }]] }],
    [{ a: [{ c: 'x' }, 'x'] }],
  ],
  [
    'what is there behind a path',
    ir.exists('a.b'),
    [{ a: { b: '' } }, { 'a.b': 0 }, { a: { b: { c: 1 } } }],
    [{ a: { b: null } }, { a: {} }, { 'a.b': [] }],
  ],
  [
    'what is missing behind a path',
    ir.isNull('a.b'),
    [{ a: { b: null } }, { a: 'b' }, {}],
    [{ a: { b: 1 } }, { 'a.b': 1, a: null }],
  ],
  [
    'what is there in keys that go on',
    ir.exists('a.b'),
    [{ 'a.b.c': 1 }, { a: { 'b.c': 1 } }, { 'a.b.c': null, 'a.b.d': [0] }],
    [{ 'a.bc': 1 }, { 'a.b.c': null }, { 'a.b.c': {} }],
  ],
  [
    'no value in keys that go on',
    match('a', '*'),
    [{ a: '' }],
    [{ 'a.b': 'x' }, { a: { b: 'x' } }],
  ],
  ['a name of its own case', match('F', 'x'), [{ F: 'x' }], f('x')],
  ['a name that every object has', ir.exists('constructor'), [{ constructor: 'x' }], [{}]],
  [
    'a path that every object has',
    ir.exists('constructor.name'),
    [{ constructor: { name: 'x' } }],
    [{}],
  ],
];

const logic: Row[] = [
  ['nothing asked', always, [{}], []],
  ['nothing allowed', never, [], [{}]],
  [
    'not: missing is not equal',
    not(match('f', 'a')),
    [...f('b', null, [], ['b']), {}],
    f('a', ['b', 'a']),
  ],
  ['not: no number is not greater', not(ir.compare('f', 'gt', 1)), [...f('a', 1), {}], f(2)],
  [
    'not: no address is in no network',
    not(ir.cidr('f', '10.0.0.0/8')),
    [...f('a', '11.0.0.0'), {}],
    f('10.0.0.1'),
  ],
  [
    'not: no date has no hour',
    not(ir.timePart('f', 'hour', 'eq', 7)),
    [...f('a'), {}],
    f('2026-01-05T07:00:00Z'),
  ],
  [
    'and of two elements of one array',
    and([match('f', 'a'), match('f', 'b')]),
    f(['a', 'b']),
    f('a', ['a'], 'b'),
  ],
  [
    'or',
    or([match('f', 'a'), match('g', 'a')]),
    [{ f: 'a' }, { g: 'a', f: 'b' }],
    [{ f: 'b', g: 'b' }, {}],
  ],
  [
    'not of an or',
    not(or([match('f', 'a'), match('g', 'a')])),
    [{}, { f: 'b' }],
    [{ f: 'a' }, { g: 'a' }],
  ],
];

for (const [title, rows] of Object.entries({
  texts,
  'kinds of values': kindsOfValue,
  numbers,
  'other tests': others,
  'two fields': pairs,
  paths,
  logic,
}))
  describe(`the evaluator on ${title}`, () => {
    for (const [what, when, yes, no] of rows)
      it(what, () => {
        const matches = compile(when);
        expect(yes.filter((event) => !matches(event))).to.deep.equal([]);
        expect(no.filter(matches)).to.deep.equal([]);
      });
  });
