import type { LogSource } from '../../ir/rule.ts';

/*
 * Where an analytic looks. Searches name a channel of Windows' event log as `source` or `sourcetype`;
 * CAR's pseudo-code names an object and what happens to it. Sigma has categories for both
 * (https://sigmahq.io/docs/basics/log-sources.html).
 */

/** Fields that say where an event comes from, not what it is. `EventType` is one of Windows' own. */
export const isSourceField = (name: string): boolean =>
  /^(?:index|source|sourcetype|source_type|eventtype|tag|datamodel|splunk_server|host_type)$/i.test(
    name,
  ) && name !== 'EventType';

/** Fields that say when to look. */
export const isTimeModifier = (name: string): boolean =>
  /^(?:earliest|latest|_index_earliest|_index_latest|starttime|endtime|timeformat)$/i.test(name);

const sysmon = 'Microsoft-Windows-Sysmon/Operational';
const powershell = 'Microsoft-Windows-PowerShell/Operational';

/** Channels as people call them. */
const channels: Readonly<Record<string, string>> = {
  sysmon,
  'microsoft-windows-sysmon': sysmon,
  [sysmon.toLowerCase()]: sysmon,
  powershell,
  'windows powershell': 'Windows PowerShell',
  [powershell.toLowerCase()]: powershell,
  security: 'Security',
  system: 'System',
  application: 'Application',
};

/** The channel that a source or a source type means, or null if it means none of Windows. */
export function channelOf(value: string): string | null {
  const plain = value.trim().replace(/^\*+|\*+$/g, '');
  const found = /^(?:xml)?win(?:dows)?[_ ]?event[_ ]?log[s]?[:_](.*)$/i.exec(plain);
  const name = (found ? found[1]! : plain).trim().replace(/^\*+/, '');
  const lower = name.toLowerCase();
  if (
    !found &&
    lower !== 'sysmon' &&
    lower !== 'powershell' &&
    !lower.startsWith('microsoft-windows-')
  )
    return null;
  if (Object.hasOwn(channels, lower)) return channels[lower]!;
  return name === '' || name.includes('*') ? null : name;
}

/** Sysmon's events, by their numbers. */
const ofSysmon: Readonly<Record<string, string>> = {
  1: 'process_creation',
  2: 'file_change',
  3: 'network_connection',
  5: 'process_termination',
  6: 'driver_load',
  7: 'image_load',
  8: 'create_remote_thread',
  9: 'raw_access_thread',
  10: 'process_access',
  11: 'file_event',
  12: 'registry_event',
  13: 'registry_event',
  14: 'registry_event',
  15: 'create_stream_hash',
  17: 'pipe_created',
  18: 'pipe_created',
  19: 'wmi_event',
  20: 'wmi_event',
  21: 'wmi_event',
  22: 'dns_query',
  23: 'file_delete',
  25: 'process_tampering',
  26: 'file_delete',
};

const services: Readonly<Record<string, string>> = {
  [sysmon]: 'sysmon',
  [powershell]: 'powershell',
  'Windows PowerShell': 'powershell-classic',
  Security: 'security',
  System: 'system',
  Application: 'application',
  'Microsoft-Windows-TaskScheduler/Operational': 'taskscheduler',
  'Microsoft-Windows-WMI-Activity/Operational': 'wmi',
};

/** The data models whose events Sigma has a category for. */
const models: Readonly<Record<string, string>> = {
  processes: 'process_creation',
  registry: 'registry_event',
};

/** What stands for a product in the names of sources. */
const products: readonly (readonly [RegExp, LogSource])[] = [
  [/wineventlog|windows|sysmon|powershell|perfmon/, { product: 'windows' }],
  [/macos|osx|unifiedlog|fsevents/, { product: 'macos' }],
  [/linux|auditd|syslog|osquery/, { product: 'linux' }],
  [/aws|cloudtrail/, { product: 'aws' }],
  [/azure/, { product: 'azure' }],
  [/m365|o365|office/, { product: 'm365' }],
  [/gcp|gsuite|google/, { product: 'gcp' }],
  [/kube/, { product: 'kubernetes' }],
  [/docker|container/, { category: 'container' }],
  [/zeek|bro/, { product: 'zeek' }],
  [/proxy|http/, { category: 'proxy' }],
  [/firewall|netflow|network|stream/, { category: 'firewall' }],
];

/** What is gathered of where an analytic looks. */
export class Sources {
  private readonly channels = new Set<string>();
  private readonly events = new Set<string>();
  private readonly categories = new Set<string>();
  private readonly objects = new Set<string>();
  private isAnywhere = false;
  /** As written, for what has no name in Sigma. */
  private readonly written = new Set<string>();

  channel(name: string): void {
    this.channels.add(name);
  }

  event(id: string): void {
    this.events.add(id);
  }

  /** The numbers of the events that are looked for. */
  get eventIds(): readonly string[] {
    return [...this.events].filter((id) => /^\d{1,6}$/.test(id)).slice(0, 100);
  }

  /** `Endpoint.Processes`, of Splunk's Common Information Model. */
  model(name: string): void {
    const category = models[name.toLowerCase().replace(/^.*\./, '')];
    if (category === undefined) this.other(`datamodel=${name}`);
    else this.categories.add(category);
  }

  /** `Process:Create` as written, and its categories; null where it is not known. */
  searched(text: string, categories: readonly string[] | null): void {
    if (this.objects.size < 50) this.objects.add(text.slice(0, 200));
    if (categories === null) this.isAnywhere = true;
    else for (const category of categories) this.categories.add(category);
  }

  /** `index=security`, as written. */
  other(text: string): void {
    if (this.written.size < 50) this.written.add(text.slice(0, 200));
  }

  /** The log source as Sigma says it; what Sigma has no word for stands in its definition. */
  logSource(): LogSource {
    const named = this.named();
    const objects = named.category === undefined ? this.objects : [];
    const definition = [...this.written, ...objects].join(' ');
    return { ...named, ...(definition === '' ? {} : { definition }) };
  }

  private named(): LogSource {
    const categories = this.categoriesOfEvents();
    for (const category of this.categories) categories.add(category);
    const [category] = categories;
    if (categories.size === 1 && category !== '' && !this.isAnywhere)
      return { category: category!, product: 'windows' };
    if (this.channels.size === 1) {
      const service = services[[...this.channels][0]!];
      return service === undefined ? { product: 'windows' } : { product: 'windows', service };
    }
    if (this.channels.size > 0 || categories.size > 0) return { product: 'windows' };
    const found = products.filter(([sign]) =>
      [...this.written].some((text) => sign.test(text.toLowerCase())),
    );
    if (found.length === 1) return found[0]![1];
    return {};
  }

  /** The categories that the events fall in; '' for an event that falls in none. */
  private categoriesOfEvents(): Set<string> {
    const found = new Set<string>();
    if (this.channels.size === 0 && this.events.size === 0) return found;
    const hasSysmon = this.channels.has(sysmon);
    for (const id of this.events) {
      if (id === '4688') found.add('process_creation');
      else if (hasSysmon && Number(id) < 30) found.add(ofSysmon[id] ?? '');
      else if (id === '4104' || id === '4103') found.add(id === '4104' ? 'ps_script' : 'ps_module');
      else if (this.channels.size === 0 && id in ofSysmon && Number(id) < 30)
        found.add(ofSysmon[id]!);
      else found.add('');
    }
    for (const name of this.channels)
      if (this.events.size === 0 || !(name in services)) found.add('');
    return found;
  }
}
