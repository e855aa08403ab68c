import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Project } from '../../src/settings/project.ts';
import { findFiles, onCorpus } from '../support/corpus.ts';
import { emitted } from '../support/emitted.ts';
import { running } from '../support/engine.ts';
import { filesIn, readText } from '../support/files.ts';
import { type Json, readMonitors as read } from '../support/monitors.ts';

/** Settings with everything that a monitor takes of them. */
const alerting = {
  throttle: { period: '1h', by: ['host.name'] },
  actions: { 'opensearch-monitor': [{ destination: 'd', subject: 's' }, { destination: 'e' }] },
};

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

    onCorpus('of SigmaHQ', () => {
      it('takes the monitor of every rule, with what an alert does', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
        try {
          writeFileSync(join(folder, 'rulewright.yml'), JSON.stringify(alerting));
          const sources = findFiles('sigma/rules', '.yml').map((path) => ({
            path,
            text: readFileSync(path, 'utf8'),
          }));
          const { emission } = emitted(sources, ['opensearch-monitor'], new Project(folder, null));
          const all = [...emission.files.values()].map(({ body }) => JSON.parse(body) as Json);
          expect(all.length).to.equal(3141);
          const backs = await read(all);
          for (const [i, back] of backs.entries()) {
            expect(back, all[i]!.name as string).to.be.an('object');
            expect(lost(all[i], back), all[i]!.name as string).to.deep.equal([]);
          }
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      });
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
