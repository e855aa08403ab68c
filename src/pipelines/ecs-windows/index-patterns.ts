import { sysmonLog } from '../kit/windows.ts';

/*
 * Where the events of a log are: Winlogbeat's own index, and the data streams of Elastic's integrations
 * "Windows" and "System"; of other logs, those of "Custom Windows Event Logs".
 * https://www.elastic.co/docs/reference/integrations/windows, .../system, .../winlog
 */

const streams: Readonly<Record<string, string>> = {
  Security: 'logs-system.security-*',
  System: 'logs-system.system-*',
  Application: 'logs-system.application-*',
  [sysmonLog]: 'logs-windows.sysmon_operational-*',
  'Windows PowerShell': 'logs-windows.powershell-*',
  'Microsoft-Windows-PowerShell/Operational': 'logs-windows.powershell_operational-*',
  'Microsoft-Windows-Windows Defender/Operational': 'logs-windows.windows_defender-*',
  'Microsoft-Windows-AppLocker/EXE and DLL': 'logs-windows.applocker_exe_and_dll-*',
  'Microsoft-Windows-AppLocker/MSI and Script': 'logs-windows.applocker_msi_and_script-*',
  'Microsoft-Windows-AppLocker/Packaged app-Deployment':
    'logs-windows.applocker_packaged_app_deployment-*',
  'Microsoft-Windows-AppLocker/Packaged app-Execution':
    'logs-windows.applocker_packaged_app_execution-*',
};

/** Index patterns that hold the events of some logs; those that are forwarded are in a stream of their own. */
export const indexOf = (logs: readonly string[]): readonly string[] => [
  'winlogbeat-*',
  'logs-windows.forwarded-*',
  ...logs.map((name) => streams[name] ?? 'logs-winlog.winlog-*'),
];
