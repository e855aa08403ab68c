import type { Shared } from '../place.ts';
import { cloudtrail } from './aws.ts';
import { directoryAudit } from './azure.ts';
import { github } from './github.ts';
import { workspaceAdmin, workspaceLogin } from './google-workspace.ts';
import { okta } from './okta.ts';

/** Logs of clouds, by the product and the service that rules name. */
export const clouds: Readonly<Record<string, Shared>> = {
  'aws/cloudtrail': cloudtrail,
  'azure/auditlogs': directoryAudit,
  'gcp/google_workspace.admin': workspaceAdmin,
  'gcp/google_workspace.login': workspaceLogin,
  'github/audit': github,
  'okta/okta': okta,
};
