import { expect } from 'chai';
import { commentOf, splitComment } from '../../src/deploy/kit/comment.ts';
import { isSetName, markJson, markOf } from '../../src/deploy/mark.ts';

const mark = { set: 'soc', rule: 'a.b-c_1', source: 'f0', given: 'f1', applied: 'f2', revision: 7 };

describe('a mark', () => {
  for (const [what, own] of [
    ['a rule', mark],
    ['a set', { ...mark, rule: null }],
    ['what is unfinished', { ...mark, applied: null }],
  ] as const)
    it(`of ${what} is read as it was written`, () => {
      expect(markOf(JSON.parse(JSON.stringify(markJson(own))))).to.deep.equal(own);
      const rest = '{{! managed_by=rulewright }}{}';
      expect(splitComment(commentOf(own) + rest)).to.deep.equal({ mark: own, rest });
    });

  for (const [what, value] of [
    ['without its revision', { ...markJson(mark), revision: undefined }],
    ['with another revision than a number', { ...markJson(mark), revision: '7' }],
    ['of another program', { ...markJson(mark), managed_by: 'hand' }],
    ['that is a text', 'rulewright'],
    ['that is a list', [markJson(mark)]],
    ['that is nothing', null],
  ] as const)
    it(`${what} is none`, () => expect(markOf(value)).to.equal(null));

  it('as a comment that was edited is none', () => {
    for (const text of [
      commentOf(mark).replace('revision=7', 'revision='),
      commentOf(mark).replace('set=soc', ''),
      commentOf(mark).replace('rulewright', 'hand'),
      ` ${commentOf(mark)}`,
    ])
      expect(splitComment(text)).to.deep.equal({ mark: null, rest: text });
  });
});

describe('the name of a set', () => {
  for (const name of ['soc', '1', 'red-team_2', 'a'.repeat(60)])
    it(`may be ${name}`, () => expect(isSetName(name)).to.equal(true));
  for (const name of ['', '-a', '_a', 'A', 'a b', 'a*', 'a/b', 'ä', '..', 'a'.repeat(61), 'a\n'])
    it(`may not be ${JSON.stringify(name)}`, () => expect(isSetName(name)).to.equal(false));
});
