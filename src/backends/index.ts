export { elasticsearchDsl } from './elasticsearch-dsl/index.ts';
export { maxpatrolPdql } from './maxpatrol-pdql/index.ts';
export { maxpatrolXp } from './maxpatrol-xp/index.ts';
export { opensearchDsl } from './opensearch-dsl/index.ts';
export { splunkSpl } from './splunk-spl/index.ts';
export { splunkTstats } from './splunk-tstats/index.ts';
