import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { type Engine, engines, type Module } from './catalog.ts';
import { javaHome, jdkTool } from './java.ts';

const run = promisify(execFile);

/**
 * Where engines are kept between runs: outside the project, and where the user that an engine runs
 * as can read. Engines refuse to be run by root, and nobody else can read root's home.
 */
export const cache =
  process.env.RULEWRIGHT_ENGINE_CACHE ??
  (process.getuid?.() === 0
    ? join(tmpdir(), 'rulewright-engines')
    : join(homedir(), '.cache', 'rulewright-engines'));

const copyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

/** The folder of an engine, downloaded if it isn't there. Several may ask at once: the first to be done wins. */
export async function install(name: string): Promise<string> {
  const engine = engines[name]!;
  const home = join(cache, `${engine.product}-${engine.version}`);
  if (existsSync(join(home, 'complete'))) return home;
  await mkdir(cache, { recursive: true });
  await chmod(cache, 0o755);
  const work = await mkdtemp(join(cache, 'install-'));
  try {
    const archive = await download(engine, work);
    await run(jdkTool(javaHome([11, 99]), 'jar'), ['xf', archive, engine.folder], { cwd: work });
    const unpacked = join(work, engine.folder);
    for (const [module, made] of Object.entries(engine.modules ?? {}))
      await addModule(engine, join(unpacked, 'modules', module), made, work);
    await prepare(engine, unpacked);
    await writeFile(join(unpacked, 'complete'), '');
    await rename(unpacked, home).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(join(home, 'complete'))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return home;
}

/** A folder with these jars of Maven's (group:artifact:version), downloaded if it isn't there. */
export async function jars(name: string, artifacts: readonly string[]): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'install-'));
  try {
    const out = join(work, 'jars');
    for (const artifact of artifacts) await copy(`${artifact}:jar`, out, work);
    await rename(out, folder).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

async function download({ artifact }: Engine, to: string): Promise<string> {
  await copy(artifact, to, to);
  const archive = (await readdir(to)).find((name) => name.endsWith('.zip'));
  if (!archive) throw new Error(`Maven did not bring ${artifact}.`);
  return join(to, archive);
}

/** Brings a file of Maven's into a folder; what Maven needs for that stands in `work`. */
async function copy(artifact: string, to: string, work: string): Promise<void> {
  process.stderr.write(`downloading ${artifact}\n`);
  const repository = `-Dmaven.repo.local=${join(work, 'repository')}`;
  const options = [
    `-Dartifact=${artifact}`,
    `-DoutputDirectory=${to}`,
    '-Dmdep.useBaseVersion=true',
  ];
  await run('mvn', ['-q', '-B', '-C', repository, copyPlugin, ...options], { cwd: work });
}

/** Lays out a module as engines look for it. */
async function addModule(
  { product, version }: Engine,
  folder: string,
  { className, jars, permissions }: Module,
  work: string,
): Promise<void> {
  for (const jar of jars) await copy(`${jar}:jar`, folder, work);
  const name = basename(folder);
  const about = {
    name,
    description: name,
    classname: className,
    version,
    [`${product}.version`]: version,
    'java.version': '1.8',
  };
  const lines = Object.entries(about).map(([key, value]) => `${key}=${value}\n`);
  await writeFile(join(folder, 'plugin-descriptor.properties'), lines.join(''));
  if (!permissions) return;
  const grants = permissions.map((permission) => `  permission ${permission};\n`);
  await writeFile(join(folder, 'plugin-security.policy'), `grant {\n${grants.join('')}};\n`);
}

/** Makes an engine of what the archive held. `jar` keeps no permissions. */
async function prepare(engine: Engine, home: string): Promise<void> {
  for (const module of engine.without)
    await rm(join(home, 'modules', module), { recursive: true, force: true });
  for (const folder of ['plugins', 'logs']) await mkdir(join(home, folder), { recursive: true });
  if (engine.product === 'elasticsearch' && !existsSync(join(home, 'bin', 'elasticsearch-cli')))
    throw new Error(`${engine.artifact} is not laid out as expected.`);
  const bin = join(home, 'bin');
  if (engine.version.startsWith('9.')) await restoreLauncher(bin);
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
  await readable(home);
}

/** SonarQube starts its Elasticsearch in a way of its own; this is how Elasticsearch starts itself. */
async function restoreLauncher(bin: string): Promise<void> {
  const script = [
    '#!/bin/bash',
    'set -e -o pipefail',
    'source "$(dirname "$0")"/elasticsearch-env',
    'export ES_HOME ES_PATH_CONF ES_DISTRIBUTION_TYPE JAVA_TYPE JAVA',
    'exec "$JAVA" -Xmx64m -XX:+UseSerialGC -cp "$ES_HOME/lib/tools/server-launcher/*" \\',
    '  org.elasticsearch.server.launcher.ServerLauncher "$@"',
    '',
  ].join('\n');
  const launcher = join(bin, 'elasticsearch');
  const current = existsSync(launcher) ? await readFile(launcher, 'utf8') : '';
  if (!current.includes('server.launcher')) await writeFile(launcher, script);
}

/** Lets everybody read a folder and what is in it. */
async function readable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((await stat(path)).isDirectory()) {
    await chmod(path, mode | 0o555);
    for (const name of await readdir(path)) await readable(join(path, name));
  } else await chmod(path, mode | 0o444);
}
