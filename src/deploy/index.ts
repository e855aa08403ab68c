export { elasticsearchPercolator } from './elasticsearch-percolator/index.ts';
export { elasticsearchSearchTemplate } from './elasticsearch-search-template/index.ts';
export { elasticsearchWatcher } from './elasticsearch-watcher/index.ts';
export { kibana } from './kibana/index.ts';
export { opensearchAlerting } from './opensearch-alerting/index.ts';
export { opensearchPercolator } from './opensearch-percolator/index.ts';
export { opensearchSearchTemplate } from './opensearch-search-template/index.ts';
export { splunk } from './splunk/index.ts';
