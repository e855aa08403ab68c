import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Bench, idA, idB, onBench, rule } from './bench.ts';

const planned = async (bench: Bench, ...more: readonly string[]) => {
  expect((await bench.run('plan', '--plan-out', 'soc.plan', ...more)).status).to.equal(0);
  return join(bench.folder, 'soc.plan');
};
const apply = (bench: Bench, ...more: readonly string[]) =>
  bench.runAs(['apply', 'soc.plan'], ...more);

describe('a plan that is kept', function () {
  this.timeout(120_000);

  it(
    'is what is applied, whatever the rules say by then',
    onBench(async (bench) => {
      const path = await planned(bench);
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      bench.remove('b.yml');
      expect(await apply(bench)).to.deep.equal({
        status: 0,
        stdout: `create  ${idA}  Rule a\ncreate  ${idB}  Rule b\n`,
        stderr: '2 done, 0 failed, 0 left, 0 as they should be\n',
      });
      expect(bench.names).to.deep.equal([idA, idB]);
    }),
  );

  it(
    'is not applied twice, nor where anything is not as it was',
    onBench(async (bench) => {
      await planned(bench);
      await apply(bench);
      const { writes } = bench.scripts;
      const { status, stdout, stderr } = await apply(bench);
      expect([status, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.equal(
        `soc.plan can't be applied: not as they were when it was made are ${idA}, ${idB}. Plan again.\n`,
      );
      bench.write('a.yml', rule('a', 'two'));
      await planned(bench);
      bench.edit(idB, (source) => `${source} `); // which the plan leaves as it is
      expect((await apply(bench)).stderr).to.match(/are b{8}\S+\. Plan again/);
      expect(bench.scripts.writes).to.equal(writes);
    }),
  );

  it(
    'may write what it was told it may',
    onBench(async (bench) => {
      await bench.run('apply');
      bench.edit(idA, (source) => source.replace('"one"', '"mine"'));
      await planned(bench, '--overwrite-drift');
      expect((await apply(bench)).status).to.equal(0);
      expect(bench.scripts.held.get(idA)!.source).to.include('"one"');
    }),
  );

  for (const [what, edit, said] of [
    ['cut', (text: string) => text.slice(0, -100), /cut, or not JSON/],
    ['edited', (text: string) => text.replace('"one', '"two'), /changed since it was written/],
    [
      'of another version',
      (text: string) => text.replace('-plan":1', '-plan":2'),
      /another version/,
    ],
    [
      'nested without end',
      (text: string) => text.replace('{', `{"rulewright-plan":1,"a":${'['.repeat(200_000)}`),
      /cut, or not JSON/,
    ],
    [
      'nested deep',
      () => `{"rulewright-plan":1,"a":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
      /can't be applied/,
    ],
  ] as const)
    it(
      `is refused where it is ${what}`,
      onBench(async (bench) => {
        const path = await planned(bench);
        writeFileSync(path, edit(readFileSync(path, 'utf8')));
        const { status, stdout, stderr } = await apply(bench);
        expect([status, stdout]).to.deep.equal([2, '']);
        expect(stderr).to.match(said);
        expect(bench.names).to.deep.equal([]);
      }),
    );

  it(
    'is for one target only, and says itself what may be written',
    onBench(async (bench) => {
      await planned(bench);
      const elsewhere = await apply(bench, '--url', 'http://127.0.0.1:9');
      expect(elsewhere.status).to.equal(2);
      expect(elsewhere.stderr).to.match(/is a plan for http:\S+, and this is http:\S+:9/);
      for (const more of [['--set', 'soc'], ['--adopt'], ['--strict']])
        expect((await apply(bench, ...more)).stderr).to.match(/no option says it again/);
      const { stderr } = await bench.runAs(['apply', 'rules']);
      expect(stderr).to.match(/^Which target is --to\?/);
      expect(bench.names).to.deep.equal([]);
    }),
  );
});
