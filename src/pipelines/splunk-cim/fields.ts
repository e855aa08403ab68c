import { accountName } from '../kit/account-name.ts';
import { inside, named, reworded } from '../kit/change.ts';
import { hashText } from '../kit/hash-text.ts';
import { merged } from '../kit/merged.ts';
import { hostName, sometimes, unless } from '../kit/partly.ts';
import { registryData } from '../kit/registry-data.ts';
import { streamless } from '../kit/streamless.ts';
import type { Field } from '../pipeline.ts';

/*
 * Sigma's fields in the Common Information Model, as Splunk's add-ons for Sysmon and for Windows fill it:
 * https://splunk.github.io/splunk-add-on-for-sysmon, https://research.splunk.com/sources (Sysmon EventID 1, 3,
 * 11, 13, 22, 23; Windows Event Log Security 4688). What is not here has no place in the model.
 */

export type Fields = Readonly<Record<string, Field>>;

const user = named('user', accountName);

const unaudited = 'is not held there for events of the security log';

/** The process that acts. */
const actor: Fields = {
  Image: named('process_path'),
  ProcessId: named('process_id'),
  ProcessGuid: named('process_guid'),
  User: user,
};

const hash = named('process_hash', hashText);

export const processes: Fields = {
  ...actor,
  CommandLine: named('process'),
  CurrentDirectory: named('process_current_directory'),
  ParentImage: named('parent_process_path'),
  ParentCommandLine: named('parent_process'),
  ParentProcessId: named('parent_process_id'),
  ParentProcessGuid: named('parent_process_guid'),
  OriginalFileName: unless('original_file_name', ['-'], 'is not held there where it is "-"'),
  IntegrityLevel: sometimes('process_integrity_level', unaudited),
  ...Object.fromEntries(['Hashes', 'md5', 'sha1', 'sha256', 'Imphash'].map((name) => [name, hash])),
};

export const filesystem: Fields = {
  ...actor,
  TargetFilename: named('file_path', streamless),
  FileName: named('file_path', streamless),
  CreationUtcTime: named('file_create_time'),
  Hashes: named('file_hash', hashText),
};

/** What Sysmon calls what happened to a key or a value. */
const actions = {
  CreateKey: 'created',
  DeleteKey: 'deleted',
  DeleteValue: 'deleted',
  SetValue: 'modified',
  RenameKey: 'modified',
  RenameValue: 'modified',
};

export const registry: Fields = {
  ...actor,
  TargetObject: named('registry_path'),
  Details: named('registry_value_data', registryData),
  EventType: named('action', merged(actions)),
};

export const connections: Fields = {
  Image: named('app'),
  ProcessId: named('process_id'),
  ProcessGuid: named('process_guid'),
  User: user,
  Protocol: named('transport'),
  Initiated: named('direction', reworded({ true: 'outbound', false: 'inbound' })),
  SourceIp: named('src_ip'),
  SourcePort: named('src_port'),
  SourceHostname: hostName('src'),
  DestinationIp: named('dest_ip'),
  DestinationPort: named('dest_port'),
  DestinationHostname: hostName('dest'),
};

export const lookups: Fields = { QueryName: named('query') };

/** Sigma's names of what resolvers log, and Zeek's. */
export const resolver: Fields = {
  query: named('query'),
  answer: named('answer'),
  answers: named('answer'),
  record_type: named('record_type'),
  qtype_name: named('record_type'),
  'id.orig_h': named('src_ip'),
  'id.orig_p': named('src_port'),
  'id.resp_h': named('dest_ip'),
  'id.resp_p': named('dest_port'),
};

const ofUrl = named('url', inside('stands among other parts of a URL there'));

const request: Fields = {
  'c-uri': named('url'),
  'cs-uri': named('url'),
  'c-uri-extension': ofUrl,
  'c-uri-query': ofUrl,
  'c-uri-stem': ofUrl,
  'cs-uri-query': ofUrl,
  'cs-uri-stem': ofUrl,
  'cs-method': named('http_method'),
  'sc-status': named('status'),
  'c-useragent': named('http_user_agent'),
  'cs-user-agent': named('http_user_agent'),
  'cs-referer': named('http_referrer'),
  'cs-referrer': named('http_referrer'),
  'cs-cookie': named('cookie'),
  src_ip: named('src_ip'),
  dst_ip: named('dest_ip'),
};

export const web: Fields = request;

/** A proxy logs whole URLs, with the host. */
export const proxy: Fields = { ...request, 'cs-host': ofUrl, 'r-dns': ofUrl };

/** Zeek's log of HTTP, of which rules speak in Sigma's names and in Zeek's. */
export const zeekHttp: Fields = {
  ...request,
  'c-uri': ofUrl,
  uri: ofUrl,
  host: ofUrl,
  method: named('http_method'),
  user_agent: named('http_user_agent'),
  status_code: named('status'),
  resp_mime_types: named('http_content_type'),
  'id.orig_h': named('src_ip'),
  'id.resp_h': named('dest_ip'),
  'id.resp_p': named('dest_port'),
};

export const malware: Fields = {
  Signature: named('signature'),
  Filename: named('file_path'),
};

export const firewall: Fields = {
  src_ip: named('src_ip'),
  src_port: named('src_port'),
  dst_ip: named('dest_ip'),
  dst_port: named('dest_port'),
};

/** Zeek's log of files on shares: a name, and the share that it is in. */
export const zeekFiles: Fields = {
  name: named('file_name'),
  path: named('file_path'),
};

export const zeekCertificates: Fields = { 'certificate.serial': named('ssl_serial') };

/** What a FortiGate calls what was done to its settings. */
const settings = {
  Add: 'created',
  'pba-create': 'created',
  Edit: 'modified',
  'add-vdom': 'modified',
  delete: 'deleted',
  'pba-close': 'deleted',
};

export const fortigate: Fields = {
  action: named('action', merged(settings)),
  cfgpath: named('object_path'),
};
