import type { Place } from './place.ts';

/** An engine, and which client of its makers' talks to it. */
export type Product = 'elasticsearch' | 'opensearch';

/** What answers: an engine, or what has an HTTP of its own. */
export type Server = Product | 'kibana' | 'splunk';

/** What of a place each server has. */
export const placesOf: Readonly<Record<Server, readonly (keyof Place)[]>> = {
  elasticsearch: [],
  opensearch: [],
  kibana: ['space'],
  splunk: ['app', 'owner', 'sharing'],
};

/** A cluster that is talked to, one request at a time or several side by side. */
export interface Cluster {
  readonly product: Server;
  readonly place: Place;
  /** @throws Failure where there is no answer, or one whose status is neither below 300 nor among `takes` */
  send(request: Request): Promise<Answer>;
  /** Does several requests as one, all of them again from the first where one might do better then. */
  again<T>(attempt: () => Promise<T>): Promise<T>;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Made by `path`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Instead of a body, one of many lines. */
  readonly lines?: readonly object[];
  /** Instead of a body, one of names and values, as a form sends it; to Splunk. */
  readonly form?: Readonly<Record<string, string>>;
  /** Instead of a body, one that is sent as a file of this name; to Kibana. */
  readonly file?: { readonly name: string; readonly text: string };
  /** Done twice it is as done once, so that it may be tried again when nobody knows what became of it. */
  readonly isIdempotent: boolean;
  /** Statuses that are answers as well. */
  readonly takes?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A path of a request: what is put into it is escaped, so that it can only ever be one step. */
export const path = (texts: TemplateStringsArray, ...steps: readonly string[]): string =>
  texts.reduce((whole, text, i) => whole + encodeURIComponent(steps[i - 1]!) + text);
