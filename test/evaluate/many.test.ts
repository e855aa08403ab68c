import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { compile as predicateOf } from '../../src/evaluate/evaluate.ts';
import type { Event } from '../../src/evaluate/event.ts';
import { compileAll } from '../../src/evaluate/many/index.ts';
import { needs } from '../../src/evaluate/many/signs.ts';
import { isTelling, Texts } from '../../src/evaluate/many/texts.ts';
import { compile, languages } from '../../src/index.ts';
import { and, not, or } from '../../src/ir/build.ts';
import type { Expr } from '../../src/ir/expr.ts';
import * as ir from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';
import { findFiles, onCorpus, readLines } from '../support/corpus.ts';
import { casesOf } from '../support/random/cases.ts';
import { single } from '../support/single.ts';

/** Which expressions are true of each event, asked one by one. */
const oneByOne = (exprs: readonly Expr[], events: readonly Event[]): number[][] => {
  const predicates = exprs.map(predicateOf);
  return events.map((of) => predicates.flatMap((matches, i) => (matches(of) ? [i] : [])));
};

const allAtOnce = (exprs: readonly Expr[], events: readonly Event[]): number[][] => {
  const matching = compileAll(exprs);
  return events.map((of) => [...matching(of)].sort((a, b) => a - b));
};

describe('many expressions at once', () => {
  it('are true of the events that each is true of alone', () => {
    hold(
      200,
      fc.property(fc.array(casesOf(4), { minLength: 1, maxLength: 8 }), (cases) => {
        const exprs = cases.map(({ when }) => when);
        const events = cases.flatMap((one) => one.events);
        expect(allAtOnce(exprs, events)).to.deep.equal(oneByOne(exprs, events));
      }),
    );
  });

  for (const [what, of, yes, no] of [
    ['a dotted key', ir.match('a.b.c', '*xyz'), { 'a.b': { c: 'wxyz' } }, { 'a.b': { d: 'wxyz' } }],
    ['lists in lists', ir.match('a.b', 'xyz'), { a: [[{ b: ['xyz'] }]] }, { a: [['xyz']] }],
    ['what stands in an object', ir.exists('a'), { a: { b: { c: 1 } } }, { a: { b: [null] } }],
    ['what stands under a dotted key', ir.exists('a.b'), { 'a.b.c': 0 }, { 'a.bc': 0 }],
    ['an object that is no value', ir.match('a', '*'), { a: '' }, { a: { b: 1 } }],
    ['an empty key', ir.match('.a', 'x'), { '': { a: 'x' } }, { a: 'x' }],
    ['a name that every object has', ir.exists('constructor'), { constructor: 1 }, {}],
    ['a single sign outside ASCII', ir.match('a', '*🦊*'), { a: 'a 🦊' }, { a: 'a 🦝' }],
    ['a text at the start', ir.match('a', 'abc*'), { a: 'ABCabc' }, { a: ' abc' }],
    ['a text at the end', ir.match('a', '*abc'), { a: 'abcabC' }, { a: 'abc ' }],
    ['a number in a keyword', ir.keyword('462'), { x: { y: 4625 } }, { 462: 'x' }],
  ] as const)
    it(`know ${what}`, () => {
      expect(allAtOnce([of, not(of)], [yes, no])).to.deep.equal([[0], [1]]);
    });

  it('know nothing of the event before', () => {
    const exprs = [ir.match('a', '*xyz*'), ir.exists('b'), ir.re('a', 'x+y'), ir.keyword('xyz')];
    const events = [{ a: 'xyz', b: 1 }, {}, { c: 'x' }, { a: 'xy' }];
    expect(allAtOnce(exprs, events)).to.deep.equal([[0, 1, 2, 3], [], [], [2]]);
  });

  it('are asked for only by their rarest signs', () => {
    const signs = needs(
      and([
        ir.exists('Image'),
        or([ir.match('Line', '*sekurlsa*'), ir.cased('Line', '*lsadump*')]),
        ir.match('Id', '1'),
        not(ir.match('User', '*service*')),
      ]),
    );
    expect(signs?.map((sign) => 'text' in sign && sign.text)).to.deep.equal([
      'sekurlsa',
      'lsadump',
    ]);
    expect(needs(not(ir.match('a', 'xyz')))).to.equal(null);
    expect(needs(not(or([ir.isNull('a'), ir.match('b', 'x')])))).to.deep.equal([
      { kind: 'present', field: 'a' },
    ]);
  });
});

describe('texts in a text', () => {
  const word = fc
    .array(fc.constantFrom('a', 'b', 'c', 'é', '🦊', '.'), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const is = {
    whole: (text: string, part: string) => text === part,
    start: (text: string, part: string) => text.startsWith(part),
    end: (text: string, part: string) => text.endsWith(part),
    anywhere: (text: string, part: string) => text.includes(part),
  };
  const where = fc.constantFrom(...(Object.keys(is) as (keyof typeof is)[]));
  const searched = fc.uniqueArray(
    fc.tuple(where, word).filter(([at, text]) => at === 'whole' || isTelling(text)),
    { selector: String },
  );

  it('are found where they are, and nowhere else', () => {
    hold(
      600,
      fc.property(searched, fc.array(word, { minLength: 4 }), (wanted, parts) => {
        const texts = new Texts();
        for (const [id, [at, text]] of wanted.entries()) texts.add(id, { where: at, text });
        for (const text of [...parts, parts.join('')]) {
          const found = new Set<number>();
          texts.find(text, (id) => found.add(id));
          const expected = wanted.flatMap(([at, part], id) => (is[at](text, part) ? [id] : []));
          expect([...found].sort((x, y) => x - y)).to.deep.equal(expected);
        }
      }),
    );
  });
});

onCorpus('all rules at once, on real events', () => {
  it('find what each finds alone', () => {
    const rules = findFiles('sigma/rules', '.yml').flatMap((path) =>
      compile({ path, text: readFileSync(path, 'utf8') }, { from: languages.sigma, to: [] }),
    );
    const exprs = rules.map(({ rule }) => single(rule).when);
    const events = readLines<Event>('corpus/evtx-to-mitre.raw.ndjson.gz');
    const every = Number(process.env.FUZZ_RUNS ? 1 : 25);
    const some = events.filter((_, i) => i % every === 0);
    expect(allAtOnce(exprs, some)).to.deep.equal(oneByOne(exprs, some));
    const found = allAtOnce(exprs, events).flat().length;
    expect(found).to.be.above(10_000);
  });
});
