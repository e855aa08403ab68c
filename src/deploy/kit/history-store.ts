import { type Cluster, path } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import type { Revision } from '../history.ts';
import { pack, unpacked } from './packed.ts';

/* What is kept of sets beside their objects, wherever that is, and the index of a cluster that it is in. */

/** The index that histories are in. The alias of no set is called so, nor begins so. */
const index = 'rulewright_history';

/** How a set stands, in the one document that is written by who has the turn. */
export interface Head {
  readonly revision: number;
  /** The oldest revision that is kept. */
  readonly oldest: number;
  /** Of whoever writes now: a number that nobody else has; null: nobody does. */
  readonly turn: string | null;
  /** How often that one has said so. */
  readonly beat: number;
}

/** Of a head: another one, and somebody has written it. */
export type Version = string;

export interface Held {
  readonly head: Head;
  readonly version: Version;
}

/** Where the history of a set is. What is written is read at once. */
export interface HistoryStore {
  /** Null: the set was never applied. */
  head(): Promise<Held | null>;
  /**
   * Writes the head in the place of the one that was read, or of a later one of the same turn, of which the
   * answer was lost; null: somebody else has written it.
   */
  setHead(head: Head, version: Version | null, turn: string): Promise<Version | null>;
  write(revision: Revision): Promise<void>;
  remove(number: number): Promise<void>;
  /** What is kept from one revision to another; one that was begun and did nothing is not. */
  read(from: number, to: number): Promise<readonly Revision[]>;
}

/** The documents of a set's history in an index of its cluster: each is asked by its name, so it's read at once. */
export class ClusterStore implements HistoryStore {
  private readonly cluster: Cluster;
  private readonly name: string;

  constructor(cluster: Cluster, target: string, set: string) {
    this.cluster = cluster;
    this.name = `${target}:${set}`;
  }

  async head(): Promise<Held | null> {
    const { status, body } = await this.cluster.send({
      method: 'GET',
      path: path`/${index}/_doc/${this.name}`,
      isIdempotent: true,
      takes: [404],
    });
    if (status === 404) return null;
    const { _source, ...numbers } = body as { _source: Head } & Numbers;
    return { head: _source, version: versionOf(numbers) };
  }

  async setHead(head: Head, version: Version | null, turn: string): Promise<Version | null> {
    if (!version) await this.create();
    const { status, body } = await this.cluster.send({
      method: 'PUT',
      path: path`/${index}/_doc/${this.name}`,
      query: version === null ? { op_type: 'create' } : numbersIn(version),
      body: head,
      isIdempotent: true,
      takes: [409],
    });
    if (status !== 409) return versionOf(body as Numbers);
    const held = await this.head();
    if (!held || held.head.turn !== turn) return null;
    const isIt = held.head.beat === head.beat && head.turn === turn;
    return isIt ? held.version : this.setHead(head, held.version, turn);
  }

  async write({ number, at, objects }: Revision): Promise<void> {
    const packed = pack(objects).toString('base64');
    await this.cluster.send({
      method: 'PUT',
      path: path`/${index}/_doc/${this.idOf(number)}`,
      body: { at, packed },
      isIdempotent: true,
    });
  }

  async remove(number: number): Promise<void> {
    await this.cluster.send({
      method: 'DELETE',
      path: path`/${index}/_doc/${this.idOf(number)}`,
      isIdempotent: true,
      takes: [404],
    });
  }

  async read(from: number, to: number): Promise<readonly Revision[]> {
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    if (numbers.length === 0) return [];
    const { body } = await this.cluster.send({
      method: 'POST',
      path: path`/${index}/_mget`,
      body: { ids: numbers.map((number) => this.idOf(number)) },
      isIdempotent: true,
    });
    const { docs } = body as { docs: readonly { _source?: { at: string; packed: string } }[] };
    return numbers.flatMap((number, i) => {
      const { _source: kept } = docs[i] ?? {};
      if (!kept) return [];
      const objects = unpacked(Buffer.from(kept.packed, 'base64'), number, index);
      return [{ number, at: kept.at, objects }];
    });
  }

  private readonly idOf = (number: number): string => `${this.name}:${number}`;

  private async create(): Promise<void> {
    const settings = { index: { hidden: true, number_of_shards: 1, auto_expand_replicas: '0-1' } };
    try {
      await this.cluster.send({
        method: 'PUT',
        path: path`/${index}`,
        body: { settings, mappings: { dynamic: false } },
        isIdempotent: true,
      });
    } catch (error) {
      const isThere =
        error instanceof Failure && error.type === 'resource_already_exists_exception';
      if (!isThere) throw error;
    }
  }
}

interface Numbers {
  readonly _seq_no: number;
  readonly _primary_term: number;
}

const versionOf = ({ _seq_no, _primary_term }: Numbers): Version => `${_seq_no} ${_primary_term}`;

/** Who writes a document says which one was read. */
function numbersIn(version: Version): Readonly<Record<string, string>> {
  const [if_seq_no, if_primary_term] = version.split(' ') as [string, string];
  return { if_seq_no, if_primary_term };
}
