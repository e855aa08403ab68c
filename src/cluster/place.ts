/** Where on a server, beyond its URL; null: where it puts what names no place. */
export interface Place {
  /** Of Kibana. */
  readonly space: string | null;
  /** Of Splunk: the app that objects are in, and whose they are. */
  readonly app: string | null;
  readonly owner: string | null;
  /** Of Splunk: who sees them. */
  readonly sharing: Sharing | null;
}

export const sharings = ['user', 'app', 'global'] as const;
export type Sharing = (typeof sharings)[number];
