import { expect } from 'chai';
import { compile, languages, printRule } from '../../../src/index.ts';
import { writeSigma } from '../../../src/languages/sigma/write.ts';

/* What conditions had before Sigma 2: read as a correlation of the rule's own events, or refused. */

const ruleOf = (condition: string, more: string): string =>
  'title: Many\nid: 6d616e79-2d2d-4d2d-8d2d-2d2d2d2d2d2d\nlogsource: {product: windows}\n' +
  `detection:\n  a: {EventID: 4625}\n  b: {User: x}\n  condition: ${condition}\n${more}`;

const compiled = (text: string) =>
  compile({ path: 'rules.yml', text }, { from: languages.sigma, to: [] });

const meaning = (text: string): string => {
  const [last] = compiled(text).slice(-1);
  const { rule, diagnostics } = last!;
  return rule
    ? printRule(rule, Number.POSITIVE_INFINITY)
    : diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ message }) => message)
        .join();
};

const five = '  timeframe: 5m\n';
const a = '(number EventID 4625)';
const both = `(and ${a} (match User "x"))`;

describe('an aggregation in a condition', () => {
  for (const [condition, wanted] of [
    ['a and b | count() by Host > 10', `(count events (>= 11) (within 5m) (by Host) ${both})`],
    ['a and b | count(Host) > 10', `(count values Host (>= 11) (within 5m) ${both})`],
    [
      'a and b|count( Host ) BY User,Domain>=3',
      `(count values Host (>= 3) (within 5m) (by User Domain) ${both})`,
    ],
    ['a and b | count() by User, User > 1', `(count events (>= 2) (within 5m) (by User) ${both})`],
    ['a and b | count() == 4', `(count events (4) (within 5m) ${both})`],
    ['a and b | count() = 4', `(count events (4) (within 5m) ${both})`],
    ['a and b | count() < 4', `(count events (<= 3) (within 5m) ${both})`],
    ['a and b | count() <= 4', `(count events (<= 4) (within 5m) ${both})`],
    ['(a and b) | count() by a.b-c > 0', `(count events (>= 1) (within 5m) (by a.b-c) ${both})`],
  ] as const)
    it(`counts: ${condition}`, () => {
      const text = ruleOf(condition, five);
      expect(meaning(text)).to.equal(wanted);
      const told = compiled(text)[0]!.diagnostics.map(({ code, severity }) => [code, severity]);
      expect(told).to.deep.equal([['sigma/aggregation', 'info']]);
    });

  const count =
    'Of the aggregations that conditions had before Sigma 2 only count is read, as "count(field) by group > 10".';
  const place =
    'An aggregation stands at the end of the only condition of a rule, outside of parentheses.';
  const none = 'This asks for groups without an event, of which there are none.';
  for (const [condition, more, wanted] of [
    ['a and b | near b', five, count],
    ['a and b | sum(Size) by Host > 5', five, count],
    ['a and b | count()', five, count],
    ['a and b | count() by > 5', five, count],
    ['a and b | count() > many', five, count],
    ['a and b | count() > 5 | count() > 6', five, count],
    ['a and b |', five, count],
    ['[a and b, "a | count() > 5"]', five, place],
    ['a and b | count() < 1', five, none],
    ['a and b | count() == 0', five, none],
    ['a and b | count() > 5', '', 'What is counted within what time? A timeframe is such as 5m.'],
    [
      'a and b | count() > 5',
      '  timeframe: soon\n',
      'What is counted within what time? A timeframe is such as 5m.',
    ],
    ['a and c | count() > 5', five, 'The detection has no "c".'],
    ['a and (b | count() > 5)', five, 'This "(" is never closed.'],
  ] as const)
    it(`is refused: ${condition}${more === five ? '' : `, ${more.trim() || 'no timeframe'}`}`, () =>
      expect(meaning(ruleOf(condition, more))).to.equal(wanted));

  it('stands in its place, to the letter', () => {
    const text = ruleOf("'a and b  |  near b '", five);
    const { diagnostics } = compiled(text)[0]!;
    const { start, end } = diagnostics.find(({ severity }) => severity === 'error')!.at;
    expect(text.slice(start, end)).to.equal('near b');
  });

  it('means the same when it is written as the two documents of a correlation', () => {
    const text = ruleOf('a and not b | count(Host) by User > 10', five);
    const [{ rule }] = compiled(text) as [ReturnType<typeof compiled>[number]];
    const written = writeSigma(rule!, 'Title')!;
    expect(compiled(written).map((one) => one.rule?.title)).to.deep.equal(['Many: events', 'Many']);
    expect(meaning(written)).to.equal(meaning(text));
    expect(compiled(written)[1]!.rule!.id).to.equal(rule!.id);
  });
});
