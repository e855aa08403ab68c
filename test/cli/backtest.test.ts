import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Asked, ok, type Said, serveFake } from '../deploy/fakes/http.ts';
import { started, whileInFolder } from '../support/program.ts';
import { idA, idB, onBench, rule } from './bench.ts';

/** Each rule finds as much as its word says; `failed` can't be asked. */
const found = (text: string): Said => {
  const bodies = text.trimEnd().split('\n');
  const one = (body: string) => {
    const word = /"value":"(\w+)"/.exec(body)![1]!;
    if (word === 'failed') return { error: { reason: 'too many clauses' } };
    const count = Number(word.slice(1));
    const buckets = [
      { key_as_string: '2026-11-20', doc_count: count - 1 },
      { key_as_string: '2026-11-21', doc_count: 1 },
    ];
    return {
      _shards: { total: 1, failed: 0 },
      hits: { total: { value: count } },
      aggregations: { days: { buckets } },
    };
  };
  return ok({ responses: bodies.filter((_, i) => i % 2 === 1).map(one) });
};

/** What is asked of a live field of words: `a` of the rules, on a target that has nothing yet. */
async function askedBy(target: string): Promise<readonly string[]> {
  const asked: string[] = [];
  const answer = ({ method, steps, text }: Asked): Said => {
    const words = { type: 'text', fields: { keyword: { type: 'keyword' } } };
    if (steps.join() === '')
      return ok({ version: { number: '3.6.0', distribution: 'opensearch' } });
    if (steps[0] === '_msearch') {
      asked.push(text.trimEnd().split('\n')[1]!);
      return found('{}\n{"value":"x1"}');
    }
    if (steps[0] === 'logs-*')
      return ok({ 'logs-1': { mappings: { properties: { a: words } }, settings: {} } });
    return method === 'GET' && steps[0] === '_cluster'
      ? ok({ metadata: {} })
      : { status: 404, body: {} };
  };
  const fake = await serveFake(answer);
  await whileInFolder(async (folder) => {
    writeFileSync(join(folder, 'a.yml'), rule('a', 'x1'));
    const line = ['plan', 'a.yml', '--to', target, '--set', 'soc', '--url', fake.url];
    const { status, stderr } = await started([...line, '--backtest', '7d'], { cwd: folder }).ended;
    expect(status, stderr).to.equal(0);
  }).finally(() => fake.close());
  return asked.map((body) => /"a(?:\.keyword)?":/.exec(body)![0]);
}

describe('plan --backtest', function () {
  this.timeout(120_000);

  for (const [what, target, field] of [
    ['searches as they are deployed', 'opensearch-search-template', '"a":'],
    [
      'queries of a percolator as the indices hold their fields',
      'opensearch-percolator',
      '"a.keyword":',
    ],
  ] as const)
    it(`tries ${what}`, async () => {
      expect(await askedBy(target)).to.deep.equal([field]);
    });

  it(
    'says what rules would have found, before they are applied',
    onBench(async (bench) => {
      bench.search = ({ text }) => found(text);
      bench.write('a.yml', rule('a', 'x12'));
      bench.write('b.yml', rule('b', 'x5'));
      expect(await bench.run('plan', '--backtest', '7d')).to.deep.equal({
        status: 0,
        stdout: [
          `create  ${idA}  Rule a`,
          '  12 in 7d, 11 on the worst day',
          `create  ${idB}  Rule b`,
          '  5 in 7d, 4 on the worst day',
          '',
        ].join('\n'),
        stderr: '2 to create\n',
      });
      const { stdout } = await bench.run('plan', '--backtest', '7d', '--format', 'json');
      const { steps } = JSON.parse(stdout) as { steps: { backtest: { count: number } }[] };
      expect(steps.map((step) => step.backtest.count)).to.deep.equal([12, 5]);
      expect(bench.names).to.deep.equal([]);
    }),
  );

  it(
    'ends with 1 where it can not be told',
    onBench(async (bench) => {
      bench.search = ({ text }) => found(text);
      bench.write('a.yml', rule('a', 'x12'));
      bench.write('b.yml', rule('b', 'failed'));
      const { status, stdout, stderr } = await bench.run('plan', '--backtest', '30d');
      expect(status).to.equal(1);
      expect(stdout).to.include('  not known for 30d: too many clauses\n');
      const said = '1 rule could not be tried over 30d, the first for: too many clauses\n';
      expect(stderr).to.include(said);
      await bench.run('apply');
      const again = await bench.run('plan', '--backtest', '30d');
      expect([again.status, again.stdout]).to.deep.equal([1, '']);
      expect(again.stderr).to.equal(`2 as they should be\n${said}`);
    }),
  );

  it(
    'takes no time that is none',
    onBench(async (bench) => {
      const { status, stdout, stderr } = await bench.run('plan', '--backtest', 'week');
      expect([status, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.match(/A time is a number of minutes, hours or days/);
    }),
  );
});
