import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { Cluster } from '../../src/cluster/cluster.ts';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { historyInFolder } from '../../src/deploy/files/history.ts';
import {
  type History,
  isTaken,
  type Made,
  type Standing,
  type Turn,
} from '../../src/deploy/history.ts';
import { historyIn, type Lease } from '../../src/deploy/kit/history.ts';
import { running } from '../support/engine.ts';
import { type Fault, faultProxy } from '../support/proxy.ts';
import type { Served } from '../support/server.ts';
import { Documents } from './fakes/documents.ts';
import { ok, serveFake } from './fakes/http.ts';

/* What is kept of a set, and whose turn it is: on a fake, and the same on each engine that runs. */

const target = `test-${process.pid}`;
/** One that is gone soon, and one that never says that it is there. */
const [quick, silent] = [
  { beat: 100, patience: 1000 },
  { beat: 60_000, patience: 300 },
];

const made = (word: string): Made => ({
  isNew: true,
  wanted: { name: 'x', title: 'X', rule: 'x', source: 's', body: word },
});

type HistoryOf = (lease?: Lease) => Promise<History>;

/** What holds of a history wherever it is kept. */
function suite(historyOf: HistoryOf): void {
  const history = (lease = quick) => historyOf(lease);
  const entered = async (set: string, lease = quick): Promise<Standing> => {
    const standing = await (await history(lease)).enter(set);
    if (isTaken(standing)) throw new Error(standing.taken);
    return standing;
  };
  const begun = async (set: string, objects = {}, lease = quick): Promise<Turn> => {
    const turn = await (await history(lease)).begin(set, await entered(set, lease), objects);
    if (isTaken(turn)) throw new Error(turn.taken);
    return turn;
  };

  it('is one of two at once who writes; the other is told, before and behind the door', async () => {
    const late = await entered('two');
    const turn = await begun('two');
    await sleep(300); // it says that it is there
    const told = [
      await (await history()).enter('two'),
      await (await history()).begin('two', late, {}),
    ];
    await turn.end();
    expect(told.map((one) => 'taken' in one && one.taken)).to.deep.equal([
      'Somebody else applies this set just now. Nothing was done.',
      'Somebody else has applied this set meanwhile. Nothing was done.',
    ]);
    expect((await entered('two')).revision).to.equal(1);
  });

  it('goes over from who is killed, and who was only slow is told', async () => {
    const slow = await begun('slow', {}, { beat: 1200, patience: 1 });
    const next = await begun('slow', {}, silent);
    expect(next.revision).to.equal(2);
    await new Promise((resolve) => slow.lost.addEventListener('abort', resolve));
    await slow.end(); // which leaves the turn where it is
    const third = await begun('slow', {}, silent);
    expect(third.revision).to.equal(3);
    await third.end();
    await next.end();
  });

  it('keeps ten revisions, and in the oldest what was before', async () => {
    for (let i = 1; i <= 12; i++)
      await (await begun('ten', { x: made(`x${i}`), ...(i === 1 && { y: made('y') }) })).end();
    const kept = await (await history()).revisions('ten');
    expect(kept.map(({ number }) => number)).to.deep.equal([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(kept.map(({ objects }) => objects.x!.wanted!.body)).to.deep.equal(
      kept.map(({ number }) => `x${number}`),
    );
    expect(kept[0]!.objects.y).to.deep.equal(made('y'));
    for (const { at: time } of kept) expect(new Date(time).toISOString()).to.equal(time);
  });
}

/** The same of a history in a cluster, and behind a network. */
function suiteIn(product: 'opensearch' | 'elasticsearch', urlOf: () => string): void {
  const at = (url: string, retries = 6): Promise<Cluster> =>
    connect(connectionOf({ url, isInsecure: false }, {}), product, { retries, pause: 1 });
  const history = async (lease = quick, url = urlOf()) => historyIn(await at(url), target, lease);
  suite(history);

  it('has each revision once behind a network that fails', async () => {
    const faults: readonly Fault[] = ['drop', 'reset', 'half', 'twice', 429, 503];
    let asked = 0;
    const proxy: Served = await faultProxy(urlOf(), () =>
      asked++ % 3 === 0 ? faults[(asked * 7) % faults.length]! : 'pass',
    );
    try {
      for (let i = 1; i <= 8; i++) {
        const lossy = await history(quick, proxy.url);
        const standing = await lossy.enter('lossy');
        if (isTaken(standing)) throw new Error(standing.taken);
        const turn = await lossy.begin('lossy', standing, { x: made(`x${i}`) });
        if (isTaken(turn)) throw new Error(turn.taken);
        await sleep(i * 30);
        expect(turn.lost.aborted).to.equal(false);
        await turn.end();
      }
    } finally {
      await proxy.close();
    }
    const kept = await (await history()).revisions('lossy');
    expect(kept.map(({ number, objects }) => `${number} ${objects.x!.wanted!.body}`)).to.deep.equal(
      kept.map((_, i) => `${i + 1} x${i + 1}`),
    );
    expect(kept.length).to.equal(8);
  });
}

describe('the history of a set, in a folder', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const history = async (lease = quick) => historyInFolder(folder, 'elastic-rule', lease);
  suite(history);

  it('is begun by one of many at once', async () => {
    const standings = await Promise.all(
      Array.from({ length: 20 }, async () => (await history()).enter('many')),
    );
    const turns = await Promise.all(
      standings.map(async (standing) => (await history()).begin('many', standing as Standing, {})),
    );
    const won = turns.filter((turn) => !isTaken(turn)) as readonly Turn[];
    expect(won.length).to.equal(1);
    await won[0]!.end();
  });

  it('follows no link', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(join(folder, 'linked'));
    symlinkSync(elsewhere, join(folder, 'linked/.rulewright'));
    const linked = historyInFolder(join(folder, 'linked'), 'elastic-rule', quick);
    const why = await linked.enter('set').catch((error: Error) => error.message);
    expect(why).to.match(/\.rulewright is a link\.$/);
    expect(readdirSync(elsewhere)).to.deep.equal([]);
  });
});

for (const product of ['elasticsearch', 'opensearch'] as const)
  describe(`the history of a set, on a fake (${product})`, function () {
    this.timeout(60_000);
    let fake: Served;
    before(async () => {
      fake = await serveFake(new Documents().before(() => ok()));
    });
    after(() => fake.close());
    suiteIn(product, () => fake.url);
  });

for (const { name, url } of running)
  describe(`the history of a set (${name})`, function () {
    this.timeout(600_000);
    suiteIn(name.startsWith('opensearch') ? 'opensearch' : 'elasticsearch', () => url);
  });
