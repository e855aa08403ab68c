import { named } from '../../kit/change.ts';
import * as sets from '../datasets.ts';
import type { Shared } from '../place.ts';
import { phrases } from './words.ts';

/*
 * The audit log of Entra ID, as Splunk's add-on for Microsoft Cloud Services (6.1) tags it by the name of an operation,
 * which is there as a command: https://splunk.github.io/splunk-add-on-for-microsoft-cloud-services.
 */

const changes = phrases(`
  Access review ended; Add app role assignment grant to user; Add app role assignment to group;
  Add application; Add blocked user; Add conditional access policy; Add device;
  Add eligible member to role; Add eligible member to role in PIM completed (permanent);
  Add eligible member to role in PIM completed (timebound);
  Add eligible member to role in PIM requested (permanent);
  Add eligible member to role in PIM requested (timebound); Add group; Add label;
  Add member to group; Add member to role; Add member to role completed (PIM activation);
  Add member to role in PIM completed (permanent); Add member to role in PIM completed (timebound);
  Add member to role in PIM requested (permanent); Add member to role in PIM requested (timebound);
  Add member to role outside of PIM (permanent); Add member to role requested (PIM activation);
  Add owner to application; Add owner to group; Add owner to service principal; Add policy;
  Add role definition; Add role from template; Add service principal; Add unverified domain;
  Add user; Bulk create users - finished (bulk); Bulk create users - started (bulk);
  Bulk delete users - finished (bulk); Bulk delete users - started (bulk);
  Bulk import group members - finished (bulk); Bulk import group members - started (bulk);
  Bulk invite users - finished (bulk); Bulk invite users - started (bulk);
  Bulk remove group members - finished (bulk); Bulk remove group members - started (bulk);
  Bulk restore deleted users - finished (bulk); Bulk restore deleted users - started (bulk);
  Change password (self-service); Change user password; Clear block on user;
  Consent to application; Create access package catalog; Create access review;
  Create business flow; Create company settings; Create connected organization;
  Create resource request; Delete access package catalog; Delete access review; Delete application;
  Delete business flow; Delete conditional access policy; Delete external user; Delete group;
  Delete policy; Delete role definition; Delete user; Disable account;
  Download devices - finished (bulk); Download devices - started (bulk);
  Download group members - finished (bulk); Download group members - started (bulk);
  Download groups - finished (bulk); Download groups - started (bulk);
  Download service principals - finished (bulk); Download service principals - started (bulk);
  Download users - finished (bulk); Download users - started (bulk); Enable account;
  Finish applying group based license to users; Get resource properties of a tenant;
  Get tenant details; Hard Delete application; Hard Delete group; Hard delete service principal;
  Hard Delete user; Initialize tenant; Invite external user; POST Tenant.CreateTenant;
  Redeem external user invite; Register device; Remove app role assignment from user;
  Remove eligible member from role; Remove eligible member from role in PIM completed (permanent);
  Remove eligible member from role in PIM completed (timebound); Remove member from group;
  Remove member from role; Remove member from role in PIM completed (permanent);
  Remove member from role in PIM completed (timebound);
  Remove member from role in PIM requested (permanent);
  Remove member from role in PIM requested (timebound); Remove owner from application;
  Remove owner from group; Remove service principal; Remove unverified domain;
  Reset password (by admin); Reset user password; Restore application; Restore user;
  Set Company Information; Set directory feature on tenant; Set group license; Set user manager;
  Update access package catalog; Update access review; Update application;
  Update application – Certificates and secrets management*; Update authorization policy;
  Update business flow; Update company settings; Update conditional access policy; Update group;
  Update NotificationSettings; Update policy; Update role; Update role setting in PIM;
  Update service principal; Update Sign-In Risk Policy; Update user;
  Update User Risk and MFA Registration Policy; User registered all required security info;
  User registered security info; Verify domain; Viral user creation
`);

const operation = named('command');

export const directoryAudit: Shared = {
  by: ['operationName', 'OperationName'],
  sets: [
    [
      {
        of: changes,
        place: {
          dataset: sets.changes,
          fields: { operationName: operation, OperationName: operation },
          only: { sourcetype: ['azure:monitor:aad'] },
          kind: ['operationName', 'OperationName', 'Category', 'LoggedByService'],
        },
      },
    ],
  ],
};
