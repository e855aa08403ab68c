import { type Asked, ok, refuse, type Said, unknownIn } from './http.ts';

interface Watch {
  readonly watch: Readonly<Record<string, unknown>>;
  readonly active: boolean;
  readonly seq: number;
}

/**
 * Watcher as its documentation describes it: a watch is laid out anew, has a number that rises with each
 * writing, and may be executed before it is put. No real one has been asked.
 */
export class Watcher {
  readonly held = new Map<string, Watch>();
  isBasic = false;
  writes = 0;
  executed = 0;
  private seq = 0;

  readonly answer = ({ method, steps, query, body }: Asked): Said => {
    if (steps[0] !== '_watcher') return refuse(400, 'illegal_argument_exception', 'no handler');
    if (this.isBasic)
      return refuse(403, 'security_exception', 'current license is non-compliant for [watcher]');
    const call = `${method} ${steps.slice(1).join('/')}`;
    if (call === 'POST _query/watches') {
      const watches = [...this.held].map(([name, one]) => ({ _id: name, ...shown(one) }));
      return unknownIn(query, []) ?? ok({ count: watches.length, watches });
    }
    if (call === 'POST watch/_execute' || call === 'PUT watch/_execute')
      return unknownIn(query, ['debug']) ?? this.execute(body);
    const [, kind, name, more] = steps;
    if (kind !== 'watch' || name === undefined || more !== undefined)
      return refuse(400, 'illegal_argument_exception', `no handler for [${call}]`);
    if (method === 'GET') {
      const one = this.held.get(name);
      return one
        ? ok({ found: true, _id: name, ...shown(one) })
        : { status: 404, body: { found: false, _id: name } };
    }
    if (method === 'DELETE') {
      const isFound = this.held.delete(name);
      if (isFound) this.writes++;
      return { status: isFound ? 200 : 404, body: { _id: name, found: isFound } };
    }
    if (method !== 'PUT') return refuse(405, 'illegal_argument_exception', 'not allowed');
    return (
      unknownIn(query, ['active', 'if_seq_no', 'if_primary_term', 'version']) ??
      this.put(name, body as Watch['watch'], query)
    );
  };

  /** Somebody writes a watch in Kibana. */
  edit(name: string, more: object): void {
    const { watch, active } = this.held.get(name)!;
    this.held.set(name, { watch: { ...watch, ...more }, active, seq: ++this.seq });
  }

  private put(name: string, watch: Watch['watch'], query: URLSearchParams): Said {
    const fault = faultIn(watch);
    if (fault) return refuse(400, 'parse_exception', fault);
    const old = this.held.get(name);
    const seq = query.get('if_seq_no');
    if (seq !== null && (Number(seq) !== old?.seq || query.get('if_primary_term') !== '1'))
      return refuse(409, 'version_conflict_engine_exception', `[${name}]: version conflict`);
    this.writes++;
    this.held.set(name, { watch, active: query.get('active') !== 'false', seq: ++this.seq });
    return {
      status: old ? 200 : 201,
      body: { _id: name, created: !old, _seq_no: this.seq, _primary_term: 1 },
    };
  }

  private execute(body: unknown): Said {
    const {
      watch,
      alternative_input: _input,
      action_modes: _modes,
      ...more
    } = body as Record<string, object>;
    const [odd] = Object.keys(more);
    if (odd) return refuse(400, 'parse_exception', `unexpected token [${odd}]`);
    const fault = faultIn(watch as Watch['watch']);
    if (fault) return refuse(400, 'parse_exception', fault);
    this.executed++;
    const actions = Object.entries((watch as { actions: Record<string, object> }).actions).map(
      ([id, action]) =>
        'broken' in action
          ? { id, status: 'failure', reason: 'it is broken' }
          : { id, status: 'simulated' },
    );
    return ok({ _id: '_inlined_1', watch_record: { state: 'executed', result: { actions } } });
  }
}

const known = [
  'trigger',
  'input',
  'condition',
  'transform',
  'actions',
  'metadata',
  'throttle_period',
];

function faultIn(watch: Watch['watch'] | undefined): string | null {
  if (!watch?.trigger) return 'could not parse watch. missing required field [trigger]';
  const odd = Object.keys(watch).find((key) => !known.includes(key));
  return odd ? `could not parse watch. unexpected field [${odd}]` : null;
}

/** A watch as it is shown: with what was left out, and times in milliseconds. */
function shown({ watch, active, seq }: Watch) {
  const { throttle_period: period, input, ...more } = watch as Record<string, never>;
  const { search } = (input ?? {}) as { search?: { request: object } };
  const request = {
    search_type: 'query_then_fetch',
    rest_total_hits_as_int: true,
    ...search?.request,
  };
  return {
    watch: {
      ...more,
      input: search ? { search: { ...search, request } } : input,
      ...(period !== undefined && {
        throttle_period_in_millis: Number.parseInt(period, 10) * 60_000,
      }),
    },
    status: { state: { active } },
    _seq_no: seq,
    _primary_term: 1,
  };
}
