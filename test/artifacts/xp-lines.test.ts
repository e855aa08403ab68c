import { expect } from 'chai';
import fc from 'fast-check';
import { xpLines } from '../../src/artifacts/formats/xp-lines.ts';
import { maxpatrolXp } from '../../src/backends/maxpatrol-xp/index.ts';
import { flatten } from '../../src/passes/flatten.ts';
import { at } from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';
import { casesOf } from '../support/random/cases.ts';
import { parseCondition } from '../xp/parse.ts';

const [a, b, c] = ['a', 'b', 'c'].map((field) => `${field} == "${'x'.repeat(90)}"`);

describe('conditions of XP in lines', () => {
  for (const [condition, lines] of [
    ['a == "x" and b == "y"', ['a == "x" and b == "y"']],
    [`${a} and ${b}`, [a, `and ${b}`]],
    [`${a} and (${b} or ${c})`, [a, 'and (', `    ${b}`, `    or ${c}`, ')']],
    [`not (${a} and ${b})`, ['not (', `    ${a}`, `    and ${b}`, ')']],
    [`${a} and b == "( and ["`, [a, 'and b == "( and ["']],
    [`${a} and in_list(["\\") or ("], b)`, [a, 'and in_list(["\\") or ("], b)']],
  ] as const)
    it(`are ${condition.replaceAll(/x{9,}/g, '...')}`, () =>
      expect(xpLines(condition, 0).split('\n')).to.deep.equal(lines));

  it('mean what they meant', () => {
    let long = 0;
    hold(
      300,
      fc.property(casesOf(1), ({ when }) => {
        const { query } = maxpatrolXp.write(flatten(when), at);
        if (query === null) return;
        const lines = xpLines(query, 12);
        if (lines.includes('\n')) long++;
        expect(parseCondition(lines)).to.deep.equal(parseCondition(query as string));
      }),
    );
    expect(long).to.be.above(50);
  });
});
