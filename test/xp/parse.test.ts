import { expect } from 'chai';
import { parseCondition, parseRule } from './parse.ts';

const rule = (condition: string, emit = '$importance = "low"'): string =>
  `event E:\n key:\n  event_src.host\n filter {\n  ${condition}\n }\nrule R: E\n on E {\n  $a.b = a.b # why\n }\nemit {\n ${emit}\n}\n`;

describe('the parser of XP', () => {
  for (const text of [
    'a == "x"',
    'a.b != null and not (c == "y")',
    '(a == "x" or b == "y") and c == "z"',
    '(a == "x" and b == "y") or c == "z"',
    'in_list(["x", "y"], lower(a))',
    'regex(a, "^\\\\d+\\"$", 0) != null',
    'a == 5 or a > 6 or a <= 7',
    'a == "и" or a == "#{}$"',
  ]) {
    it(`takes ${text}`, () => expect(parseCondition(text).kind).to.be.a('string'));
    it(`takes a rule of ${text}`, () => expect(parseRule(rule(text)).name).to.equal('R'));
  }

  for (const [what, text] of [
    ['and beside or', 'a == "x" or b == "y" and c == "z"'],
    ['not without parentheses', 'not a == "x"'],
    ['an open text', 'a == "x'],
    ['a text that ends in a lone backslash', 'a == "x\\"'],
    ['an escape that is not known', 'a == "\\d"'],
    ['a control character', 'a == "x\ty"'],
    ['single quotes', "a == 'x'"],
    ['two conditions', 'a == "x" b == "y"'],
    ['a word for a value', 'a == and'],
    ['a name with a dash', 'a-b! == "x"'],
    ['a parenthesis too many', '(a == "x"))'],
    ['no condition', ''],
  ] as const)
    it(`takes no ${what}`, () => expect(() => parseCondition(text)).to.throw());

  for (const [what, text] of [
    ['emit', rule('a == "x"').replace(/emit[\s\S]*/, '')],
    ['rule', rule('a == "x"').replace('rule R: E', '')],
    ['key', rule('a == "x"').replace(/key:\n.*\n/, '')],
    ['dollar where a field is set', rule('a == "x"', 'importance = "low"')],
    ['brace', rule('a == "x"').replace(/\}\n$/, '')],
  ] as const)
    it(`takes no rule without ${what}`, () => expect(() => parseRule(text)).to.throw());
});
