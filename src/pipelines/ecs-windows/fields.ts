import { account } from '../kit/account.ts';
import { address } from '../kit/address.ts';
import { integrity, unaudited } from '../kit/audited-process.ts';
import { type Change, decimal, either, named, reworded } from '../kit/change.ts';
import { hashes } from '../kit/hashes.ts';
import * as messages from '../messages.ts';
import type { Field } from '../pipeline.ts';

/*
 * Sigma's fields in the Elastic Common Schema, as Winlogbeat and Elastic's integrations for Windows write
 * events, by what an event is about:
 * https://www.elastic.co/docs/reference/beats/winlogbeat/winlogbeat-module-sysmon (and -security, -powershell).
 * What has no place in the schema stays in `winlog.event_data`, under the name that the event gives it.
 */

export type Fields = Readonly<Record<string, Field>>;

const data = (name: string, change?: Change): Field => named(`winlog.event_data.${name}`, change);

/** Fields that stay where they were. */
const kept = (...names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, data(name)]));

/** Every event of Windows has these. */
export const event: Fields = {
  EventID: named('event.code'),
  Channel: named('winlog.channel'),
  EventLog: named('winlog.channel'),
  Provider_Name: named('winlog.provider_name'),
  Provider_Guid: named('winlog.provider_guid'),
  Computer: named('winlog.computer_name'),
  ComputerName: named('winlog.computer_name'),
  EventRecordID: named('winlog.record_id'),
  Execution_ProcessID: named('winlog.process.pid'),
  Execution_ThreadID: named('winlog.process.thread.id'),
  Security_UserID: named('winlog.user.identifier'),
};

const user = account('user.domain', 'user.name');

const hashesOf = (what: 'process' | 'file', of: 'process' | 'file' = what): Fields => {
  const one = {
    md5: `${what}.hash.md5`,
    sha1: `${what}.hash.sha1`,
    sha256: `${what}.hash.sha256`,
    imphash: `${of}.pe.imphash`,
  };
  return {
    Hashes: hashes(one, 'lower'),
    Hash: hashes(one, 'lower'),
    md5: named(one.md5),
    sha1: named(one.sha1),
    sha256: named(one.sha256),
    Imphash: named(one.imphash),
  };
};

const versionOf = (what: 'process' | 'file'): Fields => ({
  OriginalFileName: named(`${what}.pe.original_file_name`),
  Description: named(`${what}.pe.description`),
  Product: named(`${what}.pe.product`),
  Company: named(`${what}.pe.company`),
  FileVersion: named(`${what}.pe.file_version`),
});

/** The process that acts. */
const actor: Fields = {
  Image: named('process.executable'),
  ProcessId: named('process.pid'),
  ProcessGuid: named('process.entity_id'),
  User: user,
  RuleName: named('rule.name'),
};

const process: Fields = {
  ...actor,
  ...versionOf('process'),
  ...hashesOf('process'),
  CommandLine: named('process.command_line'),
  CurrentDirectory: named('process.working_directory'),
  ParentImage: named('process.parent.executable'),
  ParentCommandLine: named('process.parent.command_line'),
  ParentProcessId: named('process.parent.pid'),
  ParentProcessGuid: named('process.parent.entity_id'),
  ...kept('IntegrityLevel', 'LogonId', 'LogonGuid', 'TerminalSessionId', 'ParentUser'),
};

const auditedProcess: Fields = {
  ...unaudited,
  ...kept('SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId'),
  ...kept('TargetUserSid', 'TargetUserName', 'TargetDomainName', 'TargetLogonId'),
  ...kept('TokenElevationType', 'MandatoryLabel'),
  Image: named('process.executable'),
  NewProcessName: named('process.executable'),
  CommandLine: named('process.command_line'),
  ParentImage: named('process.parent.executable'),
  ParentProcessName: named('process.parent.executable'),
  ProcessId: named('process.pid'),
  NewProcessId: named('process.pid', decimal),
  ParentProcessId: named('process.parent.pid'),
  User: user,
  LogonId: data('SubjectLogonId'),
  IntegrityLevel: data('MandatoryLabel', integrity),
};

const family = reworded({ true: 'ipv6', false: 'ipv4' });

const connection: Fields = {
  ...actor,
  Protocol: named('network.transport'),
  Initiated: named('network.direction', reworded({ true: 'egress', false: 'ingress' })),
  SourceIp: named('source.ip', address(false)),
  SourcePort: named('source.port'),
  SourceHostname: named('source.domain'),
  SourceIsIpv6: named('network.type', family),
  DestinationIp: named('destination.ip', address(false)),
  DestinationPort: named('destination.port'),
  DestinationHostname: named('destination.domain'),
  DestinationIsIpv6: named('network.type', family),
  DestinationPortName: named('network.protocol'),
};

const file: Fields = {
  ...actor,
  ...hashesOf('file'),
  TargetFilename: named('file.path'),
  IsExecutable: named('sysmon.file.is_executable'),
  Archived: named('sysmon.file.archived'),
  ...kept('CreationUtcTime', 'PreviousCreationUtcTime', 'Contents'),
};

/** Between two processes: one opens another, or starts a thread in it. */
const betweenProcesses: Fields = {
  SourceImage: named('process.executable'),
  SourceProcessId: named('process.pid'),
  SourceProcessGUID: named('process.entity_id'),
  SourceProcessGuid: named('process.entity_id'),
  RuleName: named('rule.name'),
  ...kept('TargetProcessGUID', 'TargetProcessGuid', 'TargetProcessId', 'TargetImage'),
  ...kept('SourceUser', 'TargetUser'),
};

/** Numbers of answers to a query of DNS, as Windows names them. */
const answers = {
  '0': 'SUCCESS',
  '9001': 'DNS_ERROR_RCODE_FORMAT_ERROR',
  '9002': 'DNS_ERROR_RCODE_SERVER_FAILURE',
  '9003': 'DNS_ERROR_RCODE_NAME_ERROR',
  '9004': 'DNS_ERROR_RCODE_NOT_IMPLEMENTED',
  '9005': 'DNS_ERROR_RCODE_REFUSED',
  '9501': 'DNS_INFO_NO_RECORDS',
};

const kinds: Readonly<Record<string, Fields>> = {
  process,
  'audited-process': auditedProcess,
  connection,
  file,
  'archived-file': { ...file, ...hashesOf('process') },
  action: { ...actor, ...kept('Device', 'Type') },
  image: {
    ...actor,
    ...versionOf('file'),
    ...hashesOf('file'),
    ImageLoaded: named('file.path'),
    ...kept('Signed', 'Signature', 'SignatureStatus'),
  },
  thread: {
    ...betweenProcesses,
    ...kept('NewThreadId', 'StartAddress', 'StartModule', 'StartFunction'),
  },
  access: {
    ...betweenProcesses,
    SourceThreadId: named('process.thread.id'),
    ...kept('GrantedAccess', 'CallTrace'),
  },
  registry: {
    ...actor,
    TargetObject: named('registry.path'),
    ...kept('EventType', 'Details', 'NewName'),
  },
  pipe: { ...actor, PipeName: named('file.name'), ...kept('EventType') },
  wmi: {
    User: user,
    RuleName: named('rule.name'),
    Destination: named('process.executable'),
    ...kept('EventType', 'Operation', 'EventNamespace', 'Name', 'Query', 'Type'),
    ...kept('Consumer', 'Filter'),
  },
  dns: {
    ...actor,
    QueryName: named('dns.question.name'),
    QueryStatus: named('sysmon.dns.status', reworded(answers)),
  },
  clipboard: { ...actor, ...hashesOf('process'), ...kept('Session', 'ClientInfo', 'Archived') },
  script: {
    ScriptBlockText: named('powershell.file.script_block_text'),
    ScriptBlockId: named('powershell.file.script_block_id'),
    Path: named('file.path'),
    MessageNumber: named('powershell.sequence'),
    MessageTotal: named('powershell.total'),
  },
  module: {
    HostApplication: named('process.command_line'),
    CommandName: named('powershell.command.name'),
    ScriptName: named('file.path'),
    User: user,
  },
  'classic-powershell': {
    HostApplication: named('process.command_line'),
    EngineVersion: named('powershell.engine.version'),
    HostVersion: named('powershell.process.executable_version'),
    HostName: named('process.title'),
  },
};

/** Fields of several kinds of event: where they differ, each is asked. */
function together(...tables: readonly Fields[]): Fields {
  const all = new Map<string, Field[]>();
  for (const [name, field] of tables.flatMap(Object.entries<Field>)) {
    const known = all.get(name);
    if (!known) all.set(name, [field]);
    else if (!known.includes(field)) known.push(field);
  }
  return Object.fromEntries([...all].map(([name, fields]) => [name, either(...fields)]));
}

const { 'audited-process': _, script, module, 'classic-powershell': __, ...ofSysmon } = kinds;

/** What the schema holds of the events in Sysmon's and PowerShell's logs, which have no other fields. */
export const whole: Readonly<Record<string, Fields>> = {
  ...kinds,
  sysmon: together(
    ...Object.values(ofSysmon),
    kept('ID', 'Description', 'State', 'Configuration', 'ConfigurationFileHash'),
  ),
  powershell: together(script!, module!),
  'powershell-classic': kinds['classic-powershell']!,
};

const anyProcess = either(named('process.pid', decimal), named('process.parent.pid', decimal));

/** The process that acts; where it starts another, that one's parent. */
const actingProcess: Field = {
  ask(test) {
    const why = "is a process or its parent's there, which this does not tell";
    return { reason: messages.values(test.field, why, test.at), ...anyProcess.ask(test) };
  },
};

/** Fields of the security log that leave `winlog.event_data`, wholly or where their values allow it. */
const security: Fields = {
  ProcessName: named('process.executable'),
  NewProcessName: named('process.executable'),
  ParentProcessName: named('process.parent.executable'),
  CommandLine: named('process.command_line'),
  NewProcessId: named('process.pid', decimal),
  ProcessId: actingProcess,
  IpAddress: either(named('source.ip', address(true)), data('IpAddress')),
  IpPort: either(named('source.port'), data('IpPort')),
  WorkstationName: either(named('source.domain'), data('WorkstationName')),
  ServiceName: either(named('service.name'), data('ServiceName')),
};

/** Texts without names, which are told apart by their places. No event is known to have more of them. */
const inserts: Fields = {
  Data: either(...Array.from({ length: 24 }, (_, i) => data(`param${i + 1}`))),
};

/** The same of events in other logs, whose other fields stay in `winlog.event_data`. */
export const open: Readonly<Record<string, Fields>> = {
  security,
  application: inserts,
  'msexchange-management': inserts,
};

/** A field that an event may hold: its name is a word. */
export const other = (name: string): Field | null =>
  /^[A-Za-z_]\w*$/.test(name) ? data(name) : null;
