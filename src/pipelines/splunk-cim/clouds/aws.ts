import { named, reworded } from '../../kit/change.ts';
import { sometimes } from '../../kit/partly.ts';
import * as sets from '../datasets.ts';
import type { Fields } from '../fields.ts';
import type { Place, Shared } from '../place.ts';
import { words } from './words.ts';

/*
 * CloudTrail, as Splunk's add-on for AWS (8.1) tags it by the name of an event, which is there as a command, or as a
 * signature: https://splunk.github.io/splunk-add-on-for-amazon-web-services.
 */

const changes = words(`
  Create* *Delete* *Remove* *Reboot*
  AttachRolePolicy BatchGetImage Decrypt DescribeAccessPoints DescribeAccountSubscription
  DescribeAddresses DescribeBackupPolicy DescribeCluster DescribeConfigurationSettings
  DescribeContinuousBackups DescribeCustomerGateways DescribeDBClusters
  DescribeDBClusterSnapshotAttributes DescribeDBClusterSnapshots DescribeDBEngineVersions
  DescribeDBInstances DescribeDBSecurityGroups DescribeDBSnapshotAttributes DescribeDBSnapshots
  DescribeDBSubnetGroups DescribeDeliveryStream DescribeDirectories DescribeDRTAccess
  DescribeEndpoint DescribeFileSystemPolicy DescribeFileSystems DescribeFleets DescribeHosts
  DescribeHub DescribeImages DescribeInstances DescribeInternetGateways DescribeJobs
  DescribeKeyPairs DescribeListeners DescribeLoadBalancers DescribeLoggingConfiguration
  DescribeLogStreams DescribeNatGateways DescribeNetworkAcls DescribeNetworkInterfaces
  DescribeNotebookInstance DescribeOrganizationConfiguration DescribeRepositories
  DescribeReservedDBInstances DescribeReservedInstances DescribeReservedInstancesListings
  DescribeRouteTables DescribeRules DescribeSecret DescribeSecurityGroupRules DescribeSecurityGroups
  DescribeSnapshots DescribeStacks DescribeStream DescribeSubnets DescribeTable DescribeTargetGroups
  DescribeUserProfiles DescribeVolumes DescribeVpcEndpoints DescribeVpcEndpointServicePermissions
  DescribeVpcs DescribeVpnConnections DescribeWorkspaceDirectories DescribeWorkspaces
  DetachInternetGateway DriverExecute EnableControl Error_GET GenerateCredentialReport
  GetAccessPointPolicy GetAccountPasswordPolicy GetAccountPublicAccessBlock GetAdminScope
  GetAlternateContact GetBucketEncryption GetContactInformation GetDomainPermissionsPolicy
  GetSecretValue GetSecurityConfigurations ListAliases ListOrganizationAdminAccounts ListRoles
  PutBucketAcl
`);

/** Of the network, but for what only looks. */
const network = words('*acl* *address* *gateway* *interface* *route* *security* *subnet* *vpc*');
const looks = words('Get* List* Describe*');

const kind = ['eventName', 'eventSource'];
const only = { sourcetype: ['aws:cloudtrail'] };

const event: Fields = {
  sourceIPAddress: named('src'),
  userAgent: named('user_agent'),
};

const change: Place = {
  dataset: sets.changes,
  fields: {
    ...event,
    eventName: named('command'),
    eventSource: named('dvc'),
    errorCode: named('result_id'),
    awsRegion: named('vendor_region'),
  },
  only,
  kind,
};

const logon: Place = {
  dataset: sets.authentication,
  fields: {
    ...event,
    eventName: named('signature'),
    errorMessage: named('reason'),
    'additionalEventData.MFAUsed': named(
      'authentication_method',
      reworded({ Yes: 'MFA', No: 'SFA' }),
    ),
    'responseElements.ConsoleLogin': sometimes('action', 'is told by an error code there, too'),
  },
  only,
  kind,
};

export const cloudtrail: Shared = {
  by: ['eventName'],
  sets: [
    [
      { of: changes, place: change },
      { of: network, but: looks, place: change },
    ],
    [{ of: ['ConsoleLogin'], place: logon }],
  ],
};
