import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import type { History, Revision, Standing, Taken, Turn } from '../history.ts';
import {
  ClusterStore,
  type Head,
  type Held,
  type HistoryStore,
  type Version,
} from './history-store.ts';

/** Who has the turn says so again and again; who hasn't for so long is gone. In milliseconds. */
export interface Lease {
  readonly beat: number;
  readonly patience: number;
}

const usual: Lease = { beat: 1000, patience: 5000 };

/** So many revisions are kept. */
const most = 10;

/**
 * The history of sets in an index of their cluster. It has the turns, too: stored scripts have no versions
 * of their own, and of two who write a set side by side neither would know of the other.
 */
export const historyIn = (cluster: Cluster, target: string, lease = usual): History =>
  historyOf((set) => new ClusterStore(cluster, target, set), lease);

/** The history of sets wherever it is kept. */
export const historyOf = (storeOf: (set: string) => HistoryStore, lease = usual): History => ({
  enter: (set) => enter(storeOf(set), lease),
  begin: (set, standing, objects) => begin(storeOf(set), standing, objects, lease),
  revisions: async (set) => {
    const store = storeOf(set);
    const held = await store.head();
    return held ? store.read(held.head.oldest, held.head.revision) : [];
  },
});

async function enter(store: HistoryStore, { patience }: Lease): Promise<Standing | Taken> {
  const first = await store.head();
  if (!first || first.head.turn === null) return standingOf(first);
  for (let looked = 0; looked < 10; looked++) {
    await sleep(patience / 10);
    const now = await store.head();
    if (now?.version === first.version) continue;
    return now?.head.turn === null
      ? standingOf(now) // it was at its end
      : { taken: 'Somebody else applies this set just now. Nothing was done.' };
  }
  return standingOf(first); // who had the turn was killed
}

const standingOf = (held: Held | null): Standing => ({
  revision: held?.head.revision ?? 0,
  version: held,
});

async function begin(
  store: HistoryStore,
  { version: held }: Standing,
  objects: Revision['objects'],
  lease: Lease,
): Promise<Turn | Taken> {
  const { head: before, version } = (held as Held | null) ?? { head: none, version: null };
  const number = before.revision + 1;
  const mine = randomUUID();
  const head: Head = { ...before, revision: number, turn: mine, beat: 0 };
  const now = await store.setHead(head, version, mine);
  if (!now) return { taken: 'Somebody else has applied this set meanwhile. Nothing was done.' };
  const turn = new Beating(store, head, now, lease);
  try {
    await store.write({ number, at: new Date().toISOString(), objects });
    turn.oldest = await forget(store, head);
    return turn;
  } catch (error) {
    await turn.end();
    throw error;
  }
}

const none: Head = { revision: 0, oldest: 1, turn: null, beat: 0 };

/** Puts the oldest revisions into the next one until there are no more than are kept; which one is then the oldest. */
async function forget(store: HistoryStore, { oldest, revision }: Head): Promise<number> {
  if (revision - oldest < most) return oldest;
  const kept = await store.read(oldest, oldest + 1);
  const objects = Object.assign({}, ...kept.map((one) => one.objects)) as Revision['objects'];
  const { at = '' } = kept.at(-1) ?? {};
  await store.write({ number: oldest + 1, at, objects });
  await store.remove(oldest);
  return oldest + 1;
}

/** A turn that says again and again that it isn't over. */
class Beating implements Turn {
  oldest: number;
  private readonly store: HistoryStore;
  private readonly stopped = new AbortController();
  private readonly gone = new AbortController();
  private readonly beating: Promise<void>;
  private head: Head;
  private version: Version;

  constructor(store: HistoryStore, head: Head, version: Version, { beat }: Lease) {
    this.store = store;
    this.head = head;
    this.version = version;
    this.oldest = head.oldest;
    this.beating = this.beatEach(beat);
  }

  get revision(): number {
    return this.head.revision;
  }

  get lost(): AbortSignal {
    return this.gone.signal;
  }

  async end(): Promise<void> {
    this.stopped.abort();
    await this.beating;
    if (!this.lost.aborted) await this.say({ turn: null });
  }

  private async beatEach(pause: number): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted && !this.lost.aborted) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) await this.say({});
    }
  }

  /** What nobody hears isn't worth to be stopped for. */
  private async say(more: Partial<Head>): Promise<void> {
    const head = { ...this.head, beat: this.head.beat + 1, oldest: this.oldest, ...more };
    try {
      const version = await this.store.setHead(head, this.version, this.head.turn!);
      if (version) {
        this.head = head;
        this.version = version;
      } else if (more.turn !== null) this.gone.abort();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}
