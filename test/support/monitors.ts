import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { install, jars } from '../engines/install.ts';
import { javaHome } from '../engines/java.ts';
import { root } from './files.ts';

/*
 * OpenSearch Alerting is no part of the archives that tests can have, but the classes by which it reads a monitor
 * are on Maven Central: org.opensearch:common-utils. They run on the engine's own, which know the queries.
 */

export type Json = Readonly<Record<string, unknown>>;

const alerting = [
  'org.opensearch:common-utils:3.5.0.0',
  'org.jetbrains.kotlin:kotlin-stdlib:2.0.21',
  'com.cronutils:cron-utils:9.2.1',
  'org.slf4j:slf4j-api:2.0.17',
  'commons-codec:commons-codec:1.18.0',
];

/** What Alerting makes of monitors: each as it writes it again, or what it says against it. */
export async function readMonitors(
  monitors: readonly unknown[],
): Promise<readonly (Json | string)[]> {
  const engine = await install('opensearch@3.6.0');
  const classes = [
    await jars('opensearch-alerting-3.5.0.0-with-codec', alerting),
    join(engine, 'lib'),
  ]
    .map((folder) => join(folder, '*'))
    .join(':');
  const java = join(javaHome([21, 99]), 'bin/java');
  const reader = join(root, 'test/artifacts/ReadMonitors.java');
  const answer = execFileSync(java, ['-cp', classes, reader], {
    input: monitors.map((one) => `${JSON.stringify(one)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return answer
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('!') ? line.slice(1) : (JSON.parse(line) as Json)));
}
