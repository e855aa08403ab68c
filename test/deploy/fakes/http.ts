import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http';
import { bodyOf, type Served, serve } from '../../support/server.ts';

/** A request as a fake is asked it. */
export interface Asked {
  readonly method: string;
  /** Its steps, each as it was before it was escaped. */
  readonly steps: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Its body; undefined where there is none, or none that is JSON. */
  readonly body: unknown;
}

/** What a fake answers. */
export interface Said {
  readonly status: number;
  readonly body: unknown;
  /** The body is a list, of which each is a line. */
  readonly lines?: boolean;
}

export const ok = (body: unknown = { acknowledged: true }): Said => ({ status: 200, body });

/** An error as Elasticsearch and OpenSearch write it. */
export const refuse = (status: number, type: string, reason: string): Said => ({
  status,
  body: { error: { root_cause: [{ type, reason }], type, reason }, status },
});

/** An argument that the documentation doesn't name is refused, as the engines refuse it. */
export function unknownIn(query: URLSearchParams, known: readonly string[]): Said | null {
  const common = ['filter_path', 'pretty', 'human', 'error_trace'];
  const odd = [...query.keys()].find((name) => !known.includes(name) && !common.includes(name));
  return odd === undefined
    ? null
    : refuse(
        400,
        'illegal_argument_exception',
        `request contains unrecognized parameter: [${odd}]`,
      );
}

/** A server that answers as a fake says, and keeps what it was asked. */
export async function serveFake(
  answer: (asked: Asked) => Said,
): Promise<Served & { readonly asked: Asked[]; readonly handle: RequestListener }> {
  const asked: Asked[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await bodyOf(request).catch(() => null);
    if (text === null) return; // who asked has gone
    const url = new URL(request.url!, 'http://fake');
    const one: Asked = {
      method: request.method!,
      steps: url.pathname.split('/').slice(1).map(decodeURIComponent),
      query: url.searchParams,
      headers: request.headers,
      text,
      body: parsed(text),
    };
    asked.push(one);
    const { status, body, lines } = answer(one);
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-elastic-product': 'Elasticsearch', // without which its client talks no further
    });
    const all = lines ? (body as readonly unknown[]) : [body];
    response.end(all.map((each) => JSON.stringify(each)).join('\n'));
  };
  return { ...(await serve(handle)), asked, handle };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
