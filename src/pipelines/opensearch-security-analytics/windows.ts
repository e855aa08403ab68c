import type { Names } from './names.ts';

/** Fields of Windows that stay in `winlog.event_data`, under their own names. */
const kept = [
  'AuthenticationPackageName Company Description Device FileName FileVersion IntegrityLevel IpAddress',
  'KeyLength LogonId LogonProcessName LogonType Path PrivilegeList ProcessId Product ScriptBlockText',
  'Signed State Status SubjectDomainName SubjectLogonId SubjectUserName SubjectUserSid TargetLogonId',
  'TargetServerName TargetUserName TargetUserSid Workstation ProcessName param1 param2 Origin',
  'ParentImage TargetPort Query StartAddress TicketOptions ParentCommandLine AllowedToDelegateTo',
  'HostApplication AccessMask Hashes SidHistory Initiated RelativeTargetName Source_Name',
  'AttributeLDAPDisplayName DeviceDescription AttributeValue ObjectValueName QueryStatus',
  'TargetParentProcessId OldUacValue FailureCode OldTargetUserName NewUacValue ServiceName Imphash',
  'NewValue Action SourceImage QNAME Properties AuditPolicyChanges Accesses ClassName ObjectClass',
  'PipeName HiveName StartModule HostVersion DestinationHostname QueryName RemoteName PasswordLastSet',
  'ErrorCode AccessList Address PossibleCause Image CertThumbprint TicketEncryptionType ServiceType',
  'ObjectServer ImagePath NewName CallTrace SamAccountName GrantedAccess EngineVersion OriginalName',
  'AuditSourceName Payload Level Application RemoteAddress SearchFilter ApplicationPath TargetFilename',
  'CurrentDirectory ObjectType ServicePrincipalNames TemplateContent QueryResults ServiceStartType',
  'EventType TargetSid ParentUser NewTargetUserName DestAddress ContextInfo NewTemplateContent',
  'LayerRTID ImageFileName StartFunction Value ModifyingApplication Destination Commandline Message',
  'ShareName CallerProcessName ServiceFileName DestinationIsIpv6 TargetImage TargetObject Caption',
  'LocalName ImageLoaded ScriptBlockLogging SourceParentImage SourceFilename Protocol ValidatedPolicy',
  'ProcessPath OldValue ParentProcessId TaskContentNew Name payload SourceHostname ClientProcessId',
  'TargetParentImage ImpersonationLevel ExceptionCode FilterOrigin PackagePath SignatureStatus Hash',
  'AppID SidList ProcessNameBuffer PreviousCreationUtcTime Contents TargetOutboundUserName ImageName',
  'DeviceName RequestedPolicy FileNameBuffer TaskContent SourceCommandLine CreationUtcTime AppName',
  'subjectName process PackageFullName SourceName Data param3 Signature',
]
  .join(' ')
  .split(' ');

const renamed: Names = {
  Channel: 'winlog.channel',
  ComputerName: 'winlog.computer_name',
  Details: 'winlog.event_data.Detail',
  Keywords: 'winlog.keywords',
  OriginalFilename: 'winlog.event_data.OriginalFileName',
  Provider: 'winlog.provider_name',
  ProviderName: 'winlog.provider_name',
  ServerName: 'winlog.event_data.TargetServerName',
  Service: 'winlog.event_data.ServiceName',
  TargetName: 'winlog.event_data.TargetUserName',
  TaskName: 'winlog.task',
  User: 'winlog.user.name',
  UserName: 'winlog.user.name',
  WorkstationName: 'winlog.event_data.Workstation',
  CommandLine: 'process.command_line',
  hostname: 'host.hostname',
  message: 'windows.message',
  Provider_Name: 'winlog.provider_name',
  EventId: 'winlog.event_id',
  processPath: 'winlog.event_data.ProcessPath',
  DestinationPort: 'destination.port',
  DestinationIp: 'destination.ip',
  DestPort: 'destination.port',
  sha1: 'hash.sha1',
  SourceIp: 'source.ip',
  HostName: 'host.name',
  SourcePort: 'source.port',
  SourceAddress: 'source.ip',
  EventID: 'winlog.event_id',
  sha256: 'hash.sha256',
  md5: 'hash.md5',
};

export const windows: Names = {
  ...Object.fromEntries(kept.map((name) => [name, `winlog.event_data.${name}`])),
  ...renamed,
};
