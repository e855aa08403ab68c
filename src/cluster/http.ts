import { type Ask, patience } from './ask.ts';
import type { Answer, Request } from './cluster.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';

/** No answer is read any further, in bytes. */
const most = 1 << 29;

type Words = Readonly<Record<string, string>>;

/** What every request to a server has, whatever it is for. */
export interface Always {
  readonly headers: Words;
  readonly query: Words;
  /** In front of every path. */
  readonly base: string;
}

/** An answer that is none of those that were asked for; `failureOf` reads it. */
class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly meta: { statusCode: number; body: unknown; headers: Readonly<Record<string, unknown>> };

  constructor(statusCode: number, body: unknown, headers: Readonly<Record<string, unknown>>) {
    super(`${statusCode}`);
    this.meta = { statusCode, body, headers };
  }
}

/** Plain HTTP, for servers whose makers keep no client. It follows no other address than its own. */
export async function http({ url, headers, tls }: Connection, always: Always): Promise<Ask> {
  const undici = await import('undici');
  const dispatcher = new undici.Agent({
    connect: { ...tls, timeout: patience },
    headersTimeout: patience,
    bodyTimeout: patience,
    maxResponseSize: most,
  });
  const base = url.href.replace(/\/$/, '') + always.base;
  return async (request): Promise<Answer> => {
    const query = new URLSearchParams({ ...always.query, ...request.query }).toString();
    const upload = request.file && formWith(new undici.FormData(), request.file);
    const sent = bodyOf(request);
    const answer = await undici.request(
      `${base}${request.path}${query === '' ? '' : `?${query}`}`,
      {
        dispatcher,
        method: request.method,
        headers: { accept: 'application/json', ...headers, ...always.headers, ...sent.headers },
        body: upload ?? sent.body,
      },
    );
    const text = await answer.body.text();
    const body = parsed(text);
    if (answer.statusCode >= 300) throw new ResponseError(answer.statusCode, body, answer.headers);
    if (typeof body === 'string' && body.trim() !== '')
      throw new Failure(
        'It answers, but not in JSON, so the URL may be another than that of the API.',
        { status: answer.statusCode },
      );
    return { status: answer.statusCode, body };
  };
}

function bodyOf({ body, form }: Request): { headers: Words; body: string | null } {
  if (form)
    return {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    };
  if (!body) return { headers: {}, body: null };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function formWith<Form extends { append(name: string, value: Blob, file: string): void }>(
  form: Form,
  { name, text }: { readonly name: string; readonly text: string },
): Form {
  form.append('file', new Blob([text], { type: 'application/ndjson' }), name);
  return form;
}

/** JSON, or lines of it; any other text as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return linesOf(text) ?? text;
  }
}

function linesOf(text: string): readonly unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    return null;
  }
}
