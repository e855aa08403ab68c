import { expect } from 'chai';
import fc from 'fast-check';
import { type Compiled, compile, languages } from '../../../src/index.ts';
import { seed } from '../../ir/property.ts';
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
        const before = process.cpuUsage();
        for (const { rule, diagnostics } of read(damaged))
          expect(
            rule !== null || diagnostics.some(({ severity }) => severity === 'error'),
          ).to.equal(true);
        expect(process.cpuUsage(before).user / 1000).to.be.below(1000);
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
    for (const size of [90_000, 1 << 20])
      it(`is no trouble as ${size} signs of ${JSON.stringify(part)}`, () => {
        const before = process.cpuUsage();
        const [{ rule, diagnostics }] = read(part.repeat(size / part.length)) as [Compiled];
        const { user } = process.cpuUsage(before);
        expect(user / 1000).to.be.below(1000);
        if (!rule) expect(diagnostics.some(({ severity }) => severity === 'error')).to.equal(true);
      });

  for (const [what, text] of [
    ['lines in quotes', `a="${'a\n'.repeat(45_000)}"`],
    ['spaces in quotes', `a="${' '.repeat(90_000)}\n"`],
    ['wildcards in a name', `f = filter p where (exe == "${'a*'.repeat(45_000)}")`],
    ['a pattern without quotes', `f = filter p where (exe match ${'a(b){1}'.repeat(12_000)})`],
  ] as const)
    it(`is no trouble as ${what}`, () => {
      const before = process.cpuUsage();
      read(text);
      expect(process.cpuUsage(before).user / 1000).to.be.below(1000);
    });
});
