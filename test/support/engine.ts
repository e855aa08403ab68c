import { Client as ElasticsearchClient } from '@elastic/elasticsearch';
import { Client as OpenSearchClient } from '@opensearch-project/opensearch';
import type { Backend, Event, QueryBody } from '../../src/index.ts';
import { backends } from '../../src/index.ts';
import { engines } from '../engines/catalog.ts';

/** A running engine, and the backend that writes for it. */
export interface Engine {
  readonly name: string;
  readonly url: string;
  readonly backend: Backend;
  /** Any other request. */
  readonly send: Send;
  /**
   * A new index with these events, each found by its number; every string, number and boolean is a
   * keyword. Fields that are named beforehand save the engine from finding them one by one, or are of
   * the type that is given.
   */
  index(
    index: string,
    events: readonly Event[],
    fields?: readonly string[] | Readonly<Record<string, string>>,
  ): Promise<void>;
  remove(index: string): Promise<void>;
  /** For each query the numbers of the events it finds, or what the engine says against it. */
  search(index: string, queries: readonly QueryBody[]): Promise<readonly (Hits | Fault)[]>;
  /** What `_validate/query` says against a query; null where it takes it. */
  validate(index: string, query: QueryBody): Promise<string | null>;
}

export type Hits = ReadonlySet<number>;
export interface Fault {
  readonly fault: string;
}

/** The engines that `npm test` started, as the environment names them: `name=url,name=url`. */
const started: readonly Engine[] = (process.env.RULEWRIGHT_RUNNING ?? '')
  .split(',')
  .filter((pair) => pair !== '')
  .map((pair) => {
    const [name, url] = pair.split('=') as [string, string];
    return engineAt(name, url);
  });

/** One that is there for its modules only: an older one, of which nothing else is proven. */
const isForModules = ({ name }: Engine): boolean => engines[name]?.modules !== undefined;

/** Those that queries are proven on. */
export const running = started.filter((engine) => !isForModules(engine));

/** Those that have a percolator and search templates, which no archive of Elasticsearch 8 and 9 has. */
export const whole = started.filter(
  (engine) => engine.name.startsWith('opensearch') || isForModules(engine),
);

/** Whether an engine has analyzers of one's own, which percolators of keywords need. */
export const hasAnalyzers = (name: string): boolean => {
  const { modules } = engines[name]!;
  return modules === undefined || 'analysis-common' in modules;
};

if (running.length === 0)
  console.log('Left out: the tests on engines, of which none is running (npm test starts them).');

/** A suite for each running engine. */
export const onEngines = (title: string, suite: (engine: Engine) => void): void =>
  onEach(running, title, suite);

/** A suite for each running engine that has a percolator and search templates. */
export const onWholeEngines = (title: string, suite: (engine: Engine) => void): void =>
  onEach(whole, title, suite);

/** A suite for each running engine, those that are there for their modules too. */
export const onEveryEngine = (title: string, suite: (engine: Engine) => void): void =>
  onEach(started, title, suite);

function onEach(some: readonly Engine[], title: string, suite: (engine: Engine) => void): void {
  for (const engine of some)
    describe(`${title} (${engine.name})`, function () {
      this.timeout(600_000);
      suite(engine);
    });
}

/** Sends a request, with a body of one JSON object or of one in each line, and gives what is answered. */
export type Send = (
  method: string,
  path: string,
  body?: object | readonly object[],
) => Promise<Answer>;
export type Answer = Readonly<Record<string, unknown>>;

function engineAt(name: string, url: string): Engine {
  const isElastic = name.startsWith('elasticsearch');
  const send = isElastic ? elasticsearch(url) : openSearch(url);
  return {
    name,
    url,
    send,
    backend: isElastic ? backends.elasticsearchDsl : backends.opensearchDsl,
    index: (index, events, fields = []) => indexEvents(send, index, events, fields),
    remove: async (index) => {
      await send('DELETE', `/${index}`);
    },
    search: (index, queries) => searchAll(send, index, queries),
    validate: async (index, query) => {
      const answer = await send('POST', `/${index}/_validate/query?explain=true`, { query });
      return answer.valid ? null : JSON.stringify(answer);
    },
  };
}

function elasticsearch(url: string): Send {
  const client = new ElasticsearchClient({ node: url, requestTimeout: 300_000, maxRetries: 0 });
  return (method, path, body) =>
    client.transport.request<Answer>({ method, ...splitPath(path), ...bodyOf(body) });
}

function openSearch(url: string): Send {
  const client = new OpenSearchClient({ node: url, requestTimeout: 300_000, maxRetries: 0 });
  return async (method, path, body) => {
    const answer = await client.transport.request({ method, ...splitPath(path), ...bodyOf(body) });
    return answer.body as Answer;
  };
}

const splitPath = (path: string) => ({
  path: path.split('?')[0]!,
  querystring: path.split('?')[1] ?? '',
});

const bodyOf = (body: object | readonly object[] | undefined) =>
  body === undefined ? {} : Array.isArray(body) ? { bulkBody: body as object[] } : { body };

async function indexEvents(
  send: Send,
  index: string,
  events: readonly Event[],
  fields: readonly string[] | Readonly<Record<string, string>>,
): Promise<void> {
  const types: readonly (readonly [string, string])[] = Array.isArray(fields)
    ? fields.map((field) => [field, 'keyword'])
    : Object.entries(fields);
  await fillIndex(send, index, events, {
    date_detection: false,
    properties: Object.fromEntries(types.map(([field, type]) => [field, { type }])),
    dynamic_templates: ['string', 'long', 'double', 'boolean'].map((type) => ({
      [type]: { match_mapping_type: type, mapping: { type: 'keyword' } },
    })),
  });
}

/** An index of events with these mappings, each under its number. */
export async function fillIndex(
  send: Send,
  index: string,
  events: readonly Event[],
  mappings: object,
): Promise<void> {
  await send('PUT', `/${index}`, {
    settings: {
      number_of_shards: 1,
      number_of_replicas: 0,
      'index.max_result_window': 20_000,
      'index.mapping.total_fields.limit': 5000,
    },
    mappings,
  });
  for (let from = 0; from < events.length; from += 1000) {
    const part = events.slice(from, from + 1000);
    const lines = part.flatMap((event, i) => [{ index: { _id: String(from + i) } }, event]);
    const answer = await send('POST', `/${index}/_bulk`, lines);
    const items = answer.items as readonly { readonly index: { readonly error?: unknown } }[];
    const refused = items.find((item) => item.index.error);
    if (refused) throw new Error(JSON.stringify(refused).slice(0, 2000));
  }
  await send('POST', `/${index}/_refresh`);
}

/** One at a time: what is tested is the queries under the engine's default limits, not its patience. */
const asking =
  'max_concurrent_searches=1&filter_path=responses.error,responses._shards,responses.hits.hits._id';

async function searchAll(
  send: Send,
  index: string,
  queries: readonly QueryBody[],
): Promise<readonly (Hits | Fault)[]> {
  const found: (Hits | Fault)[] = [];
  for (let from = 0; from < queries.length; from += 100) {
    const lines = queries
      .slice(from, from + 100)
      .flatMap((query) => [{}, { size: 20_000, _source: false, sort: ['_doc'], query }]);
    const answer = await send('POST', `/${index}/_msearch?${asking}`, lines);
    const responses = answer.responses as readonly SearchResponse[];
    for (const response of responses)
      found.push(
        response._shards?.failed === 0
          ? new Set((response.hits?.hits ?? []).map(({ _id }) => Number(_id)))
          : { fault: JSON.stringify(response.error ?? response._shards).slice(0, 1000) },
      );
  }
  return found;
}

interface SearchResponse {
  readonly error?: unknown;
  readonly _shards?: { readonly failed: number };
  readonly hits?: { readonly hits: readonly { readonly _id: string }[] };
}
