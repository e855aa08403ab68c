import { named } from '../../kit/change.ts';
import * as sets from '../datasets.ts';
import type { Shared } from '../place.ts';
import { words } from './words.ts';

/*
 * Okta's system log, as Splunk's add-on for Okta Identity Cloud (5.0) tags it by the type of an event, which is there as
 * a command, or as a signature: https://splunk.github.io/splunk-add-on-for-okta-identity-cloud.
 */

const changes = words(`
  app.access_request.approver.approve app.access_request.approver.deny app.access_request.delete
  app.access_request.deny app.access_request.request app.oauth2.admin.consent.grant
  app.oauth2.admin.consent.revoke app.oauth2.api_resource.delete
  app.oauth2.as.consent.revoke.implicit.client app.oauth2.as.token.grant
  app.oauth2.as.token.grant.access_token app.oauth2.client.lifecycle.activate
  app.oauth2.client.lifecycle.create app.oauth2.client.lifecycle.deactivate
  app.oauth2.client.lifecycle.delete app.oauth2.client.lifecycle.update
  app.oauth2.credentials.lifecycle.activate app.oauth2.credentials.lifecycle.create
  app.oauth2.credentials.lifecycle.deactivate app.oauth2.credentials.lifecycle.delete
  app.oauth2.token.grant app.oauth2.token.grant.access_token app.oauth2.token.grant.id_token
  app.oauth2.token.grant.refresh_token app.oauth2.token.revoke app.oauth2.trusted_server.add
  app.oauth2.trusted_server.delete app.realtimesync.import.details.update_user app.user_management
  app.user_management.push_new_user_success app.user_management.user_group_import.delete_success
  app.user_management.user_group_import.upsert_success
  application.configuration.disable_fed_broker_mode application.configuration.enable_fed_broker_mode
  application.configuration.reset_logo application.configuration.update_logo
  application.lifecycle.activate application.lifecycle.create application.lifecycle.deactivate
  application.lifecycle.delete application.lifecycle.update application.policy.sign_on.rule.create
  application.provision.field_mapping_rule.change application.provision.group_push.delete_appgroup
  application.provision.group_push.mapping.created application.provision.group_push.push_memberships
  application.provision.user.deactivate application.provision.user.deprovision
  application.provision.user.push application.provision.user.push_profile
  application.provision.user.reactivate application.user_membership.add
  application.user_membership.change_password application.user_membership.change_username
  application.user_membership.remove application.user_membership.restore
  application.user_membership.restore_password application.user_membership.update
  device.enrollment.create device.lifecycle.activate device.lifecycle.deactivate
  device.lifecycle.delete device.lifecycle.suspend device.lifecycle.unsuspend device.user.add
  device.user.remove directory.app_user_profile.bootstrap directory.app_user_profile.update
  directory.linked_object.create directory.mapping.update directory.non_default_user_profile.create
  directory.user_profile.bootstrap directory.user_profile.update group.application_assignment.add
  group.application_assignment.remove group.application_assignment.update group.lifecycle.create
  group.lifecycle.delete group.profile.update group.user_membership.add group.user_membership.remove
  iam.resourceset.bindings.add iam.resourceset.create iam.role.create oauth2.as.created
  oauth2.as.deactivated oauth2.as.deleted oauth2.as.updated oauth2.claim.created
  oauth2.claim.deleted oauth2.scope.created oauth2.scope.deleted oauth2.scope.updated
  plugin.script_status policy.lifecycle.activate policy.lifecycle.create policy.lifecycle.deactivate
  policy.lifecycle.delete policy.lifecycle.update policy.mapping.create policy.rule.activate
  policy.rule.add policy.rule.deactivate policy.rule.delete policy.rule.update
  security.authenticator.lifecycle.activate security.authenticator.lifecycle.update
  security.behavior.settings.update security.threat.configuration.update self_service.disabled
  self_service.enabled system.agent.ad.connect system.agent.ad.create system.agent.ad.deactivate
  system.agent.ad.import_user system.agent.ad.reactivate system.agent.ad.realtimesync
  system.agent.ad.reset_user_password system.agent.ad.start system.agent.ad.update_user
  system.api_token.create system.api_token.enable system.api_token.revoke system.api_token.update
  system.brand.create system.email.challenge_factor_redeemed system.idp.lifecycle.activate
  system.idp.lifecycle.create system.idp.lifecycle.deactivate system.idp.lifecycle.delete
  system.import.complete system.import.complete_batch system.import.custom_object.complete
  system.import.custom_object.create system.import.group.complete system.import.group.create
  system.import.group.delete system.import.group.update system.import.group_membership.complete
  system.import.implicit_deletion.complete system.import.implicit_deletion.start
  system.import.membership_processing.complete system.import.membership_processing.start
  system.import.roadblock.updated system.import.user.complete system.import.user.create
  system.import.user.delete system.import.user.update system.import.user_matching.complete
  system.import.user_matching.start system.log_stream.lifecycle.activate
  system.log_stream.lifecycle.create system.log_stream.lifecycle.deactivate
  system.log_stream.lifecycle.delete system.log_stream.lifecycle.update system.mfa.factor.activate
  system.sms.send_account_unlock_message system.sms.send_factor_verify_message
  system.sms.send_okta_push_verify_message system.sms.send_password_reset_message
  system.sms.send_phone_verification_message user.account.expire_password user.account.lock
  user.account.privilege.grant user.account.privilege.revoke user.account.reset_password
  user.account.unlock user.account.unlock_by_admin user.account.update_password
  user.account.update_profile user.account.update_secondary_email user.lifecycle.activate
  user.lifecycle.create user.lifecycle.deactivate user.lifecycle.reactivate user.lifecycle.suspend
  user.lifecycle.unsuspend user.mfa.factor.activate user.mfa.factor.deactivate
  user.mfa.factor.reset_all user.mfa.factor.suspend user.mfa.factor.unsuspend user.mfa.factor.update
  user.session.end zone.create
`);

const logons = words(`
  app.access_request.expire app.generic.unauth_app_access_attempt app.oauth2.as.authorize
  app.oauth2.as.authorize.code app.oauth2.as.authorize.implicit.access_token
  app.oauth2.as.authorize.implicit.id_token app.oauth2.authorize app.oauth2.authorize.code
  app.oauth2.authorize.implicit.id_token application.policy.sign_on.deny_access
  application.provision.user.verify_exists policy.evaluate_sign_on
  system.push.send_factor_verify_push user.authentication.auth_via_AD_agent
  user.authentication.auth_via_IDP user.authentication.auth_via_mfa
  user.authentication.auth_via_radius user.authentication.auth_via_social user.authentication.sso
  user.authentication.verify user.mfa.okta_verify.deny_push user.session.start
`);

const alerts = words(`
  app.oauth2.token.detect_reuse
  application.provision.group_push.mapping.update.or.delete.failed.with.error
  core.concurrency.org.limit.violation system.agent.ad.write_ldap
  system.email.new_device_notification.sent_message system.import.incremental_converted_to_full
  system.operation.rate_limit.violation system.org.rate_limit.violation
  system.org.rate_limit.warning user.account.report_suspicious_activity_by_enduser
`);

const kind = ['eventType'];
const only = { sourcetype: ['OktaIM2:log'] };
const signature = { eventType: named('signature') };

export const okta: Shared = {
  by: kind,
  sets: [
    [
      {
        of: changes,
        place: { dataset: sets.changes, fields: { eventType: named('command') }, only, kind },
      },
    ],
    [{ of: logons, place: { dataset: sets.authentication, fields: signature, only, kind } }],
    [{ of: alerts, place: { dataset: sets.alerts, fields: signature, only, kind } }],
  ],
};
