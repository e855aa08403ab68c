import { expect } from 'chai';
import fc from 'fast-check';
import { regexText } from '../../../src/backends/kit/splunk/pcre.ts';
import { mostSize, sizeOf } from '../../../src/backends/kit/splunk/size.ts';
import * as ir from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { pcre } from '../../spl/pcre.ts';

/* What is said to be small enough for PCRE is taken by it, and what it doesn't take is not. */

const many = fc.integer({ min: 1, max: 900 }).map((times) => `{${times}}`);
const parts = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'é', '🦊', '.', '[abc]', '[^é]', '\\d', '\\b', '^', 'abc'),
    fc.tuple(fc.constantFrom('a', 'é', '[ab]', '.'), many).map((of) => of.join('')),
    fc.tuple(tie('part'), many).map(([part, times]) => `(?:${part})${times}`),
    tie('part').map((part) => `(${part}x)+`),
    tie('part').map((part) => `(?=${part})`),
    tie('part').map((part) => `(?>${part}y)`),
    fc.array(tie('part'), { minLength: 2, maxLength: 4 }).map((of) => of.join('')),
    fc.array(tie('part'), { minLength: 2, maxLength: 4 }).map((of) => `(?:${of.join('|')})`),
  ),
}));

/** Whether PCRE takes a regular expression, as it is written for Splunk. */
const isTaken = (regex: string): boolean => {
  try {
    pcre(regexText(ir.regex(regex)), false, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the size of a regular expression', () => {
  it('is never less than what PCRE makes of it', () => {
    let large = 0;
    hold(
      3000,
      fc.property(parts.part, (regex) => {
        const size = sizeOf(regexText(ir.regex(regex)));
        if (size > mostSize / 8 && size <= mostSize) large++;
        if (size <= mostSize) expect(isTaken(regex), `${regex}: ${size}`).to.equal(true);
      }),
    );
    expect(large).to.be.greaterThan(50);
  });

  for (const regex of ['(?:abcdefghij){4000}', '(?:[a-d]e){4000}', '(?:(?:ab){90}c){400}'])
    it(`is too large where PCRE takes it for that: ${regex}`, () => {
      expect(isTaken(regex)).to.equal(false);
      expect(sizeOf(regexText(ir.regex(regex)))).to.be.greaterThan(mostSize);
    });

  for (const [regex, size] of [
    ['a', 2],
    ['é', 5],
    ['.', 2],
    ['[ab]', 40],
    ['[ab]{7}', 86],
    ['ab', 4],
    ['a|b', 7],
    ['(a)', 14],
    ['(?:ab){3}', 54],
    ['(?:ab)+', 22],
    ['(?:ab){3,}', 70],
    ['(?:(?:a){2}b){3}', 150],
    ['\\b', 8],
    ['(?i)a', 8],
    ['a{b}', 8],
    ['\\(a)', 6],
  ] as const)
    it(`of ${regex} is ${size} bytes at most`, () => expect(sizeOf(regex)).to.equal(size));
});
