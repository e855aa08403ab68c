import { expect } from 'chai';
import { running } from '../support/engine.ts';
import { filesIn, readText } from '../support/files.ts';
import { type Json, readMonitors as read } from '../support/monitors.ts';

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
