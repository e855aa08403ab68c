import { expect } from 'chai';
import {
  type Diagnostic,
  languages,
  type Others,
  printRule,
  type Reading,
} from '../../../src/index.ts';
import { writeSigma } from '../../../src/languages/sigma/write.ts';
import { compiled, correlation, countedRule, failed } from '../../support/correlation.ts';

const read = (path: string, text: string, others?: Others): readonly Reading[] =>
  languages.sigma.read({ path, text }, undefined, others);

const asRead = (documents: readonly string[]) => {
  const { rule, diagnostics } = compiled(documents).at(-1)!;
  return [
    rule && printRule(rule, Number.POSITIVE_INFINITY),
    ...diagnostics.map(({ code }) => code),
  ];
};

const other = countedRule('denied', '{EventID: 1}');

describe('a correlation of Sigma', () => {
  for (const [is, lines, wanted] of [
    ['a count of events', {}, '(count events (>= 3) (within 5m) (by User) (number EventID 4625))'],
    [
      'a count of values',
      { type: 'value_count', condition: '{field: Host, gt: 9}' },
      '(count values Host (>= 10) (within 5m) (by User) (number EventID 4625))',
    ],
    [
      'of rules by their ids',
      { rules: '[6661696c-6564-2d2d-2d2d-2d2d2d2d2d2d]' },
      '(count events (>= 3) (within 5m) (by User) (number EventID 4625))',
    ],
    [
      'of several rules',
      { rules: '[failed, denied]' },
      '(count events (>= 3) (within 5m) (by User) (number EventID 4625) (number EventID 1))',
    ],
    [
      'of the parts of a condition',
      { condition: '{gt: 2, lte: 20, neq: 5}' },
      '(count events (>= 3 and <= 20 and not 5) (within 5m) (by User) (number EventID 4625))',
    ],
    [
      'of a number alone',
      { condition: '{eq: 3}' },
      '(count events (3) (within 5m) (by User) (number EventID 4625))',
    ],
    [
      'of what neq takes from the end',
      { condition: '{gte: 3, neq: 3}' },
      '(count events (>= 4) (within 5m) (by User) (number EventID 4625))',
    ],
    [
      'in weeks',
      { timespan: '1w' },
      '(count events (>= 3) (within 7d) (by User) (number EventID 4625))',
    ],
    [
      'in seconds',
      { timespan: '90s' },
      '(count events (>= 3) (within 90s) (by User) (number EventID 4625))',
    ],
    [
      'with aliases',
      {
        rules: '[failed, denied]',
        'group-by': '[who]',
        aliases: '{who: {failed: User, denied: Account}}',
      },
      '(count events (>= 3) (within 5m) (by who) (of (User) (number EventID 4625)) (of (Account) (number EventID 1)))',
    ],
  ] as readonly [string, Readonly<Record<string, string>>, string][])
    it(`is read as ${is}`, () =>
      expect(asRead([failed, other, correlation(lines)])).to.deep.equal([wanted]));

  it('is read before the rules that it is about', () =>
    expect(asRead([failed, correlation({})])[0]).to.equal(
      printRule(compiled([correlation({}), failed])[0]!.rule!, Number.POSITIVE_INFINITY),
    ));

  it('says that all events are one group, where it has none', () =>
    expect(asRead([failed, correlation({ 'group-by': '' })])).to.deep.equal([
      '(count events (>= 3) (within 5m) (number EventID 4625))',
      'sigma/no-groups',
    ]));

  it('takes what is global, and has a log source of its rules', () => {
    const [, rule] = compiled([
      'action: global\nauthor: A. Nalyst\nlogsource: {product: windows}\n',
      failed,
      correlation({}),
    ]);
    expect(rule!.diagnostics).to.deep.equal([]);
    expect(rule!.rule!.about.author).to.equal('A. Nalyst');
    expect(rule!.rule!.about.logSource).to.deep.equal({});
  });

  for (const more of ['generate: true\n', ''])
    it(`says of its rules ${more ? 'that they are rules of their own' : 'nothing'}`, () => {
      const { rule } = compiled([failed, correlation({}, more)])[1]!;
      expect(rule && 'counts' in rule && rule.counts.generate).to.equal(more !== '');
    });
});

/** Rules of other files. */
const othersOf = (files: Readonly<Record<string, string>>): Others => {
  const all = Object.entries(files).flatMap(([path, text]) => read(path, text));
  return {
    find: (name) => all.filter(({ name: { id }, called }) => id === name || called === name),
    names: () => all.flatMap(({ called }) => called ?? []),
  };
};

describe('a correlation of rules of other files', () => {
  const saidOf = (files: Readonly<Record<string, string>>, text = correlation({})) => {
    const [reading] = read('many.yml', text, othersOf(files));
    return reading!.diagnostics.map(({ message, hint }: Diagnostic) => `${message} ${hint ?? ''}`);
  };
  for (const [is, files, said] of [
    ['is read', { 'a.yml': failed }, []],
    [
      'is refused where none has the name',
      { 'a.yml': countedRule('fialed') },
      ['No rule has the id or the name "failed". Did you mean "fialed"?'],
    ],
    [
      'is refused where there is nothing else',
      {},
      ['No rule has the id or the name "failed". Give the file that it stands in, too.'],
    ],
    [
      'is refused where several have it',
      { 'a.yml': failed, 'b.yml': `\n${failed}` },
      ['2 rules have the id or the name "failed". They stand at a.yml:7, b.yml:8.'],
    ],
    [
      'is refused where it is',
      { 'a.yml': failed.replace('EventID', 'EventID|contians') },
      [
        'The rule "failed" is refused, so its events can\'t be counted. "contians" is not a Sigma modifier.',
      ],
    ],
    [
      'is refused where that counts, too',
      { 'a.yml': correlation({}, 'name: failed\n') },
      [
        '"failed" counts events itself; correlations of rules that do are not read yet. Count the events of its rules.',
      ],
    ],
    [
      'is refused where that has an aggregation',
      {
        'a.yml': failed.replace(
          'condition: selection',
          'timeframe: 5m\n  condition: selection | count() by User > 5',
        ),
      },
      [
        '"failed" counts events itself; correlations of rules that do are not read yet. Count the events of its rules.',
      ],
    ],
  ] as readonly [string, Readonly<Record<string, string>>, readonly string[]][])
    it(is, () => expect(saidOf(files)).to.deep.equal(said));

  it('takes the rule of its own file first', () =>
    expect(saidOf({ 'a.yml': failed }, `${failed}---\n${correlation({})}`)).to.deep.equal([]));
});

describe('a correlation written as Sigma', () => {
  for (const lines of [
    {},
    { type: 'value_count', condition: '{field: Host, gt: 9}' },
    { condition: '{gt: 2, lte: 20, neq: 5}', timespan: '90s' },
    { condition: '{eq: 3}', 'group-by': '' },
    {
      rules: '[failed, denied]',
      'group-by': '[who, Host]',
      aliases: '{who: {failed: User, denied: Account}}',
    },
  ] as readonly Readonly<Record<string, string>>[])
    it(`means what it meant: ${JSON.stringify(lines)}`, () => {
      const { rule } = compiled([failed, other, correlation(lines, 'level: high\n')])[2]!;
      const text = writeSigma(rule!, 'T')!;
      const again = compiled([failed, other, text])[2]!;
      expect(printRule(again.rule!)).to.equal(printRule(rule!));
      expect(again.rule!.about).to.deep.equal(rule!.about);
    });

  it('is not written where Sigma has no word for it', () => {
    const { rule } = compiled([failed, correlation({ condition: '{gte: 3}' })])[1]!;
    if (!rule || !('counts' in rule)) throw new Error('it is read');
    const bounds = { least: 3, most: null, not: [5, 7] };
    expect(writeSigma({ ...rule, counts: { ...rule.counts, bounds } }, 'T')).to.equal(null);
  });
});
