import type { Names } from './names.ts';

export const linux: Names = {
  name: 'user.filesystem.name',
  a0: 'auditd.log.a0',
  comm: 'auditd.log.comm',
  exe: 'auditd.log.exe',
  uid: 'auditd.log.uid',
  USER: 'system.auth.user',
  User: 'system.auth.user',
  Image: 'process.exe',
  DestinationHostname: 'rsa.web.remote_domain',
  CommandLine: 'process.command_line',
  ParentImage: 'process.parent.executable',
  CurrentDirectory: 'process.working_directory',
  LogonId: 'process.real_user.id',
};

export const network: Names = {
  action: 'netflow.firewall_event',
  'certificate.serial': 'zeek.x509.certificate.serial',
  name: 'zeek.smb_files.name',
  path: 'zeek.smb_files.path',
  dst_port: 'destination.port',
  qtype_name: 'zeek.dns.qtype_name',
  operation: 'zeek.dce_rpc.operation',
  endpoint: 'zeek.dce_rpc.endpoint',
  answers: 'zeek.dns.answers',
  query: 'zeek.dns.query',
  client_header_names: 'zeek.http.client_header_names',
  resp_mime_types: 'zeek.http.resp_mime_types',
  cipher: 'zeek.kerberos.cipher',
  request_type: 'zeek.kerberos.request_type',
  method: 'http.request.method',
  blocked: 'blocked-flag',
  Z: 'Z-flag',
  uri: 'url.path',
  'c-uri': 'url.path',
  'c-useragent': 'user_agent.name',
  status_code: 'http.response.status_code',
  dst_ip: 'destination.ip',
  src_ip: 'source.ip',
  user_agent: 'user_agent.name',
  request_body_len: 'http.request.body.bytes',
};

export const dns: Names = {
  record_type: 'dns.answers.type',
  query: 'dns.question.name',
  query_name: 'aws.route53.query_name',
  parent_domain: 'dns.question.registered_domain',
  version: 'aws.route53.version',
  account_id: 'aws.route53.account_id',
  region: 'aws.route53.region',
  vpc_id: 'aws.route53.vpc_id',
  query_timestamp: 'aws.route53.query_timestamp',
  query_class: 'aws.route53.query_class',
  query_type: 'aws.route53.query_type',
  srcaddr: 'aws.route53.srcaddr',
  srcport: 'aws.route53.srcport',
  transport: 'aws.route53.transport',
  'srcids.instance': 'aws.route53.srcids.instance',
  'srcids.resolver_endpoint': 'aws.route53.srcids.resolver_endpoint',
  'srcids.resolver_network_interface': 'aws.route53.srcids.resolver_network_interface',
  firewall_rule_action: 'aws.route53.srcids.firewall_rule_action',
  rcode: 'aws.route53.rcode',
  firewall_rule_group_id: 'aws.route53.srcids.firewall_rule_group_id',
};

export const cloudtrail: Names = {
  eventName: 'aws.cloudtrail.event_name',
  eventSource: 'aws.cloudtrail.event_source',
  eventVersion: 'aws.cloudtrail.event_version',
  eventID: 'aws.cloudtrail.event_id',
  eventType: 'aws.cloudtrail.event_type',
  eventCategory: 'aws.cloudtrail.event_category',
  errorMessage: 'aws.cloudtrail.error_message',
  errorCode: 'aws.cloudtrail.error_code',
  apiVersion: 'aws.cloudtrail.api_version',
  awsRegion: 'aws.cloudtrail.aws_region',
  'additionalEventData.LoginTo': 'aws.cloudtrail.additional_event_data.loginTo',
  'additionalEventData.MFAUsed': 'aws.cloudtrail.additional_event_data.mfaUsed',
  responseElements: 'aws.cloudtrail.response_elements.text',
  requestID: 'aws.cloudtrail.request_id',
  sourceIPAddress: 'aws.cloudtrail.source_ip_address',
  userAgent: 'aws.cloudtrail.user_agent',
  vpcEndpointId: 'aws.cloudtrail.vpc_endpoint_id',
  'responseElements.pendingModifiedValues.masterUserPassword':
    'aws.cloudtrail.response_elements.pending_modified_values.master_user_password',
  'requestParameters.arn': 'aws.cloudtrail.request_parameters.arn',
  'requestParameters.attribute': 'aws.cloudtrail.request_parameters.attribute',
  'requestParameters.userName': 'aws.cloudtrail.request_parameters.username',
  'requestParameters.roleArn': 'aws.cloudtrail.request_parameters.roleArn',
  'requestParameters.roleSessionName': 'aws.cloudtrail.request_parameters.roleSessionName',
  'requestParameters.containerDefinitions.command':
    'aws.cloudtrail.request_parameters.container_definitions.command',
  'userIdentity.type': 'aws.cloudtrail.user_identity.type',
  'userIdentity.principalId': 'aws.cloudtrail.user_identity.principalId',
  'userIdentity.arn': 'aws.cloudtrail.user_identity.arn',
  'userIdentity.accountId': 'aws.cloudtrail.user_identity.accountId',
  'userIdentity.accessKeyId': 'aws.cloudtrail.user_identity.accessKeyId',
  'userIdentity.identityProvider': 'aws.cloudtrail.user_identity.identityProvider',
  'userIdentity.userName': 'aws.cloudtrail.user_identity.userName',
  'userIdentity.invokedBy': 'aws.cloudtrail.user_identity.invokedBy',
  'userIdentity.sessionContext.sessionIssuer.type':
    'aws.cloudtrail.user_identity.session_context.session_issuer.type',
  'userIdentity.sessionContext.sessionIssuer.arn':
    'aws.cloudtrail.user_identity.session_context.session_issuer.arn',
  'userIdentity.sessionContext.attributes.creationDate':
    'aws.cloudtrail.user_identity.session_context.attributes.creationDate',
  'userIdentity.sessionContext.attributes.mfaAuthenticated':
    'aws.cloudtrail.user_identity.session_context.attributes.mfaAuthenticated',
  'userIdentity.webIdFederationData.federatedProvider':
    'aws.cloudtrail.user_identity.web_id_federation_data.federatedProvider',
  eventTime: 'timestamp',
};

export const azure: Names = {
  Resultdescription: 'azure.signinlogs.result_description',
  Status: 'azure.platformlogs.status',
  LoggedByService: 'azure.auditlogs.properties.logged_by_service',
  status: 'azure.platformlogs.status',
  TargetUserName: 'azure.signinlogs.properties.user_id',
  Category: 'azure.activitylogs.category',
  OperationName: 'azure.platformlogs.operation_name',
  ModifiedProperties_NewValue: 'modified_properties.new_value',
  ResourceProviderValue: 'azure.resource.provider',
  conditionalAccessStatus: 'azure.signinlogs.properties.conditional_access_status',
  SearchFilter: 'search_filter',
  Operation: 'azure.platformlogs.operation_name',
  ResultType: 'azure.platformlogs.result_type',
  DeviceDetail_isCompliant: 'azure.signinlogs.properties.device_detail.is_compliant',
  ResourceDisplayName: 'resource_display_name',
  AuthenticationRequirement: 'azure.signinlogs.properties.authentication_requirement',
  TargetResources: 'target_resources',
  DeviceDetail_deviceId: 'azure.signinlogs.properties.device_detail.device_id',
  OperationNameValue: 'azure.platformlogs.operation_name',
  ResourceId: 'azure.signinlogs.properties.resource_id',
  ResultDescription: 'azure.signinlogs.result_description',
  NetworkLocationDetails: 'azure.signinlogs.properties.network_location_details',
  CategoryValue: 'azure.activitylogs.category',
  ActivityDisplayName: 'azure.auditlogs.properties.activity_display_name',
  Initiatedby: 'azure.activitylogs.identity.claims_initiated_by_user.name',
  ResourceTenantId: 'azure.signinlogs.properties.resource_tenant_id',
  AppId: 'azure.signinlogs.properties.app_id',
  ClientApp: 'azure.signinlogs.properties.client_app_used',
  'DeviceDetail.trusttype': 'azure.signinlogs.properties.device_detail.trust_type',
  HomeTenantId: 'azure.signinlogs.properties.home_tenant_id',
  ActivityType: 'azure.auditlogs.properties.activity_display_name',
  operationName: 'azure.activitylogs.operation_name',
  userAgent: 'user_agent.name',
  RiskState: 'azure.signinlogs.properties.risk_state',
  Username: 'azure.activitylogs.identity.claims_initiated_by_user.name',
  'DeviceDetail.deviceId': 'azure.signinlogs.properties.device_detail.device_id',
  'DeviceDetail.isCompliant': 'azure.signinlogs.properties.device_detail.is_compliant',
  Location: 'azure.signinlogs.properties.network_location_details',
};

export const okta: Names = {
  eventtype: 'okta.event_type',
  displaymessage: 'okta.display_message',
};

export const github: Names = {
  action: 'github.action',
};

export const m365: Names = {
  eventSource: 'rsa.misc.event_source',
  eventName: 'rsa.misc.event_desc',
  status: 'rsa.misc.status',
  Payload: 'rsa.misc.payload_dst',
};

export const gworkspace: Names = {
  eventSource: 'google_workspace.admin.service.name',
  eventName: 'google_workspace.event.name',
  new_value: 'google_workspace.admin.new_value',
};
