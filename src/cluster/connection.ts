import type { Place } from './place.ts';

/** Where a cluster is, and how we show who we are. Made by `credentials.ts`; never printed. */
export interface Connection {
  readonly url: URL;
  readonly place: Place;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Tls;
  /** What must not be in anything that we write, in each form that it is sent in. */
  readonly secrets: readonly string[];
}

export interface Tls {
  /** False only for this machine itself. */
  readonly rejectUnauthorized: boolean;
  /** PEM: who has to have signed the cluster's certificate. */
  readonly ca?: string;
  /** PEM: our own certificate and its key. */
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

/** A command line, an environment or a profile that no connection can be made of. */
export class BadConnection extends Error {}

/** Whether a host is this machine by its name. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
