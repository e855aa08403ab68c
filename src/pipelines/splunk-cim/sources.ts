import type { LogSource } from '../../ir/rule.ts';
import { entryOf } from '../kit/windows.ts';
import * as sets from './datasets.ts';
import * as fields from './fields.ts';

/** Where the model has the events of a log source. */
export interface Place {
  readonly dataset: sets.Dataset;
  readonly fields: fields.Fields;
  /** What was done, as the model says it; none: all of the data set. */
  readonly actions?: readonly string[];
  /** Other events there that the model does not tell from these. */
  readonly among?: string;
}

const { processes, filesystem, registry, traffic, dns, web, malware } = sets;

const file = (...actions: readonly string[]): Place => ({
  dataset: filesystem,
  fields: fields.filesystem,
  actions,
});
const key = (...actions: readonly string[]): Place => ({
  dataset: registry,
  fields: fields.registry,
  actions,
});
const otherChanges = 'all other changes of files';

/** Of hosts, whatever their system is, which the model does not say. */
const ofHosts: Readonly<Record<string, Place>> = {
  process_creation: { dataset: processes, fields: fields.processes },
  network_connection: { dataset: traffic, fields: fields.connections },
  dns_query: { dataset: dns, fields: fields.lookups },
  file_event: file('created', 'modified'),
  file_delete: file('deleted'),
  file_delete_detected: file('deleted'),
  file_change: { ...file('modified'), among: otherChanges },
  file_rename: { ...file(), among: otherChanges },
  file_access: { ...file(), among: otherChanges },
  registry_add: key('created', 'deleted'),
  registry_delete: key('created', 'deleted'),
  registry_set: key('modified'),
  registry_rename: { ...key('modified'), among: 'values that were set' },
  registry_event: key(),
};

const ofNetworks: Readonly<Record<string, Place>> = {
  dns: { dataset: dns, fields: fields.resolver },
  proxy: { dataset: web, fields: fields.proxy },
  webserver: { dataset: web, fields: fields.web },
  antivirus: { dataset: malware, fields: fields.malware },
  firewall: { dataset: traffic, fields: fields.firewall },
};

const ofZeek: Readonly<Record<string, Place>> = {
  dns: { dataset: dns, fields: fields.resolver },
  http: { dataset: web, fields: fields.zeekHttp },
};

const hosts = ['windows', 'linux', 'macos'];

export function placeOf({ product, category, service }: LogSource): Place | null {
  if (product === 'zeek') return entryOf(ofZeek, category ?? service ?? '') ?? null;
  if (category === undefined || service !== undefined) return null;
  if (product === undefined) return entryOf(ofNetworks, category) ?? null;
  return hosts.includes(product) ? (entryOf(ofHosts, category) ?? null) : null;
}
