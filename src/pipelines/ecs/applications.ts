import { text } from '../../ir/pattern.ts';
import { named, reworded } from '../kit/change.ts';
import type { Field, Schema } from '../pipeline.ts';
import { type Fields, stream } from './stream.ts';

/*
 * Logs of applications, as Elastic's integrations write them: packages/github, atlassian_bitbucket, kubernetes and
 * opencanary of https://github.com/elastic/integrations.
 */

const github: Fields = {
  action: named('event.action'),
  actor: named('user.name'),
  org: named('github.org'),
  repo: named('github.repo'),
  user: named('user.target.name'),
};

const bitbucket: Fields = {
  'auditType.action': named('bitbucket.audit.type.action'),
  'auditType.category': named('bitbucket.audit.type.category'),
};

const kubernetes: Fields = Object.fromEntries(
  [
    ...['verb', 'requestURI', 'userAgent', 'user.username', 'responseStatus.code'],
    ...['resource', 'subresource', 'namespace', 'name', 'apiGroup'].map(
      (part) => `objectRef.${part}`,
    ),
  ].map((name) => [name, named(`kubernetes.audit.${name}`)]),
);

/** OpenCanary's numbers of what happened, and the words that take their place. */
const canaryTypes = {
  2000: 'LOG_FTP_LOGIN_ATTEMPT',
  3000: 'LOG_HTTP_GET',
  3001: 'LOG_HTTP_POST_LOGIN_ATTEMPT',
  4000: 'LOG_SSH_NEW_CONNECTION',
  4001: 'LOG_SSH_REMOTE_VERSION_SENT',
  4002: 'LOG_SSH_LOGIN_ATTEMPT',
  5000: 'LOG_SMB_FILE_OPEN',
  5001: 'LOG_PORT_SYN',
  5002: 'LOG_PORT_NMAPOS',
  5003: 'LOG_PORT_NMAPNULL',
  5004: 'LOG_PORT_NMAPXMAS',
  5005: 'LOG_PORT_NMAPFIN',
  6001: 'LOG_TELNET_LOGIN_ATTEMPT',
  7001: 'LOG_HTTPPROXY_LOGIN_ATTEMPT',
  8001: 'LOG_MYSQL_LOGIN_ATTEMPT',
  9001: 'LOG_MSSQL_LOGIN_SQLAUTH',
  9002: 'LOG_MSSQL_LOGIN_WINAUTH',
  10001: 'LOG_TFTP',
  11001: 'LOG_NTP_MONLIST',
  12001: 'LOG_VNC',
  13001: 'LOG_SNMP_CMD',
  14001: 'LOG_RDP',
  15001: 'LOG_SIP_REQUEST',
  16001: 'LOG_GIT_CLONE_REQUEST',
  17001: 'LOG_REDIS_COMMAND',
};

const logType = named('log.logger', reworded(canaryTypes));

/** A number, which is one of some words there. */
const canaryType: Field = {
  ask(test) {
    if (test.kind !== 'number') return logType.ask(test);
    const { field, value, at } = test;
    const pattern = [text(String(value))];
    return logType.ask({ kind: 'match', field, pattern, cased: false, at });
  },
};

const canary: Fields = {
  logtype: canaryType,
  node_id: named('opencanary.node.id'),
};

const kubernetesAudit = [stream('kubernetes.audit_logs', kubernetes)];

export const applications: Readonly<Record<string, readonly Schema[]>> = {
  'github//audit': [stream('github.audit', github)],
  'bitbucket//audit': [stream('atlassian_bitbucket.audit', bitbucket)],
  'kubernetes/application/audit': kubernetesAudit,
  'kubernetes//audit': kubernetesAudit,
  'opencanary/application/': [stream('opencanary.events', canary)],
};
