import { account } from '../kit/account.ts';
import {
  absent,
  braceless,
  decimal,
  inside,
  lower,
  named,
  reworded,
  spelled,
  unslashed,
} from '../kit/change.ts';
import { hashes } from '../kit/hashes.ts';
import { registryKey } from '../kit/registry.ts';
import type { Field } from '../pipeline.ts';

/*
 * Sigma's fields in MaxPatrol SIEM's taxonomy, by kind of event. Read from the normalisation formulas of
 * https://github.com/Security-Experts-Community/open-xp-rules (Apache-2.0): the process that acts is
 * object.process when it starts or connects (Sysmon 1 and 3), subject.process in what it does then.
 */

type Fields = Readonly<Record<string, Field>>;

const channels = [
  ...['Security', 'System', 'Application', 'Directory Service', 'Windows PowerShell'],
  ...['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-PowerShell/Operational'],
];

/** Every event of Windows has these. */
const event: Fields = {
  EventID: named('msgid'),
  Channel: named('event_src.subsys', spelled(channels)),
  Provider_Name: named('event_src.title', reworded({ 'Microsoft-Windows-Sysmon': 'sysmon' })),
  Computer: named('event_src.host', lower),
};

const hashesIn = (of: string): Fields => ({
  Hashes: hashes({
    md5: `${of}.md5`,
    sha1: `${of}.sha1`,
    sha256: `${of}.sha256`,
    imphash: `${of}.imphash`,
  }),
});

const meta = named(
  'object.process.meta',
  inside('stands in one text with what else the file says of itself there'),
);

const aboutFile: Fields = { Description: meta, Product: meta, Company: meta };

const user = account('subject.account.domain', 'subject.account.name');

/** The process that acts, where it acts on something else. */
const actor: Fields = {
  ...event,
  Image: named('subject.process.fullpath', lower),
  ProcessId: named('subject.process.id'),
  ProcessGuid: named('subject.process.guid', braceless),
  User: user,
};

export const sysmonProcess: Fields = {
  ...event,
  Image: named('object.process.fullpath', lower),
  CommandLine: named('object.process.cmdline'),
  OriginalFileName: named('object.process.original_name'),
  ParentImage: named('object.process.parent.fullpath', lower),
  ParentCommandLine: named('object.process.parent.cmdline'),
  CurrentDirectory: named('object.process.cwd'),
  User: account('object.account.domain', 'object.account.name'),
  IntegrityLevel: named('object.account.privileges'),
  LogonId: named('object.account.session_id', decimal),
  LogonGuid: named('datafield6', braceless),
  ...hashesIn('object.process.hash'),
  Imphash: named('object.process.hash.imphash'),
  md5: named('object.process.hash.md5'),
  sha1: named('object.process.hash.sha1'),
  sha256: named('object.process.hash.sha256'),
  ProcessId: named('object.process.id'),
  ProcessGuid: named('object.process.guid', braceless),
  ParentProcessId: named('object.process.parent.id'),
  ParentProcessGuid: named('object.process.parent.guid', braceless),
  ParentUser: user,
  ...aboutFile,
  FileVersion: named('object.process.version'),
  RuleName: named('event_src.rule'),
};

/** 4688 of the security log. It says less of a process than Sysmon, and calls some of it otherwise. */
export const auditedProcess: Fields = {
  ...event,
  Image: named('object.process.fullpath', lower),
  NewProcessName: named('object.process.fullpath', lower),
  CommandLine: named('object.process.cmdline'),
  ParentImage: named('object.process.parent.fullpath', lower),
  ParentProcessName: named('object.process.parent.fullpath', lower),
  ProcessId: named('object.process.id', decimal),
  ParentProcessId: named('object.process.parent.id', decimal),
  User: user,
  SubjectUserName: named('subject.account.name', lower),
  SubjectDomainName: named('subject.account.domain'),
  SubjectUserSid: named('subject.account.id'),
  SubjectLogonId: named('subject.account.session_id', decimal),
  TargetUserName: named('object.account.name'),
  ...Object.fromEntries(
    [
      ...['OriginalFileName', 'ParentCommandLine', 'CurrentDirectory', 'LogonGuid', 'Hashes'],
      ...['Imphash', 'md5', 'sha1', 'sha256', 'ProcessGuid', 'ParentProcessGuid', 'ParentUser'],
      ...['Description', 'Product', 'Company', 'FileVersion', 'RuleName', 'IntegrityLevel'],
    ].map((field) => [field, absent]),
  ),
};

export const connection: Fields = {
  ...event,
  Image: named('object.process.fullpath', lower),
  Protocol: named('protocol'),
  Initiated: named('direction', reworded({ true: 'egress', false: 'ingress' })),
  SourceIp: named('src.ip'),
  SourcePort: named('src.port'),
  DestinationIp: named('dst.ip'),
  DestinationPort: named('dst.port'),
  User: account('object.account.domain', 'object.account.name'),
  ProcessId: named('object.process.id'),
  ProcessGuid: named('object.process.guid', braceless),
};

export const registry: Fields = {
  ...actor,
  TargetObject: named('object.fullpath', registryKey),
  Details: named('object.new_value', lower),
};

export const file: Fields = {
  ...actor,
  TargetFilename: named('object.fullpath', lower),
  ...hashesIn('object.hash'),
};

export const imageLoad: Fields = {
  ...actor,
  ImageLoaded: named('object.process.fullpath', lower),
  OriginalFileName: named('object.process.original_name'),
  ...aboutFile,
  FileVersion: named('object.version'),
  ...hashesIn('object.process.hash'),
};

export const driverLoad: Fields = {
  ...event,
  ImageLoaded: named('object.fullpath', lower),
  ...hashesIn('object.hash'),
};

export const dnsQuery: Fields = {
  ...actor,
  QueryName: named('object.query'),
  QueryResults: named('object.value'),
};

/** Between two processes: one opens another, or starts a thread in it. */
const betweenProcesses: Fields = {
  ...event,
  SourceImage: named('subject.process.fullpath', lower),
  TargetImage: named('object.process.fullpath', lower),
  SourceUser: user,
  TargetUser: account('object.account.domain', 'object.account.name'),
};

export const processAccess: Fields = {
  ...betweenProcesses,
  GrantedAccess: named('object.value', lower),
  CallTrace: named('datafield9'),
  SourceProcessGUID: named('subject.process.guid', braceless),
  TargetProcessGUID: named('object.process.guid', braceless),
  SourceThreadId: named('datafield5'),
};

export const remoteThread: Fields = {
  ...betweenProcesses,
  StartModule: named('object.fullpath', lower),
  StartFunction: named('object.value'),
  StartAddress: named('datafield6'),
};

export const pipe: Fields = { ...actor, PipeName: named('object.name', unslashed) };

/** What stands in the way of a script's text: it is held on one line, and quotes are others there. */
const lost = /[\r\n\t"'`]+/;

export const script: Fields = {
  ...event,
  ScriptBlockText: named(
    'object.process.cmdline',
    inside('is held without line breaks and with other quotes there', lost),
  ),
  ScriptBlockId: named('object.id'),
  Path: named('object.fullpath', lower),
  MessageNumber: named('numfield1'),
  MessageTotal: named('numfield2'),
};

export const module: Fields = {
  ...event,
  Payload: named('object.value'),
  HostApplication: named('object.process.parent.cmdline'),
  CommandName: named('object.process.name'),
};

export const security: Fields = {
  ...event,
  IpAddress: named('src.ip'),
  IpPort: named('src.port'),
  LogonType: named('logon_type'),
  WorkstationName: named('src.hostname'),
  LogonProcessName: named('logon_service'),
};

export const system: Fields = {
  ...event,
  ServiceName: named('object.name'),
  ImagePath: named('object.process.cmdline'),
  ServiceType: named('object.type'),
  StartType: named('object.value'),
  AccountName: named('object.account.name'),
};
