export * from './ecs/index.ts';
export { ecsWindows } from './ecs-windows/index.ts';
export { maxpatrol } from './maxpatrol/index.ts';
export { opensearchSecurityAnalytics } from './opensearch-security-analytics/index.ts';
export { splunkCim, splunkDatamodel } from './splunk-cim/index.ts';
export { splunkSysmon, splunkWindows } from './splunk-windows/index.ts';
export { sysmon, windows } from './windows/index.ts';
