/*
 * Data sets of Splunk's Common Information Model, version 8.5: the tags of their events, their fields, and
 * what the data model puts where an event has nothing.
 * https://help.splunk.com/en/data-management/common-information-model (data models: Alerts, Authentication,
 * Certificates, Change, Endpoint, Event Signatures, Malware, Network Resolution, Network Traffic, Web)
 */

export interface Dataset {
  readonly model: string;
  readonly name: string;
  readonly tags: readonly string[];
  /** Fields that hold this text in the data model where an event lacks them, or where they are empty. */
  readonly filled: Readonly<Record<string, string>>;
  /** The others. */
  readonly open: readonly string[];
  /** Fields of events that the data model has under another name, or in a data set inside this one. */
  readonly moved?: Readonly<Record<string, string>>;
  /** What the data model leaves out, though the tags are there. */
  readonly without?: Lacked;
}

/** Events whose field ends in some text. */
export interface Lacked {
  readonly events: string;
  readonly field: string;
  readonly end: string;
}

const words = (text: string): readonly string[] => text.split(' ');

const unknown = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(words(text).map((field) => [field, 'unknown']));

const parent =
  'parent_process_exec parent_process_guid parent_process_hash parent_process_id parent_process_path';
const process = 'process_exec process_guid process_hash process_id process_path';

export const processes: Dataset = {
  model: 'Endpoint',
  name: 'Processes',
  tags: ['process', 'report'],
  filled: unknown(
    'dest loaded_file original_file_name parent_process parent_process_name parent_user process process_name user',
  ),
  open: words(
    `action cpu_load_percent mem_used os ${parent} ${process} process_current_directory process_integrity_level user_id vendor_product`,
  ),
};

export const filesystem: Dataset = {
  model: 'Endpoint',
  name: 'Filesystem',
  tags: ['endpoint', 'filesystem'],
  filled: unknown(
    'action dest file_acl file_hash file_name file_path parent_process parent_process_name process process_name user',
  ),
  open: words(
    `file_access_time file_create_time file_modify_time file_size image ${parent} ${process} vendor_product`,
  ),
};

export const registry: Dataset = {
  model: 'Endpoint',
  name: 'Registry',
  tags: ['endpoint', 'registry'],
  filled: unknown(
    'action dest parent_process parent_process_name process process_name registry_key_name registry_path registry_value_data registry_value_name registry_value_type user',
  ),
  open: words(`image ${parent} ${process} registry_hive registry_value_text status vendor_product`),
};

export const traffic: Dataset = {
  model: 'Network_Traffic',
  name: 'All_Traffic',
  tags: ['network', 'communicate'],
  filled: {
    ...unknown('action dest dvc rule src transport user'),
    dest_port: '0',
    src_port: '0',
  },
  open: words(
    'app bytes bytes_in bytes_out channel dest_interface dest_ip dest_mac dest_zone direction duration dvc_ip dvc_mac dvc_zone flow_id icmp_code icmp_type packets packets_in packets_out process_guid process_id protocol protocol_version response_time rule_id session_id src_interface src_ip src_mac src_zone ssid tcp_flag tos ttl vendor_account vendor_product vlan wifi',
  ),
};

export const dns: Dataset = {
  model: 'Network_Resolution',
  name: 'DNS',
  tags: ['network', 'resolution', 'dns'],
  filled: unknown('answer dest message_type query reply_code_id'),
  open: words(
    'additional_answer_count answer_count authority_answer_count dest_ip dest_port duration name query_count query_type record_type reply_code response_time src src_ip src_port transaction_id transport ttl vendor_product',
  ),
};

export const web: Dataset = {
  model: 'Web',
  name: 'Web',
  tags: ['web'],
  filled: unknown(
    'action dest http_content_type http_method http_referrer http_user_agent src status url user',
  ),
  open: words(
    'app bytes bytes_in bytes_out cached category cookie dest_ip dest_port duration http_referrer_domain http_user_agent_length response_time site src_ip uri_path uri_query url_domain url_length vendor_product',
  ),
};

export const malware: Dataset = {
  model: 'Malware',
  name: 'Malware_Attacks',
  tags: ['malware', 'attack'],
  filled: unknown('action category dest dest_nt_domain severity signature user'),
  open: words(
    'date dest_ip file_hash file_name file_path severity_id signature_id src src_ip src_user url vendor_product',
  ),
};

export const services: Dataset = {
  model: 'Endpoint',
  name: 'Services',
  tags: ['service', 'report'],
  filled: unknown('dest service service_id service_name start_mode status user'),
  open: words(
    'description process_guid process_id service_dll service_dll_path service_exec service_path vendor_product',
  ),
};

export const authentication: Dataset = {
  model: 'Authentication',
  name: 'Authentication',
  tags: ['authentication'],
  filled: unknown('action dest result src src_user user'),
  open: words(
    'app authentication_method authentication_service dest_nt_domain duration process reason reason_id response_time session_id signature signature_id src_nt_domain src_user_id src_user_role src_user_type user_agent user_id user_role user_type vendor_account',
  ),
  without: {
    events: 'successful logons of accounts whose name ends with "$"',
    field: 'user',
    end: '$',
  },
};

export const changes: Dataset = {
  model: 'Change',
  name: 'All_Changes',
  tags: ['change'],
  filled: {
    ...unknown(
      'action change_type command dest dvc object object_attrs object_category object_id object_path src status user user_name',
    ),
    result_id: '-1',
  },
  open: words('result user_agent user_type vendor_account vendor_product vendor_region'),
  moved: { signature_id: 'result_id' },
};

/** Of accounts: who has changed them is in a data set inside. */
export const accounts: Dataset = {
  ...changes,
  tags: ['change', 'account'],
  filled: { ...changes.filled, ...unknown('src_user dest_nt_domain src_nt_domain') },
  moved: {
    ...changes.moved,
    src_user: 'Account_Management.src_user',
    dest_nt_domain: 'Account_Management.dest_nt_domain',
    src_nt_domain: 'Account_Management.src_nt_domain',
  },
};

export const alerts: Dataset = {
  model: 'Alerts',
  name: 'Alerts',
  tags: ['alert'],
  filled: unknown('dest severity signature_id src type user user_name'),
  open: words(
    'app body description dest_type id severity_id signature src_type subject vendor_account vendor_region',
  ),
};

/** Names and numbers of events of Windows, whatever log they stand in. */
export const signatures: Dataset = {
  model: 'Event_Signatures',
  name: 'Signatures',
  tags: ['track_event_signatures'],
  filled: {},
  open: words('dest signature signature_id vendor_product'),
};

export const certificates: Dataset = {
  model: 'Certificates',
  name: 'All_Certificates',
  tags: ['certificate', 'ssl'],
  filled: {},
  open: words('dest dest_port duration response_time src src_port transport ssl_serial'),
  moved: { ssl_serial: 'SSL.ssl_serial' },
};
