import { expect } from 'chai';
import { Failure } from '../../src/cluster/failure.ts';
import { opensearchAlerting as target } from '../../src/deploy/index.ts';
import type { JsonMap } from '../../src/deploy/json.ts';
import { marked, unmarked, withIds } from '../../src/deploy/opensearch-alerting/monitor.ts';
import { running } from '../support/engine.ts';
import { filesIn, readText } from '../support/files.ts';
import { readMonitors } from '../support/monitors.ts';
import { Bench, id as name, rule } from './bench.ts';
import { Alerting } from './fakes/alerting.ts';

/* Monitors, on a fake of OpenSearch Alerting: no archive that tests can have holds the real one. */

const action = { name: 'a', destination_id: 'd', message_template: { source: 'm' } };

/** A monitor with an action and a value, and the rest of what is wanted as it is. */
const withAction = (wanted: { readonly body: unknown }): JsonMap => {
  const { triggers, ...monitor } = wanted.body as { triggers: readonly Record<string, JsonMap>[] };
  const [trigger] = triggers;
  const { id: _id, ...level } = trigger!.query_level_trigger!;
  const acting = [{ query_level_trigger: { ...level, actions: [action] } }];
  return withIds({ ...monitor, triggers: acting } as unknown as JsonMap, name);
};

describe('monitors, on a fake', () => {
  let alerting: Alerting;
  let bench: Bench;
  beforeEach(async () => {
    alerting = new Alerting();
    bench = await Bench.on(target, alerting.answer);
  });
  afterEach(() => bench.close());
  const only = () => {
    expect(alerting.held.size).to.equal(1);
    const [[id, { monitor }]] = alerting.held as unknown as [[string, { monitor: JsonMap }]];
    return { id, monitor, ...unmarked(monitor) };
  };

  it('are executed before they are put, and are then as they should be', async () => {
    const wanted = bench.wanted(rule('1'));
    expect(await bench.apply(wanted)).to.deep.equal(['create']);
    expect(alerting.executed).to.equal(1);
    const { id, mark, monitor } = only();
    expect(mark).to.include({ set: 'soc', rule: name, revision: 1 });
    expect(monitor).to.include({ name, enabled: true });
    expect(monitor.ui_metadata).to.be.an('object');
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    const { writes } = alerting;
    expect(await bench.apply(wanted)).to.deep.equal([]);
    expect(alerting.writes).to.equal(writes);
    expect(await bench.apply(bench.wanted(rule('2')))).to.deep.equal(['update']);
    expect(only().id).to.equal(id);
    expect(await bench.kinds(bench.wanted(rule('2')))).to.deep.equal(['none']);
    expect(await bench.apply([])).to.deep.equal(['delete']);
    expect(alerting.held.size).to.equal(0);
  });

  it('are written anew where only what Dashboards show of them is another', async () => {
    await bench.apply(bench.wanted(rule('1', 'description: old\n')));
    const wanted = bench.wanted(rule('1', 'description: new\n'));
    expect(await bench.kinds(wanted)).to.deep.equal(['update']);
    await bench.apply(wanted);
    expect(JSON.stringify(only().monitor.ui_metadata)).to.include('new');
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
  });

  it('keep the ids of their triggers and actions, by which alerts are known', async () => {
    const idsOf = () => JSON.stringify(only().monitor.triggers).match(/"id":"[^"]*"/g);
    const [one] = bench.wanted(rule('1'));
    await bench.apply([{ ...one!, body: withAction(one!) }]);
    const before = idsOf();
    expect(before).to.deep.equal([`"id":"${name}"`, `"id":"${name}-action-0"`]);
    const [two] = bench.wanted(rule('2'));
    await bench.apply([{ ...two!, body: withAction(two!) }]);
    expect(idsOf()).to.deep.equal(before);
  });

  for (const [what, change] of [
    ['changed', { schedule: { period: { interval: 99, unit: 'MINUTES' } } }],
    ['switched off', { enabled: false }],
  ] as const)
    it(`that somebody has ${what} are left, unless told otherwise`, async () => {
      const wanted = bench.wanted(rule('1'));
      await bench.apply(wanted);
      alerting.edit(only().id, change);
      expect(await bench.kinds(wanted)).to.deep.equal(['drift']);
      expect(await bench.apply(wanted)).to.deep.equal([]);
      expect(await bench.apply([])).to.deep.equal([]);
      expect(only().monitor).to.deep.include(change);
      expect(await bench.apply(wanted, { overwriteDrift: true })).to.deep.equal(['update']);
      expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    });

  it("that are somebody else's, copies of ours and those of another name are left", async () => {
    const wanted = bench.wanted(rule('1'));
    await bench.apply(wanted);
    const { monitor } = only();
    alerting.held.set('copy', { monitor: { ...monitor, name: 'copy' }, seq: 50 });
    const { body } = unmarked(monitor);
    alerting.held.set('foreign', { monitor: body, seq: 51 });
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    await bench.apply([], { overwriteDrift: true });
    expect([...alerting.held.keys()]).to.deep.equal(['copy', 'foreign']);
    expect(await bench.kinds(wanted)).to.deep.equal(['conflict']);
    const both = { adopt: true, overwriteDrift: true };
    expect(await bench.apply(wanted, both)).to.deep.equal(['update']);
    expect([...alerting.held.keys()]).to.deep.equal(['copy', 'foreign']);
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
  });

  it('that somebody has written since they were read are left', async () => {
    for (const wanted of [bench.wanted(rule('2')), []]) {
      await bench.apply(bench.wanted(rule('1')), { overwriteDrift: true });
      const steps = await bench.planned(wanted);
      alerting.edit(only().id, { enabled: false });
      expect(await bench.take(steps)).to.deep.equal([
        `Somebody else has written ${name} meanwhile.`,
      ]);
      expect(only().monitor.enabled).to.equal(false);
    }
  });

  it('that somebody writes at the same moment are left to the first', async () => {
    await bench.apply(bench.wanted(rule('1')));
    const steps = await bench.planned(bench.wanted(rule('2')));
    const { answer } = alerting;
    let isFirst = true;
    const other = await Bench.on(target, (asked) => {
      if (asked.method === 'PUT' && isFirst) {
        isFirst = false;
        alerting.edit(only().id, { enabled: false }); // between our reading and our writing
      }
      return answer(asked);
    });
    expect(await other.take(steps)).to.deep.equal(['409: [made-1]: version conflict']);
    await other.close();
    expect(only().monitor.enabled).to.equal(false);
  });

  it('that two make at once are the one of them', async () => {
    const steps = await bench.planned(bench.wanted(rule('1')));
    await bench.apply(bench.wanted(rule('2')));
    expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${name} meanwhile.`]);
    expect(alerting.held.size).to.equal(1);
  });

  it('that were made twice are one after the next apply', async () => {
    await bench.apply(bench.wanted(rule('1')));
    const { monitor } = only();
    alerting.held.set('made-0', { monitor, seq: 90 });
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['update']);
    await bench.apply(bench.wanted(rule('1')));
    only();
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['none']);
    const now = only();
    alerting.held.set('made-9', { monitor: now.monitor, seq: 91 });
    alerting.edit('made-9', { enabled: false });
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['drift']);
    alerting.held.set('made-9', { monitor: now.monitor, seq: 92 });
    await bench.apply([]);
    expect(alerting.held.size).to.equal(0);
  });

  it('that fail when they are executed are not put', async () => {
    const [wanted] = bench.wanted(rule('1'));
    const body = JSON.parse(JSON.stringify(wanted!.body).replace('logs-*', 'missing-1'));
    expect(await bench.apply([{ ...wanted!, body }])).to.deep.equal([
      "It can't be executed: no such index [missing-1]",
    ]);
    expect(alerting.held.size).to.equal(0);
  });

  it('are explained where they are kept apart by backend roles, and where there are too many', async () => {
    alerting.most = 0;
    expect((await bench.apply(bench.wanted(rule('1')))).join()).to.match(/allowed monitors \[0\]/);
    alerting.isApart = true;
    const error = await bench.planned([]).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Failure);
    expect((error as Failure).message).to.match(
      /403: monitors there are kept apart by backend roles/,
    );
  });

  it('are in the end as they should be, each once, wherever an apply is killed', async () => {
    for (const fault of ['drop', 'reset', 'half', 'twice'] as const)
      for (let passed = 0; passed < 8; passed++) {
        if (passed % 2 === 0) await bench.apply([]);
        const wanted = bench.wanted(rule(`${fault}${passed}`));
        await bench.killed(wanted, passed, fault);
        await bench.apply(wanted);
        expect(await bench.kinds(wanted), `${fault} ${passed}`).to.deep.equal(['none']);
        only();
      }
  });
});

if (running.some(({ name }) => name.startsWith('opensearch@3')))
  describe("a monitor's mark, by OpenSearch Alerting's own reader", function () {
    this.timeout(300_000);

    it('is there still, and the same whenever a monitor is written again', async () => {
      const mark = { set: 'soc', rule: name, source: 's', given: 'g', applied: null, revision: 1 };
      const monitors = filesIn('test/artifacts/opensearch-monitor', '.json').map((path) =>
        marked(withIds(JSON.parse(readText(path)) as JsonMap, name), mark),
      );
      expect(monitors).not.to.be.empty;
      const backs = await readMonitors(monitors);
      const again = await readMonitors(
        monitors.map((monitor) => marked(unmarked(monitor).body, { ...mark, applied: 'a' })),
      );
      for (const [i, back] of backs.entries()) {
        const { body, ...one } = unmarked(back as JsonMap);
        expect(one.mark).to.deep.equal(mark);
        const other = unmarked(again[i] as JsonMap);
        expect(other.mark).to.deep.equal({ ...mark, applied: 'a' });
        expect(other.body).to.deep.equal(body);
      }
    });
  });
