/** Something that a cluster would not do, or that we don't know to be done. */
export class Failure extends Error {
  /** The status of the answer; null: there was none, or none that could be read. */
  readonly status: number | null;
  /** What the cluster calls it. */
  readonly type: string | null;
  /** How long the cluster wants us to wait, in milliseconds. */
  readonly wait: number;
  /** Whether trying again may help. */
  readonly isPassing: boolean;
  /** Elasticsearch says so in every answer, in refusals too. */
  readonly isElasticsearch: boolean;

  constructor(
    message: string,
    {
      status = null,
      type = null,
      wait = 0,
      isPassing = status !== null && passing.has(status),
      isElasticsearch = false,
    }: Partial<Omit<Failure, keyof Error>> = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.wait = wait;
    this.isPassing = isPassing;
    this.isElasticsearch = isElasticsearch;
  }
}

/** Too many requests, and what proxies say of a server that is down for the moment. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Nobody is there, or somebody whom we don't trust: that doesn't pass. */
const lasting = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EPROTO|certificate/i;

/** What either client throws, as far as it is read here. */
interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly statusCode?: number | undefined;
  readonly meta?: {
    readonly statusCode?: number | null;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, unknown>> | null;
  };
}

/**
 * The failure that a client's error is. Text of the cluster's, or of whoever answers in its place, is cut
 * short and has our secrets taken out.
 */
export function failureOf(error: unknown, secrets: readonly string[]): Failure {
  const { name, code, meta, message = '' } = error as Thrown;
  const say = (text: string) => withoutSecrets(text, secrets).slice(0, 1000);
  if (name === 'ProductNotSupportedError')
    return new Failure(
      'It answers, but not as Elasticsearch. For OpenSearch there are other targets.',
    );
  if (name !== 'ResponseError')
    return new Failure(say(`There was no answer: ${message || code || name || String(error)}.`), {
      isPassing: !lasting.test(`${message} ${code}`),
    });
  const status = meta?.statusCode ?? null;
  const { type, reason } = reasonIn(meta?.body);
  return new Failure(say(`${status}: ${explained(status, type, reason)}`), {
    status,
    type,
    wait: waitIn(meta?.headers?.['retry-after']),
    isElasticsearch: meta?.headers?.['x-elastic-product'] === 'Elasticsearch',
  });
}

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);

/** What a body says is wrong: the cluster's own words, or the first line of a proxy's. */
function reasonIn(body: unknown): { type: string | null; reason: string } {
  const none = { type: null, reason: '' };
  if (typeof body === 'string') return { type: null, reason: plain(body) };
  if (typeof body !== 'object' || body === null) return none;
  const { error, message, messages } = body as Readonly<Record<string, unknown>>;
  if (Array.isArray(messages)) return { type: null, reason: messages.map(textIn).join(' ') };
  if (typeof message === 'string') return { type: null, reason: message };
  if (typeof error === 'string') return { type: null, reason: error };
  if (typeof error !== 'object' || error === null) return none;
  const { type, reason, caused_by: cause } = error as Readonly<Record<string, unknown>>;
  const said = `${reason ?? ''}`;
  const why = `${(cause as { reason?: unknown } | undefined)?.reason ?? ''}`;
  return {
    type: typeof type === 'string' && /^[a-z_]{1,80}$/.test(type) ? type : null,
    reason: why === '' || said.includes(why) ? said : `${said} (${why})`,
  };
}

/** A page's or Splunk's XML, without what is none of its text. */
const plain = (text: string): string =>
  text
    .slice(0, 100_000)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** One of Splunk's messages. */
const textIn = (message: unknown): string =>
  `${(message as { text?: unknown } | null)?.text ?? ''}`;

function explained(status: number | null, type: string | null, reason: string): string {
  const said = reason === '' ? (type ?? 'no reason is given') : reason;
  if (status === 401)
    return `who we are is not known there, or the password or key is wrong: ${said}`;
  const [, feature] = /license is non-compliant for \[([\w-]+)\]/.exec(said) ?? [];
  if (status === 403 && feature !== undefined)
    return `its licence has no ${feature}, which Basic lacks and a trial, Platinum and Enterprise have: ${said}`;
  if (status === 402) return `its licence doesn't have that: ${said}`;
  if (status !== null && status >= 300 && status < 400)
    return 'it sends us elsewhere, so the URL may be another than that of the API';
  if (status === 403 && /backend roles/i.test(said))
    return `monitors there are kept apart by backend roles (plugins.alerting.filter_by_backend_roles), and who we are has none, or none of this monitor's: ${said}`;
  if (status === 403) return `we may not do that there: ${said}`;
  return said;
}

/** A `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3). A minute at the most. */
function waitIn(header: unknown): number {
  if (typeof header !== 'string') return 0;
  const wait = /^\d+$/.test(header.trim())
    ? Number(header) * 1000
    : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), 60_000);
}
