import type { QueryBody } from '../backends/backend.ts';

/**
 * A search of SPL that counts events from further back, and gives of them those that a search that doesn't count
 * would look at: what is so many seconds behind its beginning. `addinfo` tells where that is, however late it runs.
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/search-commands/addinfo
 */
export const onlyNew = (query: QueryBody, seconds: number): QueryBody =>
  typeof query === 'string' ? `${query} | addinfo | where _time>=info_min_time+${seconds}` : query;
