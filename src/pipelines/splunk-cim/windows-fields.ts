import { inside, named } from '../kit/change.ts';
import { fileName } from '../kit/file-name.ts';
import { hashText } from '../kit/hash-text.ts';
import { unless } from '../kit/partly.ts';
import type { Fields } from './fields.ts';

/*
 * Fields of Windows' own logs and of Sysmon's other events, as Splunk's add-ons for Windows (10.0) and for Sysmon
 * (5.0) give them the model's: https://splunk.github.io/splunk-add-on-for-microsoft-windows,
 * https://splunk.github.io/splunk-add-on-for-microsoft-sysmon.
 */

const dash = 'is not held there where it is "-"';
const subject = unless('src_user', ['-'], dash);
const actor = unless('user', ['-'], dash);
const part = inside('stands among other things there');

/** 4624 and 4625. */
const logon: Fields = {
  Computer: named('dest'),
  LogonType: named('authentication_method'),
  AuthenticationPackageName: named('authentication_service'),
  ProcessName: named('process'),
  SubjectUserName: subject,
  TargetUserName: named('user'),
};

export const logonSuccess: Fields = { ...logon, IpAddress: named('src') };

export const logonFailure: Fields = {
  ...logon,
  Status: named('reason_id'),
  WorkstationName: named('src'),
};

/** 4648. */
export const explicitLogon: Fields = {
  IpAddress: unless('src', ['-'], dash),
  ProcessName: named('process'),
  SubjectUserName: subject,
  TargetUserName: named('user'),
};

/** 4672. */
export const privilegedLogon: Fields = {
  SubjectUserName: named('src_user'),
  SubjectUserSid: named('src_user_id'),
};

/** 4768, 4769, 4771. */
export const ticket: Fields = {
  Computer: named('dest'),
  IpAddress: unless('src', ['-'], dash),
  Status: named('reason_id'),
  TargetUserName: named('user'),
};

/** 4776. */
export const validation: Fields = {
  Computer: named('dest'),
  Status: named('reason_id'),
  TargetUserName: named('user'),
};

export const account: Fields = {
  SubjectUserName: subject,
  TargetSid: named('object_id'),
  TargetUserName: named('object'),
};

/** 4740, and others of which the model has no identifier of the account. */
export const accountName: Fields = { SubjectUserName: subject, TargetUserName: named('object') };

/** 4741 to 4743. */
export const computer: Fields = { SubjectUserName: subject, TargetUserName: named('user') };

/** 4781. */
export const renamedAccount: Fields = {
  SubjectUserName: subject,
  NewTargetUserName: named('object'),
  TargetSid: named('object_id'),
};

/** A member of a group is what was changed, and the group what of it. */
export const membership: Fields = {
  SubjectUserName: subject,
  MemberSid: named('object_id'),
  TargetUserName: named('object_attrs'),
};

export const group: Fields = { TargetUserName: named('object'), TargetSid: named('object_id') };

/** 4698, 4700 to 4702. */
export const task: Fields = { SubjectUserName: actor, TaskName: named('object') };

/** 4719: its subcategory and what was changed are parts of one text. */
export const auditPolicy: Fields = {
  SubjectUserName: actor,
  SubcategoryGuid: named('object_attrs', part),
  AuditPolicyChanges: named('object_attrs', part),
};

/** 1102, 4706, 4713. */
export const bySubject: Fields = { SubjectUserName: actor };

/** 7045. */
export const installedService: Fields = {
  ServiceName: named('service_name'),
  ImagePath: named('service_path'),
};

/** 4697, of which the model has no path. */
export const auditedService: Fields = {
  ServiceName: named('service_name'),
  SubjectUserName: actor,
};

/** 4657, under the name that the kernel gives a key. */
export const auditedRegistry: Fields = {
  ObjectName: named('registry_path'),
  ObjectValueName: named('registry_value_name'),
  ProcessName: unless('process_path', ['-'], dash),
};

/** Sysmon 7. */
export const imageLoad: Fields = {
  Image: named('process_path'),
  ProcessId: named('process_id'),
  ProcessGuid: named('process_guid'),
  ImageLoaded: named('loaded_file', fileName),
  OriginalFileName: unless('original_file_name', ['-'], dash),
  Hashes: named('process_hash', hashText),
};

/** Sysmon 6. */
export const driverLoad: Fields = {
  ImageLoaded: named('process_path'),
  Hashes: named('process_hash', hashText),
};

/** Sysmon 8 and 10: one process does something to another. */
export const processAccess: Fields = {
  SourceImage: named('parent_process_path'),
  SourceProcessId: named('parent_process_id'),
  TargetImage: named('process_path'),
  TargetProcessId: named('process_id'),
};

export const remoteThread: Fields = {
  ...processAccess,
  StartModule: named('loaded_file', fileName),
};

/** Sysmon 9, 17, 18 and 25: of what was done, only who did it. */
export const processAction: Fields = {
  Image: named('process_path'),
  ProcessId: named('process_id'),
  ProcessGuid: named('process_guid'),
};
