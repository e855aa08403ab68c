import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { install, jars } from '../engines/install.ts';
import { javaHome } from '../engines/java.ts';
import { running } from '../support/engine.ts';
import { filesIn, readText, root } from '../support/files.ts';

/*
 * OpenSearch Alerting is no part of the archives that tests can have, but the classes by which it reads a monitor
 * are on Maven Central: org.opensearch:common-utils. They run on the engine's own, which know the queries.
 */

type Json = Readonly<Record<string, unknown>>;

const alerting = [
  'org.opensearch:common-utils:3.5.0.0',
  'org.jetbrains.kotlin:kotlin-stdlib:2.0.21',
  'com.cronutils:cron-utils:9.2.1',
  'org.slf4j:slf4j-api:2.0.17',
];

/** What Alerting makes of monitors: each as it writes it again, or what it says against it. */
async function read(monitors: readonly unknown[]): Promise<readonly (Json | string)[]> {
  const engine = await install('opensearch@3.6.0');
  const classes = [await jars('opensearch-alerting-3.5.0.0', alerting), join(engine, 'lib')]
    .map((folder) => join(folder, '*'))
    .join(':');
  const java = join(javaHome([21, 99]), 'bin/java');
  const reader = join(root, 'test/artifacts/ReadMonitors.java');
  const answer = execFileSync(java, ['-cp', classes, reader], {
    input: monitors.map((one) => `${JSON.stringify(one)}\n`).join(''),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return answer
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('!') ? line.slice(1) : (JSON.parse(line) as Json)));
}

/** What of a value is not in another: the paths. Query DSL is left to the tests on the engine, which write it anew. */
function lost(given: unknown, back: unknown, at = ''): readonly string[] {
  if (at === '.inputs.0.search.query.query') return [];
  if (typeof given !== 'object' || given === null) return given === back ? [] : [at];
  if (typeof back !== 'object' || back === null) return [at];
  return Object.entries(given).flatMap(([key, one]) =>
    lost(one, (back as Json)[key], `${at}.${key}`),
  );
}

if (running.some(({ name }) => name.startsWith('opensearch@3')))
  describe("OpenSearch Alerting's own reader", function () {
    this.timeout(300_000);
    const paths = filesIn('test/artifacts/opensearch-monitor', '.json');
    const monitors = paths.map((path) => JSON.parse(readText(path)) as Json);

    it('takes every monitor, all of it', async () => {
      expect(paths).not.to.be.empty;
      for (const [i, back] of (await read(monitors)).entries()) {
        expect(back, paths[i]).to.be.an('object');
        expect(lost(monitors[i], back), paths[i]).to.deep.equal([]);
      }
    });

    it('would tell of what is wrong with one', async () => {
      const [one] = monitors as [Json];
      const wrong = [
        { ...one, monitor_type: 'query_level_monitor' },
        { ...one, schedule: { period: { interval: 0, unit: 'MINUTES' } } },
        {
          ...one,
          inputs: [{ search: { indices: ['a'], query: { query: { trem: { a: 'b' } } } } }],
        },
        { ...one, actions: [] },
      ];
      expect(monitors[0]!.monitor_type).to.equal('bucket_level_monitor');
      const backs = await read(wrong);
      for (const back of backs.slice(0, 3)) expect(back).to.be.a('string');
      expect(lost(wrong[3], backs[3])).to.deep.equal(['.actions']);
    });
  });
