import { expect } from 'chai';
import { brief, linesOf, ruleOf, runOn, sound } from './rules.ts';

const times = (count: number, text: string) => text.repeat(count);
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const nested = (depth: number) => `${times(depth, '[')}a${times(depth, ']')}`;
const asked = (condition: string) =>
  sound.replace('condition: selection', `condition: ${condition}`);
const searched = (search: string) => ruleOf('Hostile', search);
/** `{a: {b: &a0 [x], c: &a1 [*a0, *a0...], ...}}`: ten to the power of nine values in a few lines. */
const multiplied = `&a0 [x], ${lines(9, (i) => `&a${i + 1} [${times(10, `*a${i}, `)}],`)}`;

const jsonl = ['--to', 'splunk-spl,opensearch-dsl', '--format', 'jsonl'];

describe('a rule that means harm', function () {
  this.timeout(15_000);

  for (const [what, rule, said] of [
    [
      'makes YAML run a function',
      searched('{Image: !!js/function "function () {}"}'),
      'yaml/syntax',
    ],
    ['names an alias of nothing', searched('{Image: *nothing}'), 'yaml/syntax'],
    ['merges what is no map', searched('{<<: text}'), 'yaml/syntax'],
    ['is an alias that holds itself', searched('&a [{Image: b.exe}, *a]'), 'yaml/cyclic'],
    ['has values that hold themselves', searched('{Image: &a [b.exe, *a]}'), 'yaml/cyclic'],
    ['has aliases that multiply', searched(`[${multiplied}]`), 'yaml/too-many-values'],
    ['is a list, 1,000 deep', searched(nested(1000)), ''],
    ['is a list, 100,000 deep', searched(nested(100_000)), ''],
    ['has a key of its own, 1,000 deep', `mine: ${nested(1000)}\n${sound}`, ''],
    [
      'has a condition in 100,000 parentheses',
      asked(`${times(100_000, '(')}selection${times(100_000, ')')}`),
      'sigma/condition',
    ],
    ['opens 100,000 parentheses', asked(times(100_000, '(')), 'sigma/condition'],
    ['negates 100,000 times', asked(`${times(100_000, 'not ')}selection`), 'sigma/condition'],
    ['asks for a name of a megabyte', asked(times(1_000_000, 'a')), 'sigma/unknown-search'],
    [
      'asks for a pattern with 100,000 stars',
      `${asked(`1 of ${times(100_000, '*a')}b`)}  ${times(100_000, 'a')}: {Image: b.exe}\n`,
      'sigma/unknown-search',
    ],
    [
      'has a regular expression of 100,000 groups in each other',
      searched(`{Image|re: '${times(100_000, '(')}a${times(100_000, ')')}'}`),
      'sigma/regex',
    ],
    [
      'asks for 20,000 names that nothing has',
      asked(`${lines(20_000, (i) => `n${i} or`).replaceAll('\n', ' ')} selection`),
      'sigma/unknown-search',
    ],
    [
      'has 5,000 fields with a slip each',
      searched(`\n${lines(5000, (i) => `    f${i}|contians: a`)}`),
      'sigma/unknown-modifier',
    ],
    [
      'has 5,000 slips in one line',
      searched(`{Image|re: [${lines(5000, () => "'(',").replaceAll('\n', ' ')}]}`),
      'sigma/regex',
    ],
    [
      'has 5,000 keys that stand twice',
      searched(`\n${lines(5000, (i) => `    f${i}: a\n    f${i}: b`)}`),
      'yaml/twin-key',
    ],
    [
      'has more options than windash may vary',
      searched(`{CommandLine|windash: '${times(50_000, '-a ')}'}`),
      'sigma/too-many-dashes',
    ],
  ] as const)
    it(`is told what is wrong where it ${what}`, () => {
      const files = { 'a.yml': rule, 'z.yml': sound };
      const { status, stdout } = runOn(files, ['translate', 'a.yml', 'z.yml', ...jsonl]);
      const [bad, , good] = linesOf(stdout);
      expect([status, bad!.query]).to.deep.equal([1, null]);
      const [first] = bad!.diagnostics;
      expect(brief(first!))
        .to.match(/^a\.yml:\d+:\d+ (?:sigma|yaml)\//)
        .and.contain(said);
      expect(first!.line).to.be.at.most(rule.split('\n').length);
      expect(good!.query).to.equal('Image="a.exe"');
    });

  for (const [what, rule, query] of [
    [
      'fields and searches that are called as parts of JavaScript are',
      searched('{__proto__: a, constructor: b, toString|contains: c}')
        .replaceAll('selection', '__proto__')
        .replace('title:', '__proto__: {title: x}\ntitle:'),
      '__proto__="a" constructor="b" toString="*c*"',
    ],
    ['a map merged with itself', searched('&a {<<: *a, Image: a.exe}'), 'Image="a.exe"'],
    [
      'a megabyte of a condition',
      asked(`${times(90_000, 'selection or ')}selection`),
      'Image="a.exe"',
    ],
    ['100,000 conditions', asked(`\n${lines(100_000, () => '    - selection')}`), 'Image="a.exe"'],
    [
      'maps where texts should be',
      sound
        .replace('title: Sound', 'title: {toString: 1}\nlevel: {toString: 1}\ntags: {valueOf: 1}')
        .replace('windows', '{toString: 1}'),
      'Image="a.exe"',
    ],
  ] as const)
    it(`is read as it stands: ${what}`, () => {
      const { status, stdout } = runOn({ 'a.yml': rule }, ['translate', 'a.yml', ...jsonl]);
      const [spl, dsl] = linesOf(stdout);
      expect([status, spl!.query, spl!.fidelity]).to.deep.equal([0, query, 'exact']);
      expect(dsl!.fidelity).to.equal('exact');
    });

  it('finds each of 200,000 values', () => {
    const rule = searched(`\n    Image:\n${lines(200_000, (i) => `      - v${i}`)}`);
    const { status, stdout } = runOn({ 'a.yml': rule }, ['translate', 'a.yml', ...jsonl]);
    const [spl, dsl] = linesOf(stdout);
    expect([status, spl!.fidelity, dsl!.fidelity]).to.deep.equal([0, 'exact', 'exact']);
    expect((spl!.query as string).match(/"v\d+"/g)).to.have.length(200_000);
  });

  it('leaves no trace in the rules that follow', () => {
    const evil = `__proto__: {title: Owned, detection: {s: {a: b}, condition: s}}\n`;
    const bare = 'logsource: {product: windows}\n';
    const { stdout } = runOn({ 'a.yml': `${evil}${sound}`, 'b.yml': bare }, [
      'translate',
      'a.yml',
      'b.yml',
      ...jsonl,
    ]);
    const after = linesOf(stdout)[2]!;
    expect([after.rule.title, after.query]).to.deep.equal([null, null]);
    expect(after.diagnostics.map(({ code }) => code)).to.deep.equal([
      'sigma/missing-key',
      'sigma/no-detection',
    ]);
  });
});
