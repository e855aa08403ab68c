import { either, named, reworded } from '../kit/change.ts';
import { truth } from '../kit/truth.ts';
import type { Schema } from '../pipeline.ts';
import { type Fields, stream } from './stream.ts';

/*
 * Logs of clouds, as the ingest pipelines of Elastic's integrations write them:
 * https://www.elastic.co/docs/reference/integrations, and packages/ of https://github.com/elastic/integrations
 * (aws, azure, gcp, google_workspace, okta, o365).
 */

const identity = 'aws.cloudtrail.user_identity';

const cloudtrail: Fields = {
  eventName: named('event.action'),
  eventSource: named('event.provider'),
  eventType: named('aws.cloudtrail.event_type'),
  eventCategory: named('aws.cloudtrail.event_category'),
  errorCode: named('aws.cloudtrail.error_code'),
  errorMessage: named('aws.cloudtrail.error_message'),
  awsRegion: named('cloud.region'),
  sourceIPAddress: named('source.address'),
  userAgent: named('user_agent.original'),
  recipientAccountId: named('aws.cloudtrail.recipient_account_id'),
  'userIdentity.type': named(`${identity}.type`),
  'userIdentity.arn': named(`${identity}.arn`),
  'userIdentity.principalId': named('user.id'),
  'userIdentity.accountId': named('cloud.account.id'),
  'userIdentity.accessKeyId': named(`${identity}.access_key_id`),
  'userIdentity.invokedBy': named(`${identity}.invoked_by`),
  'userIdentity.sessionContext.sessionIssuer.type': named(
    `${identity}.session_context.session_issuer.type`,
  ),
  'userIdentity.sessionContext.sessionIssuer.arn': named(
    `${identity}.session_context.session_issuer.arn`,
  ),
  'additionalEventData.MFAUsed': named(
    'aws.cloudtrail.console_login.additional_eventdata.mfa_used',
    truth('Yes', 'No'),
  ),
};

const operation = (log: string) => named(`azure.${log}.operation_name`);

const activity: Fields = {
  operationName: operation('activitylogs'),
  OperationNameValue: operation('activitylogs'),
  CategoryValue: named('azure.activitylogs.event_category'),
  ResourceId: named('azure.resource.id'),
};

const audit = 'azure.auditlogs';

const audits: Fields = {
  operationName: operation('auditlogs'),
  OperationName: operation('auditlogs'),
  Category: named(`${audit}.category`),
  category: named(`${audit}.category`),
  ActivityDisplayName: named(`${audit}.properties.activity_display_name`),
  LoggedByService: named(`${audit}.properties.logged_by_service`),
};

const signIn = 'azure.signinlogs';
const signInOf = (name: string) => named(`${signIn}.properties.${name}`);

const signIns: Fields = {
  ResultType: named(`${signIn}.result_type`),
  ResultDescription: named(`${signIn}.result_description`),
  Resultdescription: named(`${signIn}.result_description`),
  AuthenticationRequirement: signInOf('authentication_requirement'),
  conditionalAccessStatus: signInOf('conditional_access_status'),
  ConditionalAccessStatus: signInOf('conditional_access_status'),
  ClientApp: signInOf('client_app_used'),
  'DeviceDetail.deviceId': signInOf('device_detail.device_id'),
  'DeviceDetail.trusttype': signInOf('device_detail.trust_type'),
  ResourceDisplayName: signInOf('resource_display_name'),
  RiskState: signInOf('risk_state'),
  Username: signInOf('user_principal_name'),
};

const risks: Fields = {
  riskEventType: named('azure.identityprotection.properties.risk_event_type'),
};

const service = either(named('service.name'), named('gcp.audit.service_name'));
const payload = 'data.protoPayload';

const gcp: Fields = {
  'gcp.audit.method_name': named('event.action'),
  [`${payload}.methodName`]: named('event.action'),
  [`${payload}.serviceName`]: service,
  [`${payload}.logName`]: named('log.logger'),
  [`${payload}.authorizationInfo.permission`]: named('gcp.audit.authorization_info.permission'),
  [`${payload}.authorizationInfo.granted`]: named('gcp.audit.authorization_info.granted', truth()),
};

/** Which of the suite's services it is: its name there is a short one. */
const provider = (name: string) =>
  named('event.provider', reworded({ [`${name}.googleapis.com`]: name }));

const workspaceAdmin: Fields = {
  eventName: named('event.action'),
  eventService: provider('admin'),
  new_value: named('google_workspace.admin.new_value'),
  setting_name: named('google_workspace.admin.setting.name'),
};

const workspaceLogin: Fields = {
  'protoPayload.metadata.event.eventName': named('event.action'),
  'protoPayload.serviceName': provider('login'),
  'protoPayload.Servicename': provider('login'),
};

const okta: Fields = {
  eventType: named('okta.event_type'),
  displayMessage: named('okta.display_message'),
  'outcome.result': named('okta.outcome.result'),
  'outcome.reason': named('okta.outcome.reason'),
  'actor.alternateId': named('okta.actor.alternate_id'),
  'actor.displayName': named('okta.actor.display_name'),
  'actor.type': named('okta.actor.type'),
  'securityContext.isProxy': named('okta.security_context.is_proxy', truth()),
  'debugContext.debugData.requestUri': named('okta.debug_context.debug_data.request_uri'),
};

const kept = (name: string): readonly [string, ReturnType<typeof named>] => [
  name,
  named(`o365.audit.${name}`),
];

const o365: Fields = {
  Operation: named('event.action'),
  Workload: named('event.provider'),
  ...Object.fromEntries(['ObjectId', 'UserId', 'UserKey', 'EventSource', 'ItemType'].map(kept)),
};

export const clouds: Readonly<Record<string, readonly Schema[]>> = {
  'aws//cloudtrail': [stream('aws.cloudtrail', cloudtrail, { beat: 'filebeat' })],
  'azure//activitylogs': [stream('azure.activitylogs', activity, { beat: 'filebeat' })],
  'azure//auditlogs': [stream('azure.auditlogs', audits, { beat: 'filebeat' })],
  'azure//signinlogs': [stream('azure.signinlogs', signIns, { beat: 'filebeat' })],
  'azure//riskdetection': [stream('azure.identity_protection', risks)],
  'gcp//gcp.audit': [stream('gcp.audit', gcp, { beat: 'filebeat' })],
  'gcp//google_workspace.admin': [
    stream('google_workspace.admin', workspaceAdmin, { beat: 'filebeat' }),
  ],
  'gcp//google_workspace.login': [
    stream('google_workspace.login', workspaceLogin, { beat: 'filebeat' }),
  ],
  'okta//okta': [stream('okta.system', okta, { beat: 'filebeat' })],
  'm365//audit': [stream('o365.audit', o365, { beat: 'filebeat' })],
};
