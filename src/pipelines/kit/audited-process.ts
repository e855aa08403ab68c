import type { Field } from '../pipeline.ts';
import { account } from './account.ts';
import { absent, hexadecimal, named, reworded } from './change.ts';

/*
 * 4688 of the security log, of which rules speak in the names of Sysmon's 1: the same process under other
 * names. https://learn.microsoft.com/windows/security/threat-protection/auditing/event-4688
 */

/** Levels of integrity as Sysmon names them, and the labels that the security log has for them. */
const labels = {
  Untrusted: 'S-1-16-0',
  Low: 'S-1-16-4096',
  Medium: 'S-1-16-8192',
  High: 'S-1-16-12288',
  System: 'S-1-16-16384',
};

/** Rules name the labels, too. */
export const integrity = reworded({
  ...labels,
  ...Object.fromEntries(Object.values(labels).map((label) => [label, label])),
});

/** What Sysmon says of a process and the security log does not. */
export const unaudited: Readonly<Record<string, Field>> = Object.fromEntries(
  [
    ...['OriginalFileName', 'ParentCommandLine', 'CurrentDirectory', 'LogonGuid', 'Hashes'],
    ...['Imphash', 'md5', 'sha1', 'sha256', 'ProcessGuid', 'ParentProcessGuid', 'ParentUser'],
    ...['Description', 'Product', 'Company', 'FileVersion', 'RuleName', 'TerminalSessionId'],
  ].map((field) => [field, absent]),
);

/** Under the names that the security log has for them itself. */
export const auditedProcess: Readonly<Record<string, Field>> = {
  ...unaudited,
  Image: named('NewProcessName'),
  ParentImage: named('ParentProcessName'),
  ProcessId: named('NewProcessId', hexadecimal),
  ParentProcessId: named('ProcessId', hexadecimal),
  User: account('SubjectDomainName', 'SubjectUserName'),
  LogonId: named('SubjectLogonId'),
  IntegrityLevel: named('MandatoryLabel', integrity),
};
