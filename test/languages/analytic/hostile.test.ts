import { expect } from 'chai';
import fc from 'fast-check';
import { type Compiled, compile, languages } from '../../../src/index.ts';
import { seed } from '../../ir/property.ts';
import { cost, growth, LINEAR } from '../../support/cost.ts';
import { filesIn, readText } from '../../support/files.ts';
import { printed } from './printed.ts';

/*
 * Damage of every kind: no crash, no hang, and a reason wherever there is no rule. RULEWRIGHT_FUZZ=1000000
 * tries longer, RULEWRIGHT_SEED others.
 */

const runs = Number(process.env.RULEWRIGHT_FUZZ ?? 3000);
const texts = [
  ...filesIn('test/languages/analytic', '.txt')
    .filter((path) => !path.endsWith('.errors.txt'))
    .map(readText),
  ...printed().map(({ text }) => text),
];

const read = (text: string): readonly Compiled[] =>
  compile({ path: 'a.analytic', text }, { from: languages.analytic, to: [] });

const damage = fc.record({
  text: fc.constantFrom(...texts),
  edits: fc.array(
    fc.record({
      how: fc.constantFrom('delete', 'double', 'swap', 'insert'),
      at: fc.nat(),
      length: fc.integer({ min: 1, max: 12 }),
      sign: fc.constantFrom(...'"\'()[]{}|=!<>,\\*%`\n;&“”'),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

describe('a damaged analytic', function () {
  this.timeout(Math.max(60_000, runs * 10));

  it('is read, or the reason is told', () => {
    const slowest = Math.max(...texts.map((text) => cost(() => read(text))));
    fc.assert(
      fc.property(damage, ({ text, edits }) => {
        let damaged = text;
        for (const { how, at: place, length, sign } of edits) {
          const at = place % (damaged.length + 1);
          const [before, part, after] = [
            damaged.slice(0, at),
            damaged.slice(at, at + length),
            damaged.slice(at + length),
          ];
          if (how === 'delete') damaged = before + after;
          else if (how === 'double') damaged = before + part + part + after;
          else if (how === 'swap') damaged = before + [...part].reverse().join('') + after;
          else damaged = before + sign + part + after;
        }
        const spent = cost(() => {
          for (const { rule, diagnostics } of read(damaged))
            expect(
              rule !== null || diagnostics.some(({ severity }) => severity === 'error'),
            ).to.equal(true);
        });
        expect(spent / slowest).to.be.below(100);
      }),
      { numRuns: runs, seed },
    );
  });

  for (const part of [
    '(',
    ')',
    '([{',
    '"',
    '\'"',
    '\\"',
    '\\',
    '|',
    '| ',
    'not ',
    'NOT NOT(',
    'x = search A:b ',
    'a exists ',
    'a match \\d{',
    '"\n',
    '| where a=1 ',
    'a=1 OR ',
    '`',
    '<b>',
    '&lt;',
    'f(',
    'a IN (',
    '| eval a=if(a=1,a,a) ',
    '/* ',
    '\n',
  ])
    it(`costs as much as it is long: a megabyte of ${JSON.stringify(part)}`, () => {
      const many = (size: number) => read(part.repeat(size / part.length));
      expect(growth(many, 1 << 16)).to.be.below(LINEAR);
      const [{ rule, diagnostics }] = many(1 << 20) as [Compiled];
      if (!rule) expect(diagnostics.some(({ severity }) => severity === 'error')).to.equal(true);
    });

  for (const [what, text] of [
    ['lines in quotes', (size: number) => `a="${'a\n'.repeat(size)}"`],
    ['spaces in quotes', (size: number) => `a="${' '.repeat(size)}\n"`],
    ['wildcards in a name', (size: number) => `f = filter p where (exe == "${'a*'.repeat(size)}")`],
    [
      'a pattern without quotes',
      (size: number) => `f = filter p where (exe match ${'a(b){1}'.repeat(size / 7)})`,
    ],
  ] as const)
    it(`costs as much as it is long: ${what}`, () =>
      expect(growth((size) => read(text(size)), 1 << 12)).to.be.below(LINEAR));
});
