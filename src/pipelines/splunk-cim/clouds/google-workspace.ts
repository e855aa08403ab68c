import { named } from '../../kit/change.ts';
import { constant } from '../../kit/constant.ts';
import * as sets from '../datasets.ts';
import type { Shared } from '../place.ts';
import { words } from './words.ts';

/*
 * Logs of Google Workspace, as Splunk's add-on (4.0) tags them by the name of an event, which is there as a command, or
 * as a signature: https://splunk.github.io/splunk-add-on-for-google-workspace.
 */

const changes = words(`
  ADD_PRIVILEGE ADD_RECOVERY_EMAIL ADD_RECOVERY_PHONE ADD_TO_BLOCKED_OAUTH2_APPS
  ADD_TO_TRUSTED_OAUTH2_APPS ALLOW_SERVICE_FOR_OAUTH2_ACCESS ARCHIVE_USER ASSIGN_ROLE
  AUTHORIZE_API_CLIENT_ACCESS BLOCK_ALL_THIRD_PARTY_API_ACCESS BLOCK_ON_DEVICE_ACCESS
  CHANGE_ALLOWED_TWO_STEP_VERIFICATION_METHODS CHANGE_APP_ACCESS_SETTINGS_COLLECTION_ID
  CHANGE_CAA_APP_ASSIGNMENTS CHANGE_EMAIL_SETTING CHANGE_FIRST_NAME CHANGE_GMAIL_SETTING
  CHANGE_LAST_NAME CHANGE_MOBILE_SETTING CHANGE_PASSWORD CHANGE_PASSWORD_ON_NEXT_LOGIN
  CHANGE_RECOVERY_EMAIL CHANGE_RECOVERY_PHONE
  CHANGE_TWO_STEP_VERIFICATION_ENROLLMENT_PERIOD_DURATION CHANGE_TWO_STEP_VERIFICATION_FREQUENCY
  CHANGE_TWO_STEP_VERIFICATION_GRACE_PERIOD_DURATION CHANGE_TWO_STEP_VERIFICATION_START_DATE
  CHANGE_USER_LOCATION CREATE_CALENDAR_RESOURCE CREATE_EMAIL_MONITOR CREATE_GMAIL_SETTING
  CREATE_ROLE CREATE_USER DELETE_EMAIL_MONITOR DELETE_GMAIL_SETTING DELETE_ROLE DELETE_USER
  DISALLOW_SERVICE_FOR_OAUTH2_ACCESS ENABLE_NON_ADMIN_USER_PASSWORD_RECOVERY
  ENABLE_USER_IP_WHITELIST ENFORCE_STRONG_AUTHENTICATION GENERATE_2SV_SCRATCH_CODES GMAIL_RESET_USER
  GRANT_ADMIN_PRIVILEGE GRANT_DELEGATED_ADMIN_PRIVILEGES MAIL_ROUTING_DESTINATION_ADDED
  MAIL_ROUTING_DESTINATION_REMOVED MOVE_USER_TO_ORG_UNIT ORG_LICENSE_REVOKE
  REMOVE_FROM_BLOCKED_OAUTH2_APPS REMOVE_FROM_TRUSTED_OAUTH2_APPS REMOVE_PRIVILEGE
  REMOVE_RECOVERY_EMAIL REMOVE_RECOVERY_PHONE RENAME_ROLE RENAME_USER RESET_SIGNIN_COOKIES
  REVOKE_ADMIN_PRIVILEGE SECURITY_KEY_REGISTERED_FOR_USER SESSION_CONTROL_SETTINGS_CHANGE
  SUSPEND_USER TRUST_DOMAIN_OWNED_OAUTH2_APPS TURN_OFF_2_STEP_VERIFICATION UNARCHIVE_USER
  UNASSIGN_ROLE UNBLOCK_ALL_THIRD_PARTY_API_ACCESS UNBLOCK_ON_DEVICE_ACCESS UNBLOCK_USER_SESSION
  UNDELETE_USER UNENROLL_USER_FROM_STRONG_AUTH UNENROLL_USER_FROM_TITANIUM UNSUSPEND_USER
  UNTRUST_DOMAIN_OWNED_OAUTH2_APPS UPDATE_CALENDAR_RESOURCE UPDATE_ROLE USER_LICENSE_ASSIGNMENT
  USER_LICENSE_REVOKE USER_PUT_IN_TWO_STEP_VERIFICATION_GRACE_PERIOD
  WEAK_PROGRAMMATIC_LOGIN_SETTINGS_CHANGED
`);

const ownChanges = words(`
  2sv_disable 2sv_enroll account_disabled_generic account_disabled_spamming
  account_disabled_spamming_through_relay email_forwarding_out_of_domain logout password_edit
  recovery_email_edit recovery_phone_edit recovery_secret_qa_edit titanium_enroll titanium_unenroll
`);

const alerts = words(`
  account_disabled_hijacked account_disabled_password_leak gov_attack_warning suspicious_login
  suspicious_login_less_secure_app suspicious_programmatic_login
`);

const admin = { eventService: constant('admin.googleapis.com') };
const login = constant('login.googleapis.com');
// rules write it both ways
const logins = { 'protoPayload.serviceName': login, 'protoPayload.Servicename': login };

export const workspaceAdmin: Shared = {
  by: ['eventName'],
  sets: [
    [
      {
        of: changes,
        place: {
          dataset: sets.changes,
          fields: { ...admin, eventName: named('command') },
          only: { sourcetype: ['gws:reports:admin'] },
          kind: ['eventName', 'eventService'],
        },
      },
    ],
  ],
};

const name = 'protoPayload.metadata.event.eventName';
const kind = [name, ...Object.keys(logins)];
const only = { sourcetype: ['gws:reports:login'] };

export const workspaceLogin: Shared = {
  by: [name],
  sets: [
    [
      {
        of: ownChanges,
        place: {
          dataset: sets.changes,
          fields: { ...logins, [name]: named('command') },
          only,
          kind,
        },
      },
    ],
    [
      {
        of: alerts,
        place: {
          dataset: sets.alerts,
          fields: { ...logins, [name]: named('signature_id') },
          only,
          kind,
        },
      },
    ],
  ],
};
