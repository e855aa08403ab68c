import type { Event } from '../../src/index.ts';

/*
 * Events of Windows as Splunk's add-ons for Sysmon and for Windows give them the fields of the Common
 * Information Model, and as its data models hold them. Written from what the add-ons are said to do:
 * https://research.splunk.com/sources, https://splunk.github.io/splunk-add-on-for-sysmon, not from our pipelines.
 */

export interface Modelled {
  readonly dataset: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const name = (user: unknown) => String(user).split('\\').at(-1)!;
const base = (path: unknown) => String(path).split('\\').at(-1)!;

function ofSysmon(event: Event): Modelled | null {
  const e = event as Readonly<Record<string, string>>;
  const process = {
    process_path: e.Image,
    process_name: e.Image && base(e.Image),
    process_id: e.ProcessId,
    process_guid: e.ProcessGuid,
    user: e.User && name(e.User),
    dest: e.Computer,
  };
  switch (Number(e.EventID)) {
    case 1:
      return {
        dataset: 'Endpoint.Processes',
        fields: {
          ...process,
          action: 'allowed',
          process: e.CommandLine,
          process_current_directory: e.CurrentDirectory,
          process_integrity_level: e.IntegrityLevel,
          process_hash: e.Hashes,
          original_file_name: e.OriginalFileName === '-' ? undefined : e.OriginalFileName,
          parent_process: e.ParentCommandLine,
          parent_process_path: e.ParentImage,
          parent_process_id: e.ParentProcessId,
          parent_process_guid: e.ParentProcessGuid,
        },
      };
    case 2:
    case 11:
    case 23:
    case 26: {
      const isNew = e.UtcTime === e.CreationUtcTime;
      const created = Number(e.EventID) === 11 && isNew ? 'created' : 'modified';
      return {
        dataset: 'Endpoint.Filesystem',
        fields: {
          ...process,
          action: Number(e.EventID) > 11 ? 'deleted' : created,
          file_path: e.TargetFilename,
          file_create_time: e.CreationUtcTime,
          file_hash: e.Hashes,
        },
      };
    }
    case 12:
    case 13:
    case 14:
      return {
        dataset: 'Endpoint.Registry',
        fields: {
          ...process,
          action:
            e.EventType === 'CreateKey'
              ? 'created'
              : /^Delete/.test(e.EventType ?? '')
                ? 'deleted'
                : 'modified',
          registry_path: e.TargetObject,
          registry_value_data: /^\w+\s\((.+)\)$/.exec(e.Details ?? '')?.[1] ?? e.Details,
        },
      };
    case 3:
      return {
        dataset: 'Network_Traffic.All_Traffic',
        fields: {
          app: e.Image,
          process_id: e.ProcessId,
          process_guid: e.ProcessGuid,
          user: e.User && name(e.User),
          transport: e.Protocol,
          direction: e.Initiated === 'true' ? 'outbound' : 'inbound',
          src_ip: e.SourceIp,
          src_port: e.SourcePort,
          src: hostOf(e.SourceHostname, e.SourceIp),
          dest_ip: e.DestinationIp,
          dest_port: e.DestinationPort,
          dest: hostOf(e.DestinationHostname, e.DestinationIp),
        },
      };
    case 22:
      return { dataset: 'Network_Resolution.DNS', fields: { query: e.QueryName, src: e.Computer } };
    default:
      return null;
  }
}

const hostOf = (host: string | undefined, ip: string | undefined) =>
  host === undefined || host === '-' ? ip : host;

function ofSecurity(event: Event): Modelled | null {
  const e = event as Readonly<Record<string, string>>;
  if (Number(e.EventID) !== 4688) return null;
  return {
    dataset: 'Endpoint.Processes',
    fields: {
      action: 'allowed',
      dest: e.Computer,
      process_path: e.NewProcessName,
      process_name: e.NewProcessName && base(e.NewProcessName),
      process: e.CommandLine,
      process_id: e.NewProcessId && Number(e.NewProcessId),
      parent_process_id: e.ProcessId && Number(e.ProcessId),
      parent_process_path: e.ParentProcessName,
      user: e.SubjectUserName,
    },
  };
}

/** The event in the model; null where it is in none of its data sets. */
export function inModel(event: Event): Modelled | null {
  const isSysmon = event.Channel === 'Microsoft-Windows-Sysmon/Operational';
  const found = isSysmon
    ? ofSysmon(event)
    : event.Channel === 'Security'
      ? ofSecurity(event)
      : null;
  if (!found) return null;
  const there = Object.entries(found.fields).filter(([, value]) => value !== undefined);
  return { dataset: found.dataset, fields: Object.fromEntries(there) };
}

const tags: Readonly<Record<string, readonly string[]>> = {
  'Endpoint.Processes': ['process', 'report'],
  'Endpoint.Filesystem': ['endpoint', 'filesystem'],
  'Endpoint.Registry': ['endpoint', 'registry'],
  'Network_Traffic.All_Traffic': ['network', 'communicate'],
  'Network_Resolution.DNS': ['network', 'resolution', 'dns'],
};

/** As a search finds it, by its tags. */
export function tagged(event: Event): Event {
  const found = inModel(event);
  return found ? { ...found.fields, tag: tags[found.dataset] } : {};
}

/** What the data models put where an event has nothing. */
const filled: Readonly<Record<string, string>> = {
  'Endpoint.Processes': 'dest original_file_name parent_process process process_name user',
  'Endpoint.Filesystem': 'action dest file_hash file_name file_path process process_name user',
  'Endpoint.Registry': 'action dest process process_name registry_path registry_value_data user',
  'Network_Traffic.All_Traffic': 'action dest src transport user',
  'Network_Resolution.DNS': 'answer dest query',
};

/** As a data model holds it, under the prefix of its data set; `datamodel` says which. */
export function modelled(event: Event): Event {
  const found = inModel(event);
  if (!found) return {};
  const { dataset, fields } = found;
  const all: Record<string, unknown> = { ...fields };
  for (const field of filled[dataset]!.split(' '))
    if (all[field] === undefined || all[field] === '') all[field] = 'unknown';
  if (dataset.endsWith('All_Traffic'))
    for (const port of ['src_port', 'dest_port']) all[port] ??= '0';
  for (const field of ['process_integrity_level', 'transport'])
    if (all[field] !== undefined) all[field] = String(all[field]).toLowerCase();
  const prefix = dataset.split('.')[1]!;
  return {
    datamodel: dataset,
    ...Object.fromEntries(
      Object.entries(all).map(([field, value]) => [`${prefix}.${field}`, value]),
    ),
  };
}
