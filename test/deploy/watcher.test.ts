import { expect } from 'chai';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { Failure } from '../../src/cluster/failure.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import { elasticsearchWatcher as target } from '../../src/deploy/index.ts';
import { plan, type Step } from '../../src/deploy/plan.ts';
import type { Session, Wanted } from '../../src/deploy/target.ts';
import { emitted } from '../support/emitted.ts';
import { type Fault, faultProxy } from '../support/proxy.ts';
import type { Served } from '../support/server.ts';
import { serveFake } from './fakes/http.ts';
import { Watcher } from './fakes/watcher.ts';
import { sessionOf } from './session.ts';

/* Watches, on a fake of Watcher: no archive that tests can have holds the real one. */

const set = 'soc';
const id = '7d2f3b4c-11aa-4b5c-8d6e-9f0a1b2c3d4e';
const text = (value: string, more = '') => `title: Watched
id: ${id}
logsource:
  product: windows
detection:
  selection:
    EventID: ${value}
  condition: selection
custom:
  throttle: {period: 1h}
${more}`;

function wantedOf(source: string): readonly Wanted[] {
  const { emission } = emitted([{ path: 'rule.yml', text: source }], [target.artifact]);
  const files = [...emission.files].map(([path, { body, rule }]) => ({
    path,
    body,
    rule,
    source: '',
  }));
  return target.objects(files, set);
}

describe('watches, on a fake', () => {
  let watcher: Watcher;
  let fake: Served;
  beforeEach(async () => {
    watcher = new Watcher();
    fake = await serveFake(watcher.answer);
  });
  afterEach(() => fake.close());

  const sessionAt = async (url: string, retries = 2): Promise<Session> => {
    const connection = connectionOf({ url, isInsecure: false }, {});
    return sessionOf(target, await connect(connection, 'elasticsearch', { retries, pause: 1 }));
  };
  const planned = async (wanted: readonly Wanted[]): Promise<readonly Step[]> =>
    plan(wanted, await (await sessionAt(fake.url)).read(set, [id]), {
      set,
      overwriteDrift: false,
      adopt: false,
      refused: new Set(),
    });
  const apply = async (steps: readonly Step[], url = fake.url, retries = 2) => {
    const outcomes = await applyAll(
      await sessionAt(url, retries),
      steps,
      new AbortController().signal,
    );
    return outcomes.map(({ step, reason }) => reason ?? step.kind);
  };
  const kinds = async (wanted: readonly Wanted[]) =>
    (await planned(wanted)).map(({ kind }) => kind);

  it('are executed before they are put, and are then as they should be', async () => {
    expect(await apply(await planned(wantedOf(text('1'))))).to.deep.equal(['create']);
    expect(watcher.executed).to.equal(1);
    expect(await kinds(wantedOf(text('1')))).to.deep.equal(['none']);
    expect(await apply(await planned(wantedOf(text('2'))))).to.deep.equal(['update']);
    expect(await kinds(wantedOf(text('2')))).to.deep.equal(['none']);
    expect(await apply(await planned([]))).to.deep.equal(['delete']);
    expect(watcher.held.size).to.equal(0);
  });

  it('that somebody has changed, or switched off, are left', async () => {
    await apply(await planned(wantedOf(text('1'))));
    watcher.edit(id, { condition: { always: {} } });
    expect(await kinds(wantedOf(text('1')))).to.deep.equal(['drift']);
    await apply(await planned([]));
    expect(watcher.held.size).to.equal(1);
    watcher.held.clear();
    await apply(await planned(wantedOf(text('1'))));
    watcher.held.set(id, { ...watcher.held.get(id)!, active: false });
    expect(await kinds(wantedOf(text('1')))).to.deep.equal(['drift']);
  });

  it('that are not to run are put so', async () => {
    await apply(await planned(wantedOf(text('1', '  enabled: false\n'))));
    expect(watcher.held.get(id)!.active).to.equal(false);
  });

  it('that somebody has written since they were read are left', async () => {
    await apply(await planned(wantedOf(text('1'))));
    const steps = await planned(wantedOf(text('2')));
    watcher.edit(id, { condition: { always: {} } });
    expect(await apply(steps)).to.deep.equal([`409: [${id}]: version conflict`]);
    expect(watcher.held.get(id)!.watch.condition).to.deep.equal({ always: {} });
  });

  it('whose actions fail are not put', async () => {
    const [wanted] = wantedOf(text('1'));
    const { watch, active } = wanted!.body as { watch: object; active: boolean };
    const body = { watch: { ...watch, actions: { mail: { broken: {} } } }, active };
    const steps = await planned([{ ...wanted!, body: body as unknown as Wanted['body'] }]);
    expect(await apply(steps)).to.deep.equal(['Its action mail fails: it is broken']);
    expect(watcher.held.size).to.equal(0);
  });

  it('are explained where the licence is Basic', async () => {
    watcher.isBasic = true;
    const error = await planned([]).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Failure);
    expect((error as Failure).message).to.match(/licence has no watcher, which Basic lacks/);
  });

  it('are in the end as they should be wherever an apply is killed', async () => {
    for (const fault of ['drop', 'reset'] as const)
      for (let passed = 0; passed < 5; passed++) {
        const wanted = wantedOf(text(`${fault}${passed}`));
        let left = passed;
        const proxy = await faultProxy(fake.url, (): Fault => {
          if (left-- > 0) return 'pass';
          return left === -1 ? fault : 'drop';
        });
        await apply(await planned(wanted), proxy.url, 0).finally(() => proxy.close());
        await apply(await planned(wanted));
        expect(await kinds(wanted), `${fault} ${passed}`).to.deep.equal(['none']);
        expect(watcher.held.size).to.equal(1);
      }
  });
});
