import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Alerting } from '../deploy/fakes/alerting.ts';
import { Documents } from '../deploy/fakes/documents.ts';
import { ok, serveFake } from '../deploy/fakes/http.ts';
import { started, whileInFolder } from '../support/program.ts';
import { idA, idB, onBench, rule } from './bench.ts';

/* What a target would refuse as it is set now is told by `plan`, before anything is written. */

const values = Array.from({ length: 100 }, (_, i) => (i * 7919 + 104729) ** 2);
const long = rule('b', `[${values.map((value) => `"${value}"`).join(', ')}]`);

describe('a rule that a target would refuse', function () {
  this.timeout(120_000);

  it(
    'is told of where it stands, and the others are applied',
    onBench(async (bench) => {
      bench.scripts.most = 2000;
      bench.write('b.yml', long);
      const planned = await bench.run('plan');
      expect(planned.status).to.equal(1);
      expect(planned.stdout).to.equal(`create  ${idA}  Rule a\n`);
      expect(planned.stderr).to.match(
        /^rules\/b\.yml:8:14 error deploy\/not-taken\n(?:.*\n).*As a stored script this rule is (\d{4}) bytes, and this cluster takes 2000 at most\. Raise script\.max_size_in_bytes there to \1,/,
      );
      const size = Number(/is (\d{4}) bytes/.exec(planned.stderr)![1]);
      const applied = await bench.run('apply');
      expect([applied.status, applied.stdout]).to.deep.equal([1, planned.stdout]);
      expect([bench.names, bench.scripts.writes]).to.deep.equal([[idA], 1]);
      bench.scripts.most = size - 1;
      expect((await bench.run('plan')).status).to.equal(1);
      bench.scripts.most = size; // which the fake holds the request against, as engines do
      expect((await bench.run('apply')).status).to.equal(0);
      expect(bench.names).to.deep.equal([idA, idB]);
    }),
  );

  it(
    'stays as it was deployed',
    onBench(async (bench) => {
      await bench.run('apply');
      bench.scripts.most = 2000;
      bench.write('b.yml', long);
      const { status, stdout } = await bench.run('apply');
      expect([status, stdout]).to.deep.equal([1, `keep  ${idB} (its rule is refused)\n`]);
      expect(bench.names).to.deep.equal([idA, idB]);
    }),
  );

  it(
    'is none of a plan, nor is one applied that has become one',
    onBench(async (bench) => {
      bench.write('b.yml', long);
      await bench.run('plan', '--plan-out', 'soc.plan');
      bench.scripts.most = 2000;
      const late = await bench.runAs(['apply', 'soc.plan']);
      expect(late.status).to.equal(2);
      expect(late.stderr).to.include(
        `soc.plan can't be applied: ${idB}: As a stored script this rule is`,
      );
      await bench.run('plan', '--plan-out', 'soc.plan');
      expect((await bench.runAs(['apply', 'soc.plan'])).status).to.equal(0);
      expect(bench.names).to.deep.equal([idA]);
    }),
  );
});

describe('more monitors than a cluster takes', function () {
  this.timeout(120_000);

  it('are told of by plan, and none is applied', async () => {
    const alerting = new Alerting();
    const rest = new Documents().before(alerting.answer);
    const about = ok({ version: { number: '3.6.0', distribution: 'opensearch' } });
    const fake = await serveFake((asked) => (asked.steps.join() === '' ? about : rest(asked)));
    await whileInFolder(async (folder) => {
      const write = (name: string) => writeFileSync(join(folder, `${name}.yml`), rule(name, 'x'));
      const run = (command: string) => {
        const line = [command, '.', '--to', 'opensearch-alerting', '--set', 'soc'];
        return started([...line, '--url', fake.url], { cwd: folder }).ended;
      };
      write('a');
      expect((await run('apply')).status).to.equal(0);
      alerting.most = 2;
      for (const name of ['b', 'c']) write(name);
      const { writes } = alerting;
      const why =
        'There are 1 monitors now and would be 3, and this cluster takes 2 at most. Raise plugins.alerting.monitor.max_monitors there to 3, or deploy fewer rules.\n';
      const planned = await run('plan');
      expect([planned.status, planned.stderr]).to.deep.equal([
        1,
        `2 to create, 1 as they should be\n${why}`,
      ]);
      expect(await run('apply')).to.deep.equal({
        status: 2,
        stdout: '',
        stderr: `Nothing was applied. ${why}`,
      });
      expect(alerting.writes).to.equal(writes);
      // who may not look is told by the cluster itself
      alerting.isShut = true;
      const tried = await run('apply');
      expect(tried.status).to.equal(1);
      expect(tried.stdout).to.match(/^failed .*create more than the allowed monitors \[2\]/m);
      alerting.most = 3;
      alerting.isShut = false;
      expect((await run('apply')).status).to.equal(0);
    }).finally(() => fake.close());
  });
});
