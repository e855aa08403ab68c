import { expect } from 'chai';
import type { Ran } from '../support/program.ts';
import { broken, type Line, linesOf, remarked, runOn, sound, twoFields } from './rules.ts';

const all = ['elasticsearch-dsl', 'opensearch-dsl', 'splunk-spl'];
const translate = (...args: readonly string[]) => ['translate', ...args];

describe('translate', () => {
  describe('--format jsonl', () => {
    let ran: Ran;
    let lines: readonly Line[];

    before(() => {
      const files = { 'a.yml': sound, 'b.yml': broken, 'c.yml': remarked, 'd.yml': twoFields };
      ran = runOn(files, translate('d.yml', 'a.yml', 'b.yml', 'c.yml', '--format', 'jsonl'));
      lines = linesOf(ran.stdout);
    });

    it('writes a line for each rule and backend, as they are given', () =>
      expect(lines.map(({ rule, to }) => `${rule.path} ${to}`)).to.deep.equal(
        ['d.yml', 'a.yml', 'b.yml', 'c.yml'].flatMap((path) => all.map((to) => `${path} ${to}`)),
      ));

    it('has these keys, whatever became of the rule', () => {
      for (const line of lines) {
        expect(Object.keys(line)).to.deep.equal(['rule', 'to', 'query', 'fidelity', 'diagnostics']);
        expect(Object.keys(line.rule)).to.deep.equal(['id', 'title', 'path']);
      }
    });

    it('has a text where the language is text, and what stands under "query" where it is JSON', () =>
      expect(lines.slice(3, 6).map(({ query, fidelity }) => ({ query, fidelity }))).to.deep.equal([
        ...[1, 2].map(() => ({
          query: { term: { Image: { value: 'a.exe', case_insensitive: true } } },
          fidelity: 'exact',
        })),
        { query: 'Image="a.exe"', fidelity: 'exact' },
      ]));

    it('has null for the query of a refused rule, and why', () => {
      const refused = lines.slice(6, 9);
      for (const { query, fidelity, diagnostics } of refused) {
        expect([query, fidelity]).to.deep.equal([null, 'refused']);
        expect(diagnostics).to.deep.equal([
          {
            code: 'sigma/unknown-modifier',
            severity: 'error',
            message: '"contians" is not a Sigma modifier.',
            hint: 'Did you mean "contains"?',
            path: 'b.yml',
            line: 4,
            column: 21,
            endLine: 4,
            endColumn: 29,
          },
        ]);
      }
    });

    it('leaves the hint out where there is none', () => {
      const [diagnostic] = lines[9]!.diagnostics;
      expect(Object.keys(diagnostic!)).to.deep.equal([
        'code',
        'severity',
        'message',
        'path',
        'line',
        'column',
        'endLine',
        'endColumn',
      ]);
    });

    it('says of each query whether it finds what the rule does', () =>
      expect(lines.slice(0, 3).map(({ fidelity }) => fidelity)).to.deep.equal([
        'wider',
        'wider',
        'exact',
      ]));

    it('writes nothing else, and ends with the status of the worst', () =>
      expect([ran.status, ran.stderr]).to.deep.equal([1, '']));
  });

  it('names a rule by its id and title', () => {
    const id = '929a690e-bef0-4204-a928-ef5e620d6fcc';
    const { stdout } = runOn(
      { 'in/a.yml': `id: ${id}\n${sound}` },
      translate('in', '--to', 'splunk-spl', '--format', 'jsonl'),
    );
    expect(linesOf(stdout)[0]!.rule).to.deep.equal({ id, title: 'Sound', path: 'in/a.yml' });
  });

  it('writes the same in --format json, as one list', () => {
    const files = { 'a.yml': sound, 'b.yml': broken };
    const json = runOn(files, translate('a.yml', 'b.yml', '--format', 'json'));
    const jsonl = runOn(files, translate('a.yml', 'b.yml', '--format', 'jsonl'));
    expect(JSON.parse(json.stdout) as Line[]).to.deep.equal(linesOf(jsonl.stdout));
    expect([json.status, json.stderr]).to.deep.equal([1, '']);
  });

  it('writes queries to read on stdout, and on stderr what is to be said', () => {
    const { status, stdout, stderr } = runOn(
      { 'a.yml': sound, 'b.yml': broken },
      translate('a.yml', 'b.yml', '--to', 'splunk-spl'),
    );
    expect(status).to.equal(1);
    expect(stdout).to.equal('# Sound (a.yml)\n## splunk-spl: exact\nImage="a.exe"\n\n');
    expect(stderr).to.equal(`b.yml:4:21 error sigma/unknown-modifier
4 |   selection: {Image|contians: a.exe}
  |                     ^^^^^^^^ "contians" is not a Sigma modifier. Did you mean "contains"?
2 rules: splunk-spl exact 1, splunk-spl refused 1
`);
  });

  for (const [what, to, wanted] of [
    ['all backends without --to', [], all],
    [
      'those after a comma',
      ['--to', 'splunk-spl,opensearch-dsl'],
      ['splunk-spl', 'opensearch-dsl'],
    ],
    [
      'those of several --to',
      ['--to', 'splunk-spl', '--to', 'opensearch-dsl'],
      ['splunk-spl', 'opensearch-dsl'],
    ],
    ['each once', ['--to', 'splunk-spl,splunk-spl', '--to', 'splunk-spl'], ['splunk-spl']],
    ['those with an equals sign', ['--to=splunk-spl'], ['splunk-spl']],
  ] as const)
    it(`writes for ${what}`, () => {
      const { status, stdout } = runOn(
        { 'a.yml': sound },
        translate('a.yml', ...to, '--format', 'jsonl'),
      );
      expect([status, linesOf(stdout).map((line) => line.to)]).to.deep.equal([0, wanted]);
    });

  it('takes what stands behind --to for one name, and what follows for a path', () => {
    const { stdout } = runOn(
      { 'a.yml': sound },
      translate('--to', 'splunk-spl', 'a.yml', '--format', 'jsonl'),
    );
    expect(linesOf(stdout).map(({ rule }) => rule.path)).to.deep.equal(['a.yml']);
  });

  for (const [what, args, status, fidelity] of [
    ['lets a query that finds more pass', [], 0, ['wider', 'exact']],
    ['refuses it under --strict', ['--strict'], 1, ['refused', 'exact']],
  ] as const)
    it(what, () => {
      const ran = runOn(
        { 'a.yml': twoFields },
        translate('a.yml', '--to', 'opensearch-dsl,splunk-spl', '--format', 'jsonl', ...args),
      );
      const [dsl, spl] = linesOf(ran.stdout);
      expect([ran.status, dsl!.fidelity, spl!.fidelity]).to.deep.equal([status, ...fidelity]);
      const gravest = dsl!.diagnostics.map(({ severity }) => severity);
      expect(gravest.includes('error'), 'has an error').to.equal(status === 1);
      expect(dsl!.query === null).to.equal(status === 1);
    });

  it('passes a rule that has warnings only', () =>
    expect(runOn({ 'a.yml': remarked }, translate('a.yml')).status).to.equal(0));
});
