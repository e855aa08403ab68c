import { expect } from 'chai';
import fc from 'fast-check';
import { always, and, never, not, or } from '../../src/ir/build.ts';
import { print } from '../../src/ir/print.ts';
import { expressionsOf } from '../support/random/expressions.ts';
import * as ir from './nodes.ts';
import { hold } from './property.ts';

const { match } = ir;

describe('the IR prints', () => {
  for (const [what, when, as] of [
    ['a match', match('Image', '*\\\\whoami.exe'), '(match Image "*\\\\\\\\whoami.exe")'],
    ['a cased match', ir.cased('f', 'A?'), '(match cased f "A?")'],
    ['a keyword', ir.keyword('net user'), '(keyword "net user")'],
    ['a cased keyword', ir.keyword('x', true), '(keyword cased "x")'],
    ['a number', ir.number('EventID', 4688), '(number EventID 4688)'],
    ['a boolean', ir.boolean('f', false), '(boolean f false)'],
    ['a comparison', ir.compare('f', 'lte', -1.5), '(<= f -1.5)'],
    ['a regular expression', ir.re('f', 'a\\.b"'), '(regex f "a\\\\.b\\"")'],
    ['its flags', ir.re('f', 'a', 'si'), '(regex f "a" is)'],
    ['a network as it is written', ir.cidr('ip', '10.1.0.0/8'), '(cidr ip 10.1.0.0/8)'],
    ['what is there', ir.exists('f'), '(exists f)'],
    ['what is not', ir.isNull('f'), '(null f)'],
    ['two fields', ir.sameAs('f', 'starts', 'g'), '(starts f g)'],
    ['a part of a date', ir.timePart('t', 'hour', 'eq', 7), '(= (hour t) 7)'],
    ['a name with a space in quotes', ir.exists('a b'), '(exists "a b")'],
    ['a name with a parenthesis in quotes', ir.exists('a)'), '(exists "a)")'],
    ['a name that is nothing in quotes', ir.exists(''), '(exists "")'],
    ['what is always true', always, '(and)'],
    ['what is never true', never, '(or)'],
    [
      'a short expression in one line',
      not(or([ir.exists('a'), ir.exists('b')])),
      '(not (or (exists a) (exists b)))',
    ],
  ] as const)
    it(what, () => expect(print(when)).to.equal(as));

  it('a long expression with a line for each item', () => {
    const when = and([match('a', '1'), not(or([match('b', '2'), match('c', '3')]))]);
    expect(print(when, 36)).to.equal(
      ['(and', '  (match a "1")', '  (not', '    (or (match b "2") (match c "3"))))'].join('\n'),
    );
  });

  it('the same words, whatever the width', () =>
    hold(
      500,
      fc.property(expressionsOf(), fc.nat(80), (when, width) => {
        const flat = print(when, Number.POSITIVE_INFINITY);
        expect(flat).not.to.contain('\n');
        expect(print(when, width).replace(/\n */g, ' ')).to.equal(flat);
        const bare = flat.replace(/"(?:[^"\\]|\\.)*"/g, '');
        expect(bare.split('(').length).to.equal(bare.split(')').length);
      }),
    ));
});
