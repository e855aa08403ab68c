import { type Asked, ok, refuse, type Said, unknownIn } from './http.ts';

type Json = Readonly<Record<string, unknown>>;

interface Held {
  readonly monitor: Json;
  readonly seq: number;
}

/**
 * OpenSearch Alerting as its documentation describes it, and its reader on Maven Central lays monitors out
 * (`alerting.test.ts` holds the fake against that). Its API has not been asked: no archive for tests has it.
 */
export class Alerting {
  /** By ids that it gives itself. */
  readonly held = new Map<string, Held>();
  most = 1000;
  /** Monitors are kept apart by backend roles, and who asks has none. */
  isApart = false;
  /** Who asks may not look at the cluster's settings. */
  isShut = false;
  writes = 0;
  executed = 0;
  private made = 0;
  private seq = 0;

  readonly answer = ({ method, steps, query, headers, body }: Asked): Said => {
    const [plugins, alerting, monitors, id, more, ...rest] = steps;
    if (method === 'GET' && steps.join('/') === '_cluster/settings') return this.settings(query);
    const call = `${plugins}/${alerting}/${monitors}`;
    if (call !== '_plugins/_alerting/monitors' || rest.length > 0)
      return refuse(
        400,
        'illegal_argument_exception',
        `no handler found for uri [/${steps.join('/')}]`,
      );
    if (this.isApart)
      return refuse(
        403,
        'alerting_exception',
        "User doesn't have backend roles configured. Contact administrator",
      );
    const isDashboards = /OpenSearch-Dashboards/.test(headers['user-agent'] ?? '');
    if (id === '_search') return unknownIn(query, []) ?? this.search(body as Json, isDashboards);
    if (id === '_execute' || more === '_execute')
      return unknownIn(query, ['dryrun', 'period_end']) ?? this.execute(body as Json, query);
    if (more !== undefined) return refuse(400, 'illegal_argument_exception', 'no handler found');
    if (method === 'POST' && id === undefined)
      return unknownIn(query, ['refresh']) ?? this.create(body as Json);
    if (id === undefined) return refuse(405, 'illegal_argument_exception', 'not allowed');
    const one = this.held.get(id);
    if (!one) return refuse(404, 'alerting_exception', 'Monitor not found.');
    if (method === 'GET') return unknownIn(query, ['version']) ?? ok(shown(id, one, isDashboards));
    if (method === 'DELETE') return this.remove(id);
    if (method !== 'PUT') return refuse(405, 'illegal_argument_exception', 'not allowed');
    return (
      unknownIn(query, ['if_seq_no', 'if_primary_term', 'refresh']) ??
      this.replace(id, one, body as Json, query)
    );
  };

  /** Somebody edits a monitor in Dashboards. */
  edit(id: string, values: Json): void {
    this.put(id, { ...this.held.get(id)!.monitor, ...values, ui_metadata: { schedule: {} } });
  }

  /** What somebody has set comes before the defaults. */
  private settings(query: URLSearchParams): Said {
    if (this.isShut) return refuse(403, 'security_exception', 'no permissions');
    const held = { plugins: { alerting: { monitor: { max_monitors: String(this.most) } } } };
    const layer = this.most === 1000 ? 'defaults' : 'persistent';
    return unknownIn(query, ['include_defaults', 'flat_settings']) ?? ok({ [layer]: held });
  }

  private put(id: string, monitor: Json): Said {
    this.writes++;
    const one = { monitor: laidOut(monitor), seq: ++this.seq };
    this.held.set(id, one);
    return ok(shown(id, one, false));
  }

  private create(monitor: Json): Said {
    const fault = faultIn(monitor);
    if (fault) return refuse(400, 'alerting_exception', fault);
    if (this.held.size >= this.most)
      return refuse(
        400,
        'alerting_exception',
        `This request would create more than the allowed monitors [${this.most}].`,
      );
    return { ...this.put(`made-${++this.made}`, monitor), status: 201 };
  }

  private replace(id: string, old: Held, monitor: Json, query: URLSearchParams): Said {
    const fault = faultIn(monitor);
    if (fault) return refuse(400, 'alerting_exception', fault);
    const seq = query.get('if_seq_no');
    if (seq !== null && (Number(seq) !== old.seq || query.get('if_primary_term') !== '1'))
      return refuse(409, 'alerting_exception', `[${id}]: version conflict`);
    return this.put(id, monitor);
  }

  private remove(id: string): Said {
    this.held.delete(id);
    this.writes++;
    return ok({ _id: id, result: 'deleted', _seq_no: ++this.seq, _primary_term: 1 });
  }

  private search({ size = 10, query }: Json, isDashboards: boolean): Said {
    if (this.made === 0)
      return refuse(
        404,
        'alerting_exception',
        'Configured indices are not found: [.opendistro-alerting-config]',
      );
    const { match_phrase: phrase } = query as { match_phrase?: Json };
    const name = phrase?.['monitor.name'];
    const found = [...this.held]
      .filter(([, { monitor }]) => name === undefined || monitor.name === name)
      .map(([id, one]) => ({ _id: id, _source: shown(id, one, isDashboards).monitor }));
    const total = { value: found.length, relation: 'eq' };
    return ok({ hits: { total, hits: found.slice(0, Number(size)) } });
  }

  private execute(monitor: Json, query: URLSearchParams): Said {
    const fault = faultIn(monitor);
    if (fault) return refuse(400, 'alerting_exception', fault);
    if (query.get('dryrun') !== 'true')
      return refuse(500, 'alerting_exception', 'it sent messages');
    this.executed++;
    const [{ search }] = monitor.inputs as [{ search: { indices: readonly string[] } }];
    const missing = search.indices.find((index) => index.startsWith('missing'));
    return ok({
      monitor_name: monitor.name,
      error: null,
      input_results: { results: [], error: missing ? `no such index [${missing}]` : null },
      trigger_results: { trigger: { name: 'one', triggered: false, error: null } },
    });
  }
}

/** What the reader says against a monitor; what it doesn't know it leaves out. */
function faultIn(monitor: Json | undefined): string | null {
  if (!monitor?.name) return 'Monitor name is null';
  if (!monitor.schedule) return 'Monitor schedule is null';
  const { period } = monitor.schedule as { period?: { interval: number } };
  if (period && period.interval < 1) return 'Interval should be greater than 0';
  return Array.isArray(monitor.inputs) ? null : 'Monitor has no inputs';
}

const shown = (id: string, { monitor, seq }: Held, isDashboards: boolean) => {
  const { ui_metadata: metadata, ...rest } = monitor;
  return {
    _id: id,
    _version: seq,
    _seq_no: seq,
    _primary_term: 1,
    monitor: isDashboards ? { ...rest, ui_metadata: metadata } : rest,
  };
};

/** A monitor as it is kept. Ids that are missing are made up. */
export function laidOut({ inputs, triggers, ...monitor }: Json): Json {
  const searches = inputs as readonly { search: { query: Json } }[];
  return {
    ...monitor,
    schema_version: 0,
    enabled_time: monitor.enabled ? Date.now() : null,
    last_update_time: Date.now(),
    inputs: searches.map(({ search }) => ({
      search: { ...search, query: { ...search.query, query: query(search.query.query) } },
    })),
    triggers: (triggers as readonly Record<string, Json>[]).map((trigger) =>
      Object.fromEntries(
        Object.entries(trigger).map(([kind, one]) => [
          kind,
          {
            id: `${Math.random()}`,
            ...one,
            actions: (one.actions as readonly Json[]).map((action) => ({
              id: `${Math.random()}`,
              ...action,
            })),
          },
        ]),
      ),
    ),
    data_sources: { alerts_index: '.opendistro-alerting-alerts' },
    owner: 'alerting',
  };
}

/** Query DSL as OpenSearch writes it again: with what is usual, and with ranges and wildcards in its old words. */
function query(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(query);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node as Json).map(([kind, of]) => {
      if (kind === 'bool')
        return [kind, { ...(query(of) as Json), adjust_pure_negative: true, boost: 1 }];
      if (kind === 'range' || kind === 'wildcard' || kind === 'term') {
        const [[field, test]] = Object.entries(of as Json) as [[string, unknown]];
        return [kind, { [field]: leaf(test) }];
      }
      return [kind, query(of)];
    }),
  );
}

function leaf(test: unknown): unknown {
  if (typeof test !== 'object' || test === null) return { value: test, boost: 1 };
  const { gte, lt, ...more } = test as Json;
  const bounds = { from: gte, to: lt, include_lower: true, include_upper: false };
  return { ...(gte === undefined ? {} : bounds), ...more, boost: 1 };
}
