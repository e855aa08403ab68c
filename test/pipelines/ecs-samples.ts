import type { Event } from '../../src/index.ts';

/**
 * What an event is of, its log source, the event as its source writes it, what Elastic's integration makes of
 * it, and selections: whether each is said exactly, and whether it finds the event.
 */
export type Sample = readonly [
  string,
  string,
  Event,
  Event,
  readonly (readonly [string, boolean, boolean])[],
];

/** The fields of the samples that are no keywords in the integrations' indices. */
export const types = {
  'source.ip': 'ip',
  'destination.ip': 'ip',
  'source.port': 'long',
  'destination.port': 'long',
  'process.pid': 'long',
  'http.response.status_code': 'long',
  'kubernetes.audit.responseStatus.code': 'long',
  'okta.security_context.is_proxy': 'boolean',
  'zeek.dns.rejected': 'boolean',
  'gcp.audit.authorization_info.granted': 'boolean',
  'aws.cloudtrail.console_login.additional_eventdata.mfa_used': 'boolean',
} as const;

export const samples: readonly Sample[] = [
  [
    'AWS CloudTrail',
    '{ product: aws, service: cloudtrail }',
    {
      eventName: 'ConsoleLogin',
      eventSource: 'signin.amazonaws.com',
      sourceIPAddress: '10.0.0.7',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/mia' },
      additionalEventData: { MFAUsed: 'No' },
    },
    {
      event: {
        dataset: 'aws.cloudtrail',
        action: 'ConsoleLogin',
        provider: 'signin.amazonaws.com',
      },
      source: { address: '10.0.0.7', ip: '10.0.0.7' },
      aws: {
        cloudtrail: {
          user_identity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/mia' },
          console_login: { additional_eventdata: { mfa_used: false } },
        },
      },
    },
    [
      ['{ eventName: consolelogin, userIdentity.type: IAMUser }', true, true],
      ['{ additionalEventData.MFAUsed: "NO" }', true, true],
      ['{ additionalEventData.MFAUsed: "Yes" }', true, false],
      ["{ userIdentity.arn|endswith: '/mia', eventSource|startswith: signin }", true, true],
      ['{ eventName: ConsoleLogin, requestParameters|contains: x }', false, false],
    ],
  ],
  [
    "Azure's activity log",
    '{ product: azure, service: activitylogs }',
    { operationName: 'MICROSOFT.NETWORK/FIREWALLS/WRITE' },
    {
      event: { dataset: 'azure.activitylogs', action: 'MICROSOFT.NETWORK/FIREWALLS/WRITE' },
      azure: { activitylogs: { operation_name: 'MICROSOFT.NETWORK/FIREWALLS/WRITE' } },
    },
    [['{ operationName|endswith: /firewalls/write }', true, true]],
  ],
  [
    "Entra ID's audit log",
    '{ product: azure, service: auditlogs }',
    { OperationName: 'Update user', Category: 'UserManagement', LoggedByService: 'Core Directory' },
    {
      event: { dataset: 'azure.auditlogs', action: 'Update user' },
      azure: {
        auditlogs: {
          operation_name: 'Update user',
          category: 'UserManagement',
          properties: { logged_by_service: 'Core Directory' },
        },
      },
    },
    [['{ OperationName: Update user, LoggedByService: Core Directory }', true, true]],
  ],
  [
    "Entra ID's sign-ins",
    '{ product: azure, service: signinlogs }',
    { ResultType: '50053', AuthenticationRequirement: 'singleFactorAuthentication' },
    {
      event: { dataset: 'azure.signinlogs' },
      azure: {
        signinlogs: {
          result_type: '50053',
          properties: { authentication_requirement: 'singleFactorAuthentication' },
        },
      },
    },
    [['{ ResultType: 50053, AuthenticationRequirement: singleFactorAuthentication }', true, true]],
  ],
  [
    'Entra ID Protection',
    '{ product: azure, service: riskdetection }',
    { riskEventType: 'anomalousToken' },
    {
      event: { dataset: 'azure.identity_protection' },
      azure: { identityprotection: { properties: { risk_event_type: 'anomalousToken' } } },
    },
    [['{ riskEventType: anomalousToken }', true, true]],
  ],
  [
    'Okta',
    '{ product: okta, service: okta }',
    {
      eventType: 'user.session.start',
      displayMessage: 'User login to Okta',
      securityContext: { isProxy: true },
      debugContext: { debugData: { requestUri: '/api/v1/authn' } },
    },
    {
      event: { dataset: 'okta.system', action: 'user.session.start' },
      okta: {
        event_type: 'user.session.start',
        display_message: 'User login to Okta',
        security_context: { is_proxy: true },
        debug_context: { debug_data: { request_uri: '/api/v1/authn' } },
      },
    },
    [
      ["{ eventType: user.session.start, securityContext.isProxy: 'true' }", true, true],
      ["{ securityContext.isProxy: 'false' }", true, false],
      ['{ debugContext.debugData.requestUri|contains: authn }', true, true],
    ],
  ],
  [
    "Google Cloud's audit log",
    '{ product: gcp, service: gcp.audit }',
    {
      'gcp.audit.method_name': 'v1.compute.firewalls.delete',
      data: { protoPayload: { authorizationInfo: { granted: true } } },
    },
    {
      event: { dataset: 'gcp.audit', action: 'v1.compute.firewalls.delete' },
      gcp: { audit: { authorization_info: [{ granted: true }] } },
    },
    [
      ['{ gcp.audit.method_name: v*.Compute.Firewalls.Delete }', true, true],
      ["{ data.protoPayload.authorizationInfo.granted: 'true' }", true, true],
    ],
  ],
  [
    'Google Workspace',
    '{ product: gcp, service: google_workspace.admin }',
    { eventService: 'admin.googleapis.com', eventName: 'REMOVE_PRIVILEGE' },
    { event: { dataset: 'google_workspace.admin', action: 'REMOVE_PRIVILEGE', provider: 'admin' } },
    [['{ eventService: admin.googleapis.com, eventName: REMOVE_PRIVILEGE }', true, true]],
  ],
  [
    'Microsoft 365',
    '{ product: m365, service: audit }',
    { Operation: 'Add user', Workload: 'AzureActiveDirectory', ObjectId: 'x' },
    {
      event: { dataset: 'o365.audit', action: 'Add user', provider: 'AzureActiveDirectory' },
      o365: { audit: { ObjectId: 'x' } },
    },
    [['{ Operation: add user, ObjectId: x }', true, true]],
  ],
  [
    'GitHub',
    '{ product: github, service: audit }',
    { action: 'repo.destroy', actor: 'mia' },
    { event: { dataset: 'github.audit', action: 'repo.destroy' }, user: { name: 'mia' } },
    [['{ action: repo.destroy, actor: mia }', true, true]],
  ],
  [
    'Bitbucket',
    '{ product: bitbucket, service: audit }',
    { auditType: { category: 'Permissions', action: 'Global permission granted' } },
    {
      event: { dataset: 'atlassian_bitbucket.audit' },
      bitbucket: {
        audit: { type: { category: 'Permissions', action: 'Global permission granted' } },
      },
    },
    [['{ auditType.category: Permissions, auditType.action|startswith: Global }', true, true]],
  ],
  [
    'Kubernetes',
    '{ product: kubernetes, category: application, service: audit }',
    { verb: 'create', objectRef: { resource: 'pods' }, responseStatus: { code: 403 } },
    {
      event: { dataset: 'kubernetes.audit_logs' },
      kubernetes: {
        audit: { verb: 'create', objectRef: { resource: 'pods' }, responseStatus: { code: 403 } },
      },
    },
    [['{ verb: create, objectRef.resource: pods, responseStatus.code: 403 }', true, true]],
  ],
  [
    'OpenCanary',
    '{ product: opencanary, category: application }',
    { logtype: 2000 },
    { event: { dataset: 'opencanary.events' }, log: { logger: 'LOG_FTP_LOGIN_ATTEMPT' } },
    [
      ['{ logtype: 2000 }', true, true],
      ['{ logtype: 3000 }', true, false],
      ['{ logtype|gt: 1999 }', false, true],
    ],
  ],
  [
    "Zeek's dns.log",
    '{ product: zeek, service: dns }',
    { query: 'a.minexmr.com', answers: ['10.0.0.1'], rejected: false, 'id.resp_p': 53 },
    {
      event: { dataset: 'zeek.dns' },
      zeek: { dns: { query: 'a.minexmr.com', answers: ['10.0.0.1'], rejected: false } },
      destination: { port: 53 },
    },
    [
      ["{ query|endswith: '.minexmr.com', rejected: 'false' }", true, true],
      ['{ answers: 10.0.0.1, id.resp_p: 53 }', true, true],
      ["{ rejected: 'true' }", true, false],
    ],
  ],
  [
    "Zeek's http.log",
    '{ product: zeek, service: http }',
    { 'c-uri': '/a.exe?x=1', 'c-useragent': 'curl', status_code: 200, 'id.resp_h': '10.1.2.3' },
    {
      event: { dataset: 'zeek.http', category: ['network', 'web'] },
      url: { original: '/a.exe?x=1' },
      user_agent: { original: 'curl' },
      http: { response: { status_code: 200 } },
      destination: { ip: '10.1.2.3' },
    },
    [
      ["{ c-uri|startswith: /a, 'id.resp_h|cidr': 10.0.0.0/8 }", true, true],
      ['{ status_code: 200, c-useragent: CURL }', true, true],
    ],
  ],
  [
    "Zeek's smb_files.log",
    '{ product: zeek, service: smb_files }',
    { name: 'spoolss', path: '\\\\fs\\IPC$' },
    {
      event: { dataset: 'zeek.smb_files' },
      zeek: { smb_files: { name: 'spoolss', path: '\\\\fs\\IPC$' } },
      file: { name: 'spoolss' },
    },
    [['{ path|endswith: IPC$, name: spoolss }', true, true]],
  ],
  [
    'a process of Linux',
    '{ product: linux, category: process_creation }',
    { Image: '/usr/bin/nc', CommandLine: 'nc -e /bin/sh', ParentImage: '/usr/bin/bash' },
    {
      event: { dataset: 'endpoint.events.process', action: 'exec' },
      host: { os: { type: 'linux' } },
      process: {
        executable: '/usr/bin/nc',
        command_line: 'nc -e /bin/sh',
        parent: { executable: '/usr/bin/bash' },
      },
    },
    [
      ["{ Image|endswith: /nc, CommandLine|contains: ' -e ' }", true, true],
      ['{ ParentImage: /usr/bin/bash }', true, true],
      ['{ Image|endswith: /nc, LogonId: 1 }', false, false],
    ],
  ],
  [
    'a process of macOS',
    '{ product: macos, category: process_creation }',
    { Image: '/usr/bin/osascript' },
    {
      event: { dataset: 'endpoint.events.process', action: 'exec' },
      host: { os: { type: 'macos' } },
      process: { executable: '/usr/bin/osascript' },
    },
    [['{ Image|endswith: /osascript }', true, true]],
  ],
  [
    'a connection of Linux',
    '{ product: linux, category: network_connection }',
    { Image: '/usr/bin/nc', Initiated: 'true', DestinationIp: '10.9.8.7', DestinationPort: 4444 },
    {
      event: { dataset: 'endpoint.events.network', action: 'connection_attempted' },
      host: { os: { type: 'linux' } },
      process: { executable: '/usr/bin/nc' },
      destination: { ip: '10.9.8.7', port: 4444 },
    },
    [
      ["{ Initiated: 'true', DestinationPort: 4444 }", true, true],
      ["{ Initiated: 'false' }", true, false],
      ['{ DestinationIp|cidr: 10.0.0.0/8 }', true, true],
    ],
  ],
  [
    'a file of Linux',
    '{ product: linux, category: file_event }',
    { TargetFilename: '/etc/cron.d/x' },
    {
      event: { dataset: 'endpoint.events.file', action: 'creation' },
      host: { os: { type: 'linux' } },
      file: { path: '/etc/cron.d/x' },
    },
    [['{ TargetFilename|startswith: /etc/cron }', true, true]],
  ],
  [
    "a record of Linux' audit daemon",
    '{ product: linux, service: auditd }',
    { type: 'EXECVE', a0: 'chmod', a1: '777' },
    {
      event: { dataset: 'auditd.log', action: 'execve' },
      process: { executable: 'chmod', args: ['chmod', '777'] },
    },
    [
      ['{ type: EXECVE }', true, true],
      ["{ type: EXECVE, a0: chmod, a1|contains: '7' }", false, true],
      ['{ type: SYSCALL }', true, false],
    ],
  ],
  [
    'a server of the web',
    '{ category: webserver }',
    { 'cs-uri-query': '/a?x=../..', 'cs-method': 'GET', 'sc-status': 200 },
    {
      event: { dataset: 'nginx.access', category: ['web'] },
      url: { original: '/a?x=../..' },
      http: { request: { method: 'GET' }, response: { status_code: 200 } },
    },
    [
      ["{ cs-method: get, sc-status: '200' }", true, true],
      ["{ cs-uri-query|contains: '../' }", false, true],
    ],
  ],
];
