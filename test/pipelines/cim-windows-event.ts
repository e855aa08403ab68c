import type { Event } from '../../src/index.ts';
import type { Modelled } from './cim-event.ts';

/*
 * Events of Windows' own logs, and those of Sysmon that its add-on puts among others, with the fields that Splunk's
 * add-ons give them: Splunk_TA_windows 10.0 and Splunk_TA_microsoft_sysmon 5.0, by their event types, aliases,
 * calculated fields and look-ups. Not from our pipelines.
 */

type Texts = Readonly<Record<string, string>>;

const unlessDash = (text: string | undefined) => (text === '-' ? undefined : text);
const base = (path: string | undefined) => path?.split('\\').at(-1);

const sourceOf = (e: Texts) => `XmlWinEventLog:${e.Channel}`;

/** Every event of Windows is in the data set of their numbers, unless its number is another there. */
export function signature(event: Event): Modelled {
  const e = event as Texts;
  const isUpdate = /WindowsUpdateClient/.test(String(e.Provider_Name));
  return {
    dataset: 'Event_Signatures.Signatures',
    fields: { signature_id: isUpdate ? undefined : e.EventID, source: sourceOf(e) },
  };
}

const accountIds = [
  ...[4703, 4704, 4705, 4720, 4722, 4723, 4724, 4725, 4726, 4738, 4740, 4767, 4798, 4634],
  ...[4727, 4730, 4731, 4734, 4735, 4737, 4744, 4749, 4750, 4754, 4755, 4758, 4759, 4764, 4799],
];
const memberIds = [4728, 4729, 4732, 4733, 4756, 4757];
const noSid = [4740, 4634, 4703];

function authentication(e: Texts): Modelled {
  const id = Number(e.EventID);
  const isLogon = id === 4624 || id === 4625;
  const workstation = e.Workstation?.replace(/^\\+/, '') ?? e.WorkstationName ?? e.IpAddress;
  const src = id === 4624 ? e.IpAddress : id === 4625 ? e.WorkstationName : unlessDash(workstation);
  const failed = id === 4625 || id === 4771 || (e.Status !== undefined && !/^0x0$/i.test(e.Status));
  return {
    dataset: 'Authentication.Authentication',
    fields: {
      action: failed ? 'failure' : 'success',
      authentication_method: isLogon ? e.LogonType : undefined,
      authentication_service: isLogon ? e.AuthenticationPackageName : undefined,
      dest: unlessDash(e.TargetServerName?.replace(/^\\+/, '')) ?? e.Computer,
      process: e.ProcessName,
      reason_id: e.Status,
      signature_id: e.EventID,
      src,
      src_user: unlessDash(e.SubjectUserName),
      src_user_id: id === 4672 ? e.SubjectUserSid : undefined,
      user: id === 4672 ? unlessDash(e.SubjectUserName) : e.TargetUserName,
    },
  };
}

function change(e: Texts): Modelled {
  const id = Number(e.EventID);
  const isTask = [4698, 4700, 4701, 4702].includes(id);
  const policy = `Category=${e.CategoryId},Subcategory=${e.SubcategoryId},Subcategory GUID=${e.SubcategoryGuid},Changes=${e.AuditPolicyChanges}`;
  const object = accountIds.includes(id)
    ? e.TargetUserName
    : id === 4781
      ? e.NewTargetUserName
      : isTask
        ? e.TaskName
        : undefined;
  const isActor = isTask || [1102, 4706, 4713, 4719].includes(id);
  return {
    dataset: 'Change.All_Changes',
    fields: {
      dest: e.Computer,
      signature_id: e.EventID,
      object,
      object_attrs: memberIds.includes(id) ? e.TargetUserName : id === 4719 ? policy : undefined,
      object_id: memberIds.includes(id)
        ? e.MemberSid
        : accountIds.includes(id) || id === 4781
          ? noSid.includes(id)
            ? e.TargetUserSid
            : e.TargetSid
          : undefined,
      src_user: unlessDash(e.SubjectUserName),
      user: isActor ? unlessDash(e.SubjectUserName) : e.TargetUserName,
    },
  };
}

const logons = [4624, 4625, 4648, 4672, 4768, 4769, 4771, 4773, 4774, 4775, 4776, 4777];
/** By "Account Management" of the look-up of signatures, and by the event types. */
const changes = [
  ...accountIds.filter((id) => id !== 4740),
  ...memberIds,
  ...[4739, 4740, 4741, 4742, 4743, 4745, 4746, 4747, 4748, 4751, 4752, 4753, 4760, 4761, 4762],
  ...[4763, 4765, 4766, 4780, 4781, 4782, 4783, 4784, 4785, 4786, 4787, 4788, 4789, 4790, 4791],
  ...[4792, 4794, 4698, 4700, 4701, 4702, 4706, 4713, 4715, 4717, 4718, 4719, 4800, 4801, 4876],
  ...[1101, 1102, 1105, 1108, 4912, 5376, 5377, 5461],
];

/** An event of the security log or of the system's, where it is in a data set besides its number. */
export function ofLogs(event: Event): Modelled | null {
  const e = event as Texts;
  const id = Number(e.EventID);
  if (e.Channel === 'System')
    return id !== 7045
      ? null
      : {
          dataset: 'Endpoint.Services',
          fields: {
            dest: e.Computer,
            service_name: e.ServiceName,
            service_path: e.ImagePath,
            status: 'installed',
          },
        };
  if (e.Channel !== 'Security') return null;
  if (logons.includes(id)) return authentication(e);
  if (changes.includes(id)) return change(e);
  if (id === 4697)
    return {
      dataset: 'Endpoint.Services',
      fields: {
        dest: e.Computer,
        service_name: e.ServiceName,
        user: unlessDash(e.SubjectUserName),
      },
    };
  if (id === 4657)
    return {
      dataset: 'Endpoint.Registry',
      fields: {
        dest: e.Computer,
        process_path: unlessDash(e.ProcessName),
        registry_path: e.ObjectName,
        registry_value_name: e.ObjectValueName,
      },
    };
  return null;
}

/** Sysmon's events that are no processes' starts, connections, files or keys. */
export function ofOtherSysmon(event: Event): Modelled | null {
  const e = event as Texts;
  const process = {
    dest: e.Computer,
    process_path: e.Image,
    process_id: e.ProcessId,
    process_guid: e.ProcessGuid,
  };
  const inProcesses = (fields: Modelled['fields']): Modelled => ({
    dataset: 'Endpoint.Processes',
    fields: { action: 'allowed', ...fields },
  });
  const acted = {
    dest: e.Computer,
    parent_process_path: e.SourceImage,
    parent_process_id: e.SourceProcessId,
    process_path: e.TargetImage,
    process_id: e.TargetProcessId,
  };
  switch (Number(e.EventID)) {
    case 6:
      return inProcesses({ dest: e.Computer, process_path: e.ImageLoaded, process_hash: e.Hashes });
    case 7:
      return inProcesses({
        ...process,
        action: 'success',
        loaded_file: base(e.ImageLoaded),
        original_file_name: unlessDash(e.OriginalFileName),
        process_hash: e.Hashes,
      });
    case 8:
      return inProcesses({ ...acted, loaded_file: base(e.StartModule) });
    case 10:
      return inProcesses(acted);
    case 9:
    case 15:
    case 17:
    case 18:
    case 25:
      return inProcesses(process);
    case 19:
    case 20:
    case 21:
      return {
        dataset: 'Change.All_Changes',
        fields: { dest: e.Computer, object_category: 'wmi', signature_id: e.EventID },
      };
    case 29:
      return {
        dataset: 'Endpoint.Filesystem',
        fields: {
          ...process,
          action: 'created',
          file_path: e.TargetFilename?.replace(/:[\w. ]+/, ''),
          file_hash: e.Hashes,
        },
      };
    default:
      return null;
  }
}
