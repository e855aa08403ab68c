import type { LogSource } from '../../ir/rule.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';
import { named } from './change.ts';
import { constant } from './constant.ts';

/** A kind of Windows' events: what they are about, the logs that they stand in, and their numbers there; none: all. */
export interface Kind {
  readonly about: string;
  readonly logs: readonly string[];
  readonly ids: readonly number[];
}

export const sysmonLog = 'Microsoft-Windows-Sysmon/Operational';
const powershell = ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'];

const sysmon = (about: string, ...ids: readonly number[]): readonly Kind[] => [
  { about, logs: [sysmonLog], ids },
];
const log = (about: string, logs: readonly string[], ...ids: readonly number[]): Kind[] => [
  { about, logs, ids },
];

/** Sigma's categories: https://sigmahq.io/docs/basics/log-sources.html, and Sysmon's own page for the numbers. */
const categories: Readonly<Record<string, readonly Kind[]>> = {
  process_creation: [...sysmon('process', 1), ...log('audited-process', ['Security'], 4688)],
  file_change: sysmon('file', 2),
  network_connection: sysmon('connection', 3),
  sysmon_status: sysmon('sysmon', 4, 16),
  process_termination: sysmon('action', 5),
  driver_load: sysmon('image', 6),
  image_load: sysmon('image', 7),
  create_remote_thread: sysmon('thread', 8),
  raw_access_thread: sysmon('action', 9),
  process_access: sysmon('access', 10),
  file_event: sysmon('file', 11),
  registry_add: sysmon('registry', 12),
  registry_delete: sysmon('registry', 12),
  registry_set: sysmon('registry', 13),
  registry_rename: sysmon('registry', 14),
  registry_event: sysmon('registry', 12, 13, 14),
  create_stream_hash: sysmon('file', 15),
  pipe_created: sysmon('pipe', 17, 18),
  wmi_event: sysmon('wmi', 19, 20, 21),
  dns_query: sysmon('dns', 22),
  file_delete: [...sysmon('archived-file', 23), ...sysmon('file', 26)],
  file_delete_detected: sysmon('file', 26),
  clipboard_capture: sysmon('clipboard', 24),
  process_tampering: sysmon('action', 25),
  file_block_executable: sysmon('file', 27),
  file_block_shredding: sysmon('file', 28),
  file_executable_detected: sysmon('file', 29),
  sysmon_error: sysmon('sysmon', 255),
  ps_module: log('module', powershell, 4103),
  ps_script: log('script', powershell, 4104),
  ps_classic_start: log('classic-powershell', ['Windows PowerShell'], 400),
  ps_classic_provider_start: log('classic-powershell', ['Windows PowerShell'], 600),
  ps_classic_script: log('classic-powershell', ['Windows PowerShell'], 800),
};

const microsoft = (...names: readonly string[]) => names.map((name) => `Microsoft-Windows-${name}`);

/** Sigma's services: the logs, as Windows calls them. */
const services: Readonly<Record<string, readonly string[]>> = {
  security: ['Security'],
  system: ['System'],
  application: ['Application'],
  sysmon: [sysmonLog],
  powershell,
  'powershell-classic': ['Windows PowerShell'],
  'dns-server': ['DNS Server'],
  'msexchange-management': ['MSExchange Management'],
  openssh: ['OpenSSH/Operational'],
  'iis-configuration': ['Microsoft-IIS-Configuration/Operational'],
  'microsoft-servicebus-client': [
    'Microsoft-ServiceBus-Client/Operational',
    'Microsoft-ServiceBus-Client/Admin',
  ],
  'appmodel-runtime': microsoft('AppModel-Runtime/Admin'),
  applocker: microsoft(
    'AppLocker/MSI and Script',
    'AppLocker/EXE and DLL',
    'AppLocker/Packaged app-Deployment',
    'AppLocker/Packaged app-Execution',
  ),
  'appxdeployment-server': microsoft('AppXDeploymentServer/Operational'),
  'appxpackaging-om': microsoft('AppxPackaging/Operational'),
  bitlocker: microsoft('BitLocker/BitLocker Management'),
  'bits-client': microsoft('Bits-Client/Operational'),
  capi2: microsoft('CAPI2/Operational'),
  'certificateservicesclient-lifecycle-system': microsoft(
    'CertificateServicesClient-Lifecycle-System/Operational',
  ),
  'codeintegrity-operational': microsoft('CodeIntegrity/Operational'),
  dhcp: microsoft('DHCP-Server/Operational'),
  'diagnosis-scripted': microsoft('Diagnosis-Scripted/Operational'),
  'dns-client': microsoft('DNS Client Events/Operational'),
  'dns-server-audit': microsoft('DNS-Server/Audit'),
  'driver-framework': microsoft('DriverFrameworks-UserMode/Operational'),
  'firewall-as': microsoft('Windows Firewall With Advanced Security/Firewall'),
  'hyper-v-worker': microsoft('Hyper-V-Worker'),
  ldap: microsoft('LDAP-Client/Debug'),
  'lsa-server': microsoft('LSA/Operational'),
  ntlm: microsoft('NTLM/Operational'),
  'printservice-admin': microsoft('PrintService/Admin'),
  'printservice-operational': microsoft('PrintService/Operational'),
  'security-mitigations': microsoft(
    'Security-Mitigations/Kernel Mode',
    'Security-Mitigations/User Mode',
  ),
  sense: microsoft('SENSE/Operational'),
  'shell-core': microsoft('Shell-Core/Operational'),
  'smbclient-connectivity': microsoft('SmbClient/Connectivity'),
  'smbclient-security': microsoft('SmbClient/Security'),
  'smbserver-connectivity': microsoft('SMBServer/Connectivity'),
  taskscheduler: microsoft('TaskScheduler/Operational'),
  'terminalservices-localsessionmanager': microsoft(
    'TerminalServices-LocalSessionManager/Operational',
  ),
  vhdmp: microsoft('VHDMP-Operational'),
  windefend: microsoft('Windows Defender/Operational'),
  wmi: microsoft('WMI-Activity/Operational'),
};

/** The logs that a service of Sigma's stands for, as Windows calls them; null where it is none of Windows'. */
export const logsOf = (service: string): readonly string[] | null =>
  entryOf(services, service) ?? null;

/** What a table has under a name that a rule gives. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** The kinds that a log source's events are of; null where it is none of Windows', or not known. */
function kindsOf({ product, category, service }: LogSource): readonly Kind[] | null {
  if (product !== 'windows') return null;
  const logs = service === undefined ? undefined : entryOf(services, service);
  if (service !== undefined && !logs) return null;
  if (category === undefined) return logs ? [{ about: service!, logs, ids: [] }] : null;
  const kinds = entryOf(categories, category);
  if (!kinds || !logs) return kinds ?? null;
  const within = kinds.filter((kind) => kind.logs.some((name) => logs.includes(name)));
  return within.length > 0 ? within : null;
}

/** Finds the schemas of a log source's kinds; of those in Sysmon's log alone, or of all. */
export function schemasBy(
  schemaOf: (kind: Kind) => Schema,
  of: 'all' | 'sysmon' = 'all',
): SchemaPipeline['schemasOf'] {
  const known = new Map<string, readonly Schema[]>();
  return (source) => {
    const key = `${source.category}/${source.service}`;
    const kinds = kindsOf(source)?.filter(({ logs }) => of === 'all' || logs.includes(sysmonLog));
    if (!kinds || kinds.length === 0) return null;
    const schemas = known.get(key) ?? kinds.map((kind) => decided(schemaOf(kind), kind));
    known.set(key, schemas);
    return schemas;
  };
}

/** A rule may name the log and the number, too: of one kind of event both are known. */
export function decided(schema: Schema, { logs, ids }: Omit<Kind, 'about'>): Schema {
  const fields = new Map(schema.fields);
  for (const [name, known] of [
    ['Channel', logs],
    ['EventID', ids],
  ] as const) {
    const field = fields.get(name) ?? named(name);
    if (known.length === 1)
      fields.set(name, { ...field, ask: constant(String(known[0]), field).ask });
  }
  return { ...schema, fields };
}
