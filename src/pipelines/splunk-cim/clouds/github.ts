import { named } from '../../kit/change.ts';
import * as sets from '../datasets.ts';
import type { Shared } from '../place.ts';
import { words } from './words.ts';

/*
 * The audit log of GitHub's cloud, as Splunk's add-on for GitHub (3.3) tags it by what was done, which is there as a
 * command, or as a signature: https://splunk.github.io/splunk-add-on-for-github.
 */

const changes = words(`
  business.advanced_security_policy_update business.clear_members_can_create_repos
  business.disable_two_factor_requirement business.enable_two_factor_requirement
  business.remove_member business.set_actions_fork_pr_approvals_policy
  business.set_actions_retention_limit business.set_fork_pr_workflows_policy
  business.update_actions_settings business.update_member_repository_creation_permission
  business.update_member_repository_invitation_permission
  business_secret_scanning_custom_pattern.create business_secret_scanning_custom_pattern.delete
  business_secret_scanning_custom_pattern.update checks.delete_logs codespaces.allow_permissions
  codespaces.create codespaces.destroy codespaces.export_environment environment.create
  environment.delete environment.remove_protection_rule external_group.add_member
  external_group.delete external_group.provision external_group.remove_member external_group.unlink
  external_group.update external_identity.deprovision external_identity.provision
  external_identity.update git.clone git.fetch git.push hook.create
  integration_installation.repositories_added integration_installation.repositories_removed
  ip_allow_list_entry.create ip_allow_list_entry.destroy issue_comment.update
  issues.deletes_disabled issues.deletes_enabled issues.deletes_policy_cleared
  members_can_delete_repos.clear members_can_delete_repos.disable members_can_delete_repos.enable
  members_can_view_dependency_insights.clear members_can_view_dependency_insights.disable
  members_can_view_dependency_insights.enable oauth_access.create oauth_access.regenerate
  org.accept_business_invitation org.add_member org.advanced_security_disabled_for_new_repos
  org.advanced_security_disabled_on_all_repos org.advanced_security_enabled_for_new_repos
  org.advanced_security_enabled_on_all_repos org.advanced_security_policy_selected_member_disabled
  org.advanced_security_policy_selected_member_enabled
  org.allow_third_party_access_requests_from_outside_collaborators_disabled
  org.allow_third_party_access_requests_from_outside_collaborators_enabled org.block_user
  org.cancel_business_invitation org.cancel_invitation org.config.disable_collaborators_only
  org.config.disable_contributors_only org.config.disable_sockpuppet_disallowed
  org.config.enable_collaborators_only org.config.enable_contributors_only
  org.config.enable_sockpuppet_disallowed org.confirm_business_invitation org.create
  org.create_actions_secret org.create_integration_secret
  org.disable_member_team_creation_permission org.disable_oauth_app_restrictions
  org.disable_reader_discussion_creation_permission org.disable_saml
  org.disable_two_factor_requirement org.display_commenter_full_name_disabled
  org.display_commenter_full_name_enabled org.enable_member_team_creation_permission
  org.enable_oauth_app_restrictions org.enable_reader_discussion_creation_permission org.enable_saml
  org.enable_two_factor_requirement org.integration_manager_added org.integration_manager_removed
  org.invite_member org.oauth_app_access_approved org.oauth_app_access_denied
  org.register_self_hosted_runner org.remove_actions_secret org.remove_integration_secret
  org.remove_member org.remove_outside_collaborator org.rename org.restore_member
  org.runner_group_created org.runner_group_removed org.runner_group_updated
  org.secret_scanning_custom_pattern_push_protection_disabled
  org.secret_scanning_custom_pattern_push_protection_enabled
  org.secret_scanning_push_protection_custom_message_disabled
  org.secret_scanning_push_protection_custom_message_enabled
  org.secret_scanning_push_protection_disable org.secret_scanning_push_protection_enable
  org.secret_scanning_push_protection_new_repos_enable org.set_actions_fork_pr_approvals_policy
  org.set_actions_retention_limit org.set_default_workflow_permissions
  org.set_workflow_permission_can_approve_pr org.unblock_user org.update_actions_secret
  org.update_actions_settings org.update_default_repository_permission org.update_integration_secret
  org.update_member org.update_member_repository_creation_permission
  org.update_member_repository_invitation_permission
  org.update_new_repository_default_branch_setting org.update_saml_provider_settings
  org.update_terms_of_service org_credential_authorization.deauthorize
  org_credential_authorization.grant organization_projects_change.clear
  organization_projects_change.disable organization_projects_change.enable organization_role.assign
  organization_role.create organization_role.destroy organization_role.revoke
  organization_role.update pages_protected_domain.create pages_protected_domain.delete
  private_repository_forking.clear private_repository_forking.disable
  private_repository_forking.enable project_base_role.update protected_branch.branch_allowances
  protected_branch.policy_override protected_branch.rejected_ref_update
  protected_branch.update_required_status_checks_enforcement_level public_key.create
  public_key.delete pull_request.close pull_request.converted_to_draft pull_request.create
  pull_request.create_review_request pull_request.merge pull_request.ready_for_review
  pull_request.rebase pull_request.remove_review_request pull_request.reopen
  pull_request_review.delete pull_request_review.submit pull_request_review_comment.create
  pull_request_review_comment.delete pull_request_review_comment.update repo.access
  repo.actions_enabled repo.add_member repo.add_topic repo.advanced_security_disabled
  repo.advanced_security_enabled repo.archived repo.change_merge_setting
  repo.code_scanning_analysis_deleted repo.code_scanning_configuration_for_branch_deleted
  repo.codeql_enabled repo.config.disable_collaborators_only repo.config.disable_contributors_only
  repo.config.disable_sockpuppet_disallowed repo.config.enable_collaborators_only
  repo.config.enable_contributors_only repo.config.enable_sockpuppet_disallowed repo.create
  repo.create_actions_secret repo.create_integration_secret repo.destroy repo.download_zip
  repo.pages_cname repo.pages_create repo.pages_destroy repo.pages_https_redirect_disabled
  repo.pages_https_redirect_enabled repo.pages_private repo.pages_public repo.pages_source
  repo.register_self_hosted_runner repo.remove_actions_secret repo.remove_integration_secret
  repo.remove_member repo.remove_self_hosted_runner repo.remove_topic repo.rename
  repo.self_hosted_runner_offline repo.self_hosted_runner_online
  repo.set_actions_fork_pr_approvals_policy repo.set_actions_retention_limit repo.transfer
  repo.transfer_outgoing repo.unarchived repo.update_actions_secret repo.update_actions_settings
  repo.update_default_branch repo.update_integration_secret repo.update_member
  repository_dependency_graph.enable repository_invitation.create repository_projects_change.clear
  repository_projects_change.disable repository_projects_change.enable repository_ruleset.destroy
  repository_secret_scanning.enable repository_secret_scanning_automatic_validity_checks.enabled
  repository_secret_scanning_generic_secrets.enabled
  repository_secret_scanning_non_provider_patterns.enabled
  repository_secret_scanning_push_protection.disable
  repository_secret_scanning_push_protection.enable repository_visibility_change.clear
  repository_visibility_change.disable repository_visibility_change.enable
  repository_vulnerability_alerts.disable repository_vulnerability_alerts.enable
  required_status_check.create required_status_check.destroy security_configuration.create
  security_configuration.delete security_configuration_default.update team.add_member
  team.add_repository team.change_parent_team team.change_privacy team.create team.demote_maintainer
  team.destroy team.promote_maintainer team.remove_member team.remove_repository team.rename
  team.update_repository_permission team_discussions.clear team_discussions.disable
  team_discussions.enable user.logout user_session.country_change user_status.destroy
  user_status.update workflows.cancel_workflow_run workflows.completed_workflow_run
  workflows.created_workflow_run workflows.enable_workflow workflows.prepared_workflow_job
  workflows.rerun_workflow_run
`);

const alerts = words(`
  external_group.scim_api_failure external_group.scim_api_success external_identity.scim_api_failure
  external_identity.scim_api_success repository_vulnerability_alert.create
  repository_vulnerability_alert.reopen repository_vulnerability_alert.resolve
  secret_scanning_alert.create secret_scanning_alert.reopen secret_scanning_alert.resolve
  secret_scanning_alert.validate secret_scanning_push_protection.bypass
  secret_scanning_push_protection_request.deny user.creation_rate_limit_exceeded
  user.new_device_used user.sign_in_from_unrecognized_device
`);

const kind = ['action'];
const only = { sourcetype: ['github:cloud:audit'] };

export const github: Shared = {
  by: kind,
  sets: [
    [
      {
        of: changes,
        place: { dataset: sets.changes, fields: { action: named('command') }, only, kind },
      },
    ],
    [
      {
        of: alerts,
        place: { dataset: sets.alerts, fields: { action: named('signature_id') }, only, kind },
      },
    ],
  ],
};
