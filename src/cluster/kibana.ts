import type { Ask } from './ask.ts';
import type { Connection } from './connection.ts';
import { http } from './http.ts';

/** The version of Kibana's public API that is meant: it has had this one since 8.11, and older ones ask for none. */
const version = '2023-10-31';

/**
 * Kibana, in one of its spaces.
 * https://www.elastic.co/docs/api/doc/kibana/
 */
export const kibana = (connection: Connection): Promise<Ask> => {
  const { space } = connection.place;
  return http(connection, {
    headers: { 'kbn-xsrf': 'rulewright', 'elastic-api-version': version },
    query: {},
    base: space === null || space === 'default' ? '' : `/s/${space}`,
  });
};
