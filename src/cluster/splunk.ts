import type { Ask } from './ask.ts';
import type { Connection } from './connection.ts';
import { http } from './http.ts';

/**
 * Splunk's management port. What a connection has as its API key is a session's key here; tokens are
 * Splunk's own.
 * https://docs.splunk.com/Documentation/Splunk/latest/RESTUM/RESTusing
 */
export const splunk = (connection: Connection): Promise<Ask> => {
  const { authorization } = connection.headers;
  const headers = authorization
    ? { authorization: authorization.replace(/^ApiKey /, 'Splunk ') }
    : {};
  return http(connection, { headers, query: { output_mode: 'json' }, base: '' });
};
