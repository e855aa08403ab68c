import type { Expr } from '../../ir/expr.ts';
import type { LogSource } from '../../ir/rule.ts';
import { entryOf } from '../kit/windows.ts';
import { clouds } from './clouds/index.ts';
import * as sets from './datasets.ts';
import * as fields from './fields.ts';
import { type Place, placesIn } from './place.ts';
import { ofLog, ofSysmon } from './windows.ts';

const { processes, filesystem, registry, traffic, dns, web, malware, certificates, changes } = sets;

const file = (...actions: readonly string[]): Place => ({
  dataset: filesystem,
  fields: fields.filesystem,
  ...(actions.length > 0 && { only: { action: actions } }),
});
const key = (...actions: readonly string[]): Place => ({
  dataset: registry,
  fields: fields.registry,
  ...(actions.length > 0 && { only: { action: actions } }),
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
  file_executable_detected: { ...file('created'), among: 'files that were created' },
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
  smb_files: {
    dataset: filesystem,
    fields: fields.zeekFiles,
    only: { sourcetype: ['zeek:smb_files'] },
  },
  x509: { dataset: certificates, fields: fields.zeekCertificates },
};

/** Changes of a firewall's settings: a change is told by what it is made in. */
const fortigate: Place = {
  dataset: { ...changes, tags: ['change', 'network'] },
  fields: fields.fortigate,
  only: { vendor_product: ['Fortinet Firewall'] },
};

const hosts = ['windows', 'linux', 'macos'];

/**
 * The places of the events that a rule is about, all in one data set; none where the model has such events, but not
 * all that the rule asks for; null where it has none.
 */
export function placesOf(source: LogSource, when: Expr): readonly Place[] | null {
  const { product, category, service } = source;
  const shared = entryOf(clouds, `${product}/${service}`);
  if (shared && category === undefined) return placesIn(shared, when);
  if (product === 'windows' && category === undefined && service !== undefined)
    return ofLog(service, when);
  const place = placeOf(source);
  return place && [place];
}

function placeOf({ product, category, service }: LogSource): Place | null {
  if (product === 'zeek') return entryOf(ofZeek, category ?? service ?? '') ?? null;
  if (product === 'fortigate') return service === 'event' && !category ? fortigate : null;
  if (category === undefined || service !== undefined) return null;
  if (product === undefined) return entryOf(ofNetworks, category) ?? null;
  if (product === 'windows' && Object.hasOwn(ofSysmon, category)) return ofSysmon[category]!;
  return hosts.includes(product) ? (entryOf(ofHosts, category) ?? null) : null;
}
