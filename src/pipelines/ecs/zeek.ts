import { named } from '../kit/change.ts';
import { truth } from '../kit/truth.ts';
import type { Schema } from '../pipeline.ts';
import { type Fields, stream } from './stream.ts';

/*
 * Zeek's logs as Elastic's integration writes them; what it does not rename stays under the log's name:
 * packages/zeek of https://github.com/elastic/integrations.
 */

const ends: Fields = {
  'id.orig_h': named('source.ip'),
  'id.orig_p': named('source.port'),
  'id.resp_h': named('destination.ip'),
  'id.resp_p': named('destination.port'),
};

const kept = (log: string, ...names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, named(`zeek.${log}.${name}`)]));

const http: Fields = {
  ...ends,
  ...kept('http', 'resp_mime_types'),
  'c-uri': named('url.original'),
  uri: named('url.original'),
  host: named('url.domain'),
  method: named('http.request.method'),
  status_code: named('http.response.status_code'),
  'c-useragent': named('user_agent.original'),
  user_agent: named('user_agent.original'),
};

const log = (name: string, fields: Fields): readonly Schema[] => [
  stream(`zeek.${name}`, { ...ends, ...fields }, { beat: 'filebeat' }),
];

const logs: Readonly<Record<string, readonly Schema[]>> = {
  dns: log('dns', {
    ...kept('dns', 'query', 'answers', 'qtype_name', 'rcode_name'),
    rejected: named('zeek.dns.rejected', truth()),
  }),
  http: log('http', http),
  smb_files: log('smb_files', kept('smb_files', 'name', 'path', 'action')),
  dce_rpc: log('dce_rpc', kept('dce_rpc', 'operation', 'endpoint', 'named_pipe')),
  kerberos: log('kerberos', kept('kerberos', 'request_type', 'cipher', 'service')),
  x509: log('x509', kept('x509', 'certificate.serial')),
  rdp: log('rdp', {}),
};

export const zeek: Readonly<Record<string, readonly Schema[]>> = Object.fromEntries(
  Object.entries(logs).map(([name, schemas]) => [`zeek//${name}`, schemas]),
);
