import { expect } from 'chai';
import { closest, didYouMean } from '../../src/diagnostic/closest.ts';

const modifiers = ['contains', 'startswith', 'endswith', 're', 'cidr', 'lt', 'lte', 'windash'];

describe('the closest word', () => {
  for (const [to, word, is] of [
    ['a swap', 'contians', 'contains'],
    ['a letter too many', 'containss', 'contains'],
    ['a letter too few', 'contans', 'contains'],
    ['a wrong letter', 'centains', 'contains'],
    ['two mistakes in a long word', 'strtswth', 'startswith'],
    ['another case', 'CONTAINS', 'contains'],
    ['one mistake in a short word', 'rex', 're'],
    ['the nearer of two', 'ltee', 'lte'],
    ['the first of two as near', 'l', 'lt'],
  ] as const)
    it(`to ${to}: ${word}`, () => expect(closest(word, modifiers)).to.equal(is));

  for (const [what, word] of [
    ['a word that is far from all', 'base64'],
    ['a short word with two mistakes', 'xx'],
    ['a part of a word', 'with'],
  ] as const)
    it(`is none to ${what}: ${word}`, () => expect(closest(word, modifiers)).to.equal(undefined));

  it('is none of none', () => expect(closest('re', [])).to.equal(undefined));

  it('is asked for by name', () =>
    expect(didYouMean('contians', modifiers)).to.equal('Did you mean "contains"?'));

  it('is not asked for where there is none', () =>
    expect(didYouMean('base64', modifiers)).to.equal(undefined));
});
