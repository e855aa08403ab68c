import { type Ask, patience } from './ask.ts';
import type { Cluster, Product, Request, Server } from './cluster.ts';
import type { Connection } from './connection.ts';
import { Failure, failureOf } from './failure.ts';
import { again, type Patience, usual } from './retry.ts';

/** How each server is talked to: engines through the client that their makers keep. */
const clients: Readonly<Record<Server, (connection: Connection) => Promise<Ask>>> = {
  elasticsearch,
  opensearch: openSearch,
  kibana: async (connection) => (await import('./kibana.ts')).kibana(connection),
  splunk: async (connection) => (await import('./splunk.ts')).splunk(connection),
};

/**
 * The server at the other end of a connection. Its client is loaded here, for no other command needs one. Nothing
 * is sent yet.
 */
export async function connect(
  connection: Connection,
  product: Server,
  howOften: Patience = usual,
): Promise<Cluster> {
  const client = await clients[product](connection);
  const ask: Ask = async (request) => {
    try {
      return await client(request);
    } catch (error) {
      if (error instanceof Failure) throw error;
      const failure = failureOf(error, connection.secrets);
      if (failure.status !== null && request.takes?.includes(failure.status))
        return { status: failure.status, body: null };
      throw failure;
    }
  };
  return {
    product,
    place: connection.place,
    again: (attempt) => again(attempt, howOften),
    send: (request) => (request.isIdempotent ? again(() => ask(request), howOften) : ask(request)),
  };
}

/** Which product is at the other end. */
export async function productAt(connection: Connection): Promise<Product> {
  const cluster = await connect(connection, 'opensearch'); // whose client asks nobody for papers
  let body: unknown;
  try {
    ({ body } = await cluster.send({ method: 'GET', path: '/', isIdempotent: true }));
  } catch (error) {
    // who may search need not be let in at the door: a refusal tells, too
    const isDoor = error instanceof Failure && (error.status === 403 || error.status === 405);
    if (isDoor && error.isElasticsearch) return 'elasticsearch';
    throw error;
  }
  const { version } = (body ?? {}) as { version?: { distribution?: string; number?: string } };
  if (version?.distribution === 'opensearch') return 'opensearch';
  if (version?.number !== undefined) return 'elasticsearch';
  throw new Failure('What answers there is neither Elasticsearch nor OpenSearch.');
}

/** Options that both clients take. Trying again is for us: they would do so with any request. */
const common = ({ url, headers }: Connection) => ({
  node: url.href,
  headers,
  requestTimeout: patience,
  maxRetries: 0,
});

async function elasticsearch(connection: Connection): Promise<Ask> {
  const { Client } = await import('@elastic/elasticsearch');
  const client = new Client({ ...common(connection), tls: connection.tls });
  return async (request) => {
    const { body, statusCode } = await client.transport.request(partsOf(request), { meta: true });
    return { status: statusCode, body };
  };
}

async function openSearch(connection: Connection): Promise<Ask> {
  const { Client } = await import('@opensearch-project/opensearch');
  const client = new Client({ ...common(connection), ssl: connection.tls });
  return async (request) => {
    const { body, statusCode } = await client.transport.request(partsOf(request));
    return { status: statusCode ?? 0, body };
  };
}

const partsOf = ({ method, path, query = {}, body, lines }: Request) => ({
  method,
  path,
  querystring: { ...query },
  ...(body && { body }),
  ...(lines && { bulkBody: [...lines] as object[] }),
});
