import type { Event } from '../../src/index.ts';
import { ofLogs, ofOtherSysmon, signature } from './cim-windows-event.ts';

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
          file_path: e.TargetFilename?.replace(/:[\w. ]+/, ''),
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
      return ofOtherSysmon(event);
  }
}

const hostOf = (host: string | undefined, ip: string | undefined) =>
  host === undefined || host === '-' ? ip : host;

function ofSecurity(event: Event): Modelled | null {
  const e = event as Readonly<Record<string, string>>;
  if (e.Channel !== 'Security' || Number(e.EventID) !== 4688) return null;
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

/** The event in the model, in each of its data sets that has it. */
export function inModels(event: Event): readonly Modelled[] {
  const isSysmon = event.Channel === 'Microsoft-Windows-Sysmon/Operational';
  const found = isSysmon ? ofSysmon(event) : (ofSecurity(event) ?? ofLogs(event));
  return [...(found ? [found] : []), signature(event)].map(({ dataset, fields }) => {
    const there = Object.entries(fields).filter(([, value]) => value !== undefined);
    return { dataset, fields: Object.fromEntries(there) };
  });
}

const tags: Readonly<Record<string, readonly string[]>> = {
  'Endpoint.Processes': ['process', 'report'],
  'Endpoint.Filesystem': ['endpoint', 'filesystem'],
  'Endpoint.Registry': ['endpoint', 'registry'],
  'Network_Traffic.All_Traffic': ['network', 'communicate'],
  'Network_Resolution.DNS': ['network', 'resolution', 'dns'],
  'Endpoint.Services': ['service', 'report'],
  'Authentication.Authentication': ['authentication'],
  // which of them an event has is told by its number
  'Change.All_Changes': ['change', 'account', 'audit', 'endpoint'],
  'Event_Signatures.Signatures': ['track_event_signatures'],
};

/** As a search finds it, by its tags. */
export function tagged(event: Event): readonly Event[] {
  const found = inModels(event);
  const fields = Object.assign({}, ...found.toReversed().map((one) => one.fields));
  const tag = found.flatMap(({ dataset }) => tags[dataset]!);
  // a word is looked for in the text of an event
  return [{ ...fields, tag, _raw: Object.values(event).map(String) }];
}

/** What the data models put where an event has nothing. */
const filled: Readonly<Record<string, string>> = {
  'Endpoint.Processes': 'dest original_file_name parent_process process process_name user',
  'Endpoint.Filesystem': 'action dest file_hash file_name file_path process process_name user',
  'Endpoint.Registry': 'action dest process process_name registry_path registry_value_data user',
  'Network_Traffic.All_Traffic': 'action dest src transport user',
  'Network_Resolution.DNS': 'answer dest query',
  'Endpoint.Services': 'dest service_name status user',
  'Authentication.Authentication': 'action dest src src_user user',
  'Change.All_Changes':
    'action command dest object object_attrs object_category object_id src user',
  'Event_Signatures.Signatures': '',
};

/** As data models hold it, under the prefix of each data set; `datamodel` says which. */
export const modelled = (event: Event): readonly Event[] => inModels(event).flatMap(held);

function held({ dataset, fields }: Modelled): readonly Event[] {
  const all: Record<string, unknown> = { ...fields };
  for (const field of filled[dataset]!.split(' '))
    if (field !== '' && (all[field] === undefined || all[field] === '')) all[field] = 'unknown';
  if (dataset.endsWith('All_Traffic'))
    for (const port of ['src_port', 'dest_port']) all[port] ??= '0';
  for (const field of ['process_integrity_level', 'transport'])
    if (all[field] !== undefined) all[field] = String(all[field]).toLowerCase();
  // "NOT (action=success user=*$)"
  if (dataset.startsWith('Auth') && all.action === 'success' && String(all.user).endsWith('$'))
    return [];
  if (dataset.startsWith('Event_') && all.signature_id === undefined) return [];
  if (dataset.startsWith('Change')) {
    all.result_id = all.signature_id ?? '-1';
    all['Account_Management.src_user'] = all.src_user || 'unknown';
  }
  const prefix = dataset.split('.')[1]!;
  const named = (field: string) => (field === 'source' ? field : `${prefix}.${field}`);
  return [
    {
      datamodel: dataset,
      ...Object.fromEntries(Object.entries(all).map(([field, value]) => [named(field), value])),
    },
  ];
}
