import { type Asked, ok, refuse, type Said, unknownIn } from './http.ts';

interface Document {
  readonly source: object;
  readonly seq: number;
}

/** One index whose documents are asked by their names, with the numbers that tell of others' writing. */
export class Documents {
  readonly held = new Map<string, Document>();
  /** Nobody may write here, or read. */
  isForbidden = false;
  writes = 0;
  private readonly index: string;
  private isMade = false;
  private seq = 0;

  constructor(index = 'rulewright_history') {
    this.index = index;
  }

  /** What this index answers, and what else there is where it isn't asked. */
  readonly before =
    (rest: (asked: Asked) => Said) =>
    (asked: Asked): Said =>
      asked.steps[0] === this.index ? this.answer(asked) : rest(asked);

  readonly answer = ({ method, steps, query, body }: Asked): Said => {
    if (this.isForbidden) return refuse(403, 'security_exception', 'no permissions for [index]');
    const [, kind, name] = steps;
    if (kind === undefined && method === 'PUT') return this.make();
    if (!this.isMade) return refuse(404, 'index_not_found_exception', 'no such index');
    if (kind === '_mget' && method === 'POST')
      return unknownIn(query, []) ?? this.several((body as { ids: readonly string[] }).ids);
    if (kind !== '_doc' || name === undefined)
      return refuse(400, 'illegal_argument_exception', `no handler for [${steps.join('/')}]`);
    if (method === 'GET') return unknownIn(query, []) ?? this.get(name);
    if (method === 'DELETE') return this.remove(name);
    if (method !== 'PUT') return refuse(405, 'illegal_argument_exception', 'not allowed');
    return (
      unknownIn(query, ['op_type', 'if_seq_no', 'if_primary_term']) ??
      this.put(name, body as object, query)
    );
  };

  private make(): Said {
    if (this.isMade)
      return refuse(400, 'resource_already_exists_exception', `index [${this.index}] exists`);
    this.isMade = true;
    return ok();
  }

  private get(name: string): Said {
    const one = this.held.get(name);
    return one
      ? ok({ _id: name, found: true, _source: one.source, _seq_no: one.seq, _primary_term: 1 })
      : { status: 404, body: { _id: name, found: false } };
  }

  private several(names: readonly string[]): Said {
    return ok({ docs: names.map((name) => this.get(name).body) });
  }

  private remove(name: string): Said {
    if (!this.held.delete(name)) return { status: 404, body: { result: 'not_found' } };
    this.writes++;
    return ok({ result: 'deleted' });
  }

  private put(name: string, source: object, query: URLSearchParams): Said {
    const old = this.held.get(name);
    const seq = query.get('if_seq_no');
    const isOther =
      seq !== null && (Number(seq) !== old?.seq || query.get('if_primary_term') !== '1');
    if (isOther || (query.get('op_type') === 'create' && old))
      return refuse(409, 'version_conflict_engine_exception', `[${name}]: version conflict`);
    this.writes++;
    this.held.set(name, { source, seq: ++this.seq });
    return {
      status: old ? 200 : 201,
      body: { _id: name, result: old ? 'updated' : 'created', _seq_no: this.seq, _primary_term: 1 },
    };
  }
}
