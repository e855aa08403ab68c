import { expect } from 'chai';
import { type Bench, idA, idB, idOf, onBench, rule } from './bench.ts';

const idC = idOf('c');

/** What stands in each script: the word that its rule looks for. */
const words = ({ scripts }: Bench): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...scripts.held]
      .map(([name, { source }]) => [name, /"value":"(\w+)"/.exec(source)?.[1] ?? source] as const)
      .sort(),
  );

/** Three revisions: a and b; another a, no b, and c; another c. */
async function applied(bench: Bench): Promise<void> {
  await bench.run('apply');
  bench.write('a.yml', rule('a', 'two'));
  bench.remove('b.yml');
  bench.write('c.yml', rule('c', 'one'));
  await bench.run('apply');
  bench.write('c.yml', rule('c', 'two'));
  expect((await bench.run('apply')).status).to.equal(0);
}

describe('rollback', function () {
  this.timeout(120_000);

  it(
    'brings back what was applied before, and forth again',
    onBench(async (bench) => {
      await applied(bench);
      const { status, stdout, stderr } = await bench.run('rollback', '--check');
      expect(status).to.equal(1);
      expect(stdout)
        .to.match(/^update {2}c{8}\S* {2}Rule c\n/)
        .and.to.match(/^\+.*"one"/m);
      expect(stderr).to.match(/^back to revision 2, of 20.*\n1 to update\n$/);
      expect(words(bench)).to.deep.equal({ [idA]: 'two', [idC]: 'two' });
      expect((await bench.run('rollback')).status).to.equal(0);
      expect(words(bench)).to.deep.equal({ [idA]: 'two', [idC]: 'one' });
      expect((await bench.run('rollback')).status).to.equal(0);
      expect(words(bench)).to.deep.equal({ [idA]: 'two', [idC]: 'two' });
    }),
  );

  it(
    'goes back further: what was removed is made again, what was new is removed',
    onBench(async (bench) => {
      await applied(bench);
      const { status, stdout } = await bench.run('rollback', '--to-revision', '1');
      expect(status).to.equal(0);
      expect(stdout.split('\n').map((line) => line.slice(0, 10))).to.deep.equal([
        'update  aa',
        'create  bb',
        'delete  cc',
        '',
      ]);
      expect(words(bench)).to.deep.equal({ [idA]: 'one', [idB]: 'one' });
      bench.write('a.yml', rule('a', 'one'));
      bench.write('b.yml', rule('b', 'one'));
      bench.remove('c.yml');
      expect((await bench.run('plan', '--check')).status).to.equal(0);
    }),
  );

  it(
    'leaves what was changed by hand, until it is told otherwise',
    onBench(async (bench) => {
      await applied(bench);
      bench.edit(idC, (source) => source.replace('"two"', '"mine"'));
      const { status, stdout } = await bench.run('rollback');
      expect([status, stdout]).to.deep.equal([
        1,
        `drift  ${idC}  Rule c (it was changed by hand; --overwrite-drift)\n`,
      ]);
      expect((await bench.run('rollback', '--overwrite-drift')).status).to.equal(0);
      expect(words(bench)[idC]).to.equal('one');
    }),
  );

  it(
    'leaves what somebody else has put where an object was',
    onBench(async (bench) => {
      await applied(bench);
      bench.scripts.held.set(idB, { lang: 'mustache', source: 'theirs' });
      const { status, stdout } = await bench.run('rollback', '--to-revision', '1');
      expect(status).to.equal(1);
      expect(stdout).to.match(/^conflict {2}b{8}/m);
      expect(words(bench)[idB]).to.equal('theirs');
    }),
  );

  it(
    'is told of nothing that can be brought back',
    onBench(async (bench) => {
      expect(await bench.run('rollback')).to.deep.equal({
        status: 1,
        stdout: '',
        stderr: 'Nothing is kept of what the set "soc" was.\n',
      });
      await bench.run('apply');
      expect((await bench.run('rollback')).stderr).to.match(/was never anything else/);
      const { stderr: unknown } = await bench.run('rollback', '--to-revision', '7');
      expect(unknown).to.equal('No revision 7 is kept. There is 1.\n');
      const { status, stderr } = await bench.run('rollback', '--to-revision', '0');
      expect(status).to.equal(2);
      expect(stderr).to.match(/whole number from 1/);
    }),
  );

  it(
    'is none where nothing may be kept, and the rules are applied all the same',
    onBench(async (bench) => {
      bench.history.isForbidden = true;
      const { status, stderr } = await bench.run('apply');
      expect(status).to.equal(0);
      expect(stderr).to.match(/^2 done.*\nNothing is kept to go back to.*403/);
      bench.history.isForbidden = false;
      bench.write('a.yml', rule('a', 'two'));
      await bench.run('apply');
      bench.write('a.yml', rule('a', 'three'));
      bench.write('b.yml', rule('b', 'two'));
      await bench.run('apply');
      const { stderr: said } = await bench.run('rollback');
      expect(said).to.match(/^What b{8}\S+ was at revision 1 isn't kept/);
      expect(words(bench)).to.deep.equal({ [idA]: 'three', [idB]: 'two' });
    }),
  );
});
