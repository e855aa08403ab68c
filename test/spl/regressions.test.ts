import { expect } from 'chai';
import { splunkSpl } from '../../src/backends/splunk-spl/index.ts';
import { type Event, type Expr, predicate } from '../../src/index.ts';
import { not, or } from '../../src/ir/build.ts';
import { flatten } from '../../src/passes/flatten.ts';
import * as ir from '../ir/nodes.ts';
import { splDisagreement } from './agree.ts';

/* What was found to differ once, between a query and its rule, by the parser and the evaluator beside this. */

describe('a difference that was found in SPL', () => {
  for (const [was, when, found, left] of [
    [
      'match() of a list, which no page promises to look at each value',
      ir.cased('f', 'Admin'),
      [{ f: ['guest', 'Admin'] }],
      [{ f: ['guest', 'admin'] }, { f: 'guest\nAdmin' }],
    ],
    [
      'NOT of what may be unknown',
      not(ir.re('f', '^a')),
      [{}, { f: 'b' }, { f: ['b', 'c'] }],
      [{ f: 'a' }, { f: ['b', 'a'] }],
    ],
    [
      'a number beyond the digits that Splunk has',
      ir.compare('f', 'gt', 1),
      [{ f: '1.0000000000000000001' }, { f: 2 }],
      [{ f: '1.0000000000000000000' }, { f: 1 }, { f: '1e3' }, { f: 'x' }],
    ],
    [
      'a bound that JSON writes with an exponent',
      ir.compare('f', 'lt', 1e21),
      [{ f: 5 }, { f: '999999999999999999999' }],
      [{ f: '1000000000000000000000' }],
    ],
    ['the case of an exponent', ir.number('f', 1e-7), [{ f: 1e-7 }], [{ f: '1E-7' }]],
    [
      'a part of a date that can be none',
      ir.timePart('f', 'minute', 'lt', 0),
      [],
      [{ f: 'x' }, {}],
    ],
    [
      'the empty text in another',
      ir.sameAs('f', 'contains', 'g'),
      [
        { f: '', g: '' },
        { f: 'x', g: ['y', ''] },
        { f: 'axb', g: 'X' },
      ],
      [{ f: 'x' }, { f: '', g: 'x' }],
    ],
    ['a field called by', ir.cased('by', 'x'), [{ by: 'x' }], [{ by: 'X' }]],
    ['a field with braces', ir.match('a{}', 'x'), [{ 'a{}': 'x' }], [{ a: 'x' }]],
    [
      'a list too long for one regular expression',
      or(Array.from({ length: 1200 }, (_, i) => ir.match('f', `value number ${i} of?many`))),
      [{ f: 'value number 1199 of many' }, { f: 'VALUE number 0 of-many' }],
      [{ f: 'value number 1199 ofmany' }],
    ],
  ] as const satisfies readonly (readonly [string, Expr, readonly Event[], readonly Event[]])[])
    it(`is none any more: ${was}`, () => {
      const flat = flatten(when);
      const matches = predicate(flat);
      expect(found.map(matches), 'found').to.deep.equal(found.map(() => true));
      expect(left.map(matches), 'left').to.deep.equal(left.map(() => false));
      const query = splunkSpl.write(flat, ir.at);
      expect(query.query).to.be.a('string');
      expect(splDisagreement(query, flat, [...found, ...left])).to.equal(null);
    });

  for (const [was, when, code] of [
    ['a group in a look-behind', ir.re('f', '(?<!(?:aa|a))b'), 'splunk-spl/regex'],
    ['a regular expression too long for PCRE', ir.re('f', '(?:[a-f]x){2000}'), 'splunk-spl/regex'],
    ['a text too long for one', ir.match('f', `é?${'é'.repeat(13_000)}`), 'splunk-spl/regex'],
    ['a number whose digits nest too deep', ir.compare('f', 'lt', -5e-324), 'splunk-spl/regex'],
    ['a name that begins with a space', ir.match(' f', 'x'), 'splunk-spl/field-name'],
  ] as const)
    it(`is refused: ${was}`, () => {
      const { query, diagnostics } = splunkSpl.write(when, ir.at);
      expect([query, diagnostics.map((one) => one.code)]).to.deep.equal([null, [code]]);
    });
});
