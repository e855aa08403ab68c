import { expect } from 'chai';
import type { Log } from 'sarif';
import type { DiagnosticJson } from '../../src/diagnostic/diagnostic.ts';
import { brief, broken, remarked, ruleOf, runOn, sound, twoFields } from './rules.ts';

const files = { 'a.yml': sound, 'b.yml': broken, 'c.yml': remarked };
const paths = Object.keys(files);
const check = (...args: readonly string[]) => ['check', ...args];
const read = (stdout: string) => JSON.parse(stdout) as DiagnosticJson[];

describe('check', () => {
  it('says nothing of sound rules', () =>
    expect(runOn(files, check('a.yml', 'a.yml'))).to.deep.equal({
      status: 0,
      stdout: '',
      stderr: '2 rules: 0 errors, 0 other remarks\n',
    }));

  it('says what is wrong on stdout, and how much it is on stderr', () => {
    const { status, stdout, stderr } = runOn(files, check(...paths));
    expect(status).to.equal(1);
    expect(stdout).to.equal(`b.yml:4:21 error sigma/unknown-modifier
4 |   selection: {Image|contians: a.exe}
  |                     ^^^^^^^^ "contians" is not a Sigma modifier. Did you mean "contains"?
c.yml:1:9 warning sigma/bad-value
1 | status: odd
  |         ^^^ status should be one of stable, test, experimental, deprecated, unsupported.
`);
    expect(stderr).to.equal('3 rules: 1 error, 1 other remark\n');
  });

  it('ends well where there are warnings only', () =>
    expect(runOn(files, check('c.yml')).status).to.equal(0));

  for (const [what, args, status, codes] of [
    ['nothing of queries without --to', [], 0, 0],
    ['what a query finds too many', ['--to', 'opensearch-dsl'], 0, 1],
    ['it as an error under --strict', ['--to', 'opensearch-dsl', '--strict'], 1, 1],
    ['nothing of a query that is exact', ['--to', 'splunk-spl', '--strict'], 0, 0],
  ] as const)
    it(`says ${what}`, () => {
      const ran = runOn({ 'a.yml': twoFields }, check('a.yml', '--format', 'json', ...args));
      expect([ran.status, read(ran.stdout).length]).to.deep.equal([status, codes]);
    });

  it('says once what is true of several queries', () => {
    const args = ['--to', 'opensearch-dsl,elasticsearch-dsl', '--format', 'json'];
    expect(read(runOn({ 'b.yml': broken }, check('b.yml', ...args)).stdout)).to.have.length(1);
  });

  describe('--format json', () => {
    it('writes a list of all that is said', () => {
      const { status, stdout } = runOn(files, check(...paths, '--format', 'json'));
      expect(status).to.equal(1);
      expect(read(stdout).map(brief)).to.deep.equal([
        'b.yml:4:21 sigma/unknown-modifier',
        'c.yml:1:9 sigma/bad-value',
      ]);
    });

    it('writes an empty list for nothing', () =>
      expect(read(runOn(files, check('a.yml', '--format', 'json')).stdout)).to.deep.equal([]));
  });

  describe('--format sarif', () => {
    it('writes a log with the place of each result, and the rules they refer to', () => {
      const odd = 'in a folder/50%.yml';
      const { status, stdout } = runOn(
        { [odd]: broken, 'c.yml': remarked },
        check('c.yml', odd, '--format', 'sarif'),
      );
      expect(status).to.equal(1);
      const { version, runs } = JSON.parse(stdout) as Log;
      expect([version, runs.length]).to.deep.equal(['2.1.0', 1]);
      const [run] = runs;
      expect(run!.tool.driver.name).to.equal('rulewright');
      const rules = run!.tool.driver.rules!.map(({ id }) => id);
      for (const { ruleId, ruleIndex } of run!.results!) expect(rules[ruleIndex!]).to.equal(ruleId);
      const brief = run!.results!.map(({ level, locations, message }) => {
        const { artifactLocation, region } = locations![0]!.physicalLocation!;
        return [level, artifactLocation!.uri, region, message.text];
      });
      expect(brief).to.deep.equal([
        [
          'warning',
          'c.yml',
          { startLine: 1, startColumn: 9, endLine: 1, endColumn: 12 },
          'status should be one of stable, test, experimental, deprecated, unsupported.',
        ],
        [
          'error',
          'in%20a%20folder/50%25.yml',
          { startLine: 4, startColumn: 21, endLine: 4, endColumn: 29 },
          '"contians" is not a Sigma modifier. Did you mean "contains"?',
        ],
      ]);
    });

    it('writes a log without results for sound rules', () => {
      const { stdout } = runOn(files, check('a.yml', '--format', 'sarif'));
      expect((JSON.parse(stdout) as Log).runs[0]!.results).to.deep.equal([]);
    });
  });

  describe('--format github', () => {
    it('writes a command for each remark', () =>
      expect(runOn(files, check(...paths, '--format', 'github')).stdout.split('\n')).to.deep.equal([
        '::error file=b.yml,line=4,col=21,endLine=4,endColumn=29,title=sigma/unknown-modifier::"contians" is not a Sigma modifier. Did you mean "contains"?',
        '::warning file=c.yml,line=1,col=9,endLine=1,endColumn=12,title=sigma/bad-value::status should be one of stable, test, experimental, deprecated, unsupported.',
        '',
      ]));

    it('escapes what would end a command or a property', () => {
      const path = 'a\n::error ::50%,1:2.yml';
      const search = '{"Image|a%b\\r\\n::set-env name=c::d": e}';
      const { stdout } = runOn(
        { [path]: ruleOf('Odd', search) },
        check(path, '--format', 'github'),
      );
      const [line, ...rest] = stdout.split('\n');
      expect(rest, 'one line').to.deep.equal(['']);
      expect(line).to.match(/^::error file=a%0A%3A%3Aerror %3A%3A50%25%2C1%3A2\.yml,line=4,/);
      expect(line).to.contain('::"a%25b%0D%0A::set-env name=c::d" is not a Sigma modifier.');
    });
  });
});
