import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engines } from './catalog.ts';
import { forEight } from './eight.ts';
import { install } from './install.ts';
import { javaHome } from './java.ts';

/** A running engine of one node, on loopback only, with a data folder of its own. */
export interface Node {
  readonly name: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** An engine that is not up by then will not come up. */
const patience = 240_000;

/**
 * Starts an engine on free ports. It ends when `stop` is called, and when this process ends, however
 * that comes about: the shell above the engine waits on a pipe that only this process holds open.
 */
export async function start(name: string, heap = '1g'): Promise<Node> {
  const engine = engines[name]!;
  const home = await install(name);
  const folder = await mkdtemp(join(tmpdir(), `rulewright-${engine.product}-`));
  const [http, transport] = await freePorts(2);
  await configure(name, home, folder, http!, transport!);
  const variable = engine.product === 'opensearch' ? 'OPENSEARCH' : 'ES';
  const owner = giveAway(folder);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: folder,
    HOSTNAME: 'localhost',
    JAVA_HOME: javaHome(engine.java), // before 7.12 there was no other
    [`${variable}_JAVA_HOME`]: javaHome(engine.java),
    [`${variable}_PATH_CONF`]: join(folder, 'config'),
    [`${variable}_TMPDIR`]: join(folder, 'tmp'),
    [`${variable}_JAVA_OPTS`]: `-Xms${heap} -Xmx${heap}`,
  };
  const keeper = '"$@" </dev/null & engine=$!; cat >/dev/null; kill $engine; wait $engine';
  const command = [...owner, join(home, 'bin', engine.product)];
  const shell = spawn('sh', ['-c', keeper, 'engine', ...command], {
    cwd: home,
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // a signal to our group is for us to handle
  });
  shell.unref();
  const stop = () => end(shell, folder);
  try {
    const url = `http://127.0.0.1:${http}`;
    await healthy(url, shell);
    if (!engine.version.startsWith('7.')) return { name, url, stop };
    const proxy = await forEight(url);
    return { name, url: proxy.url, stop: () => proxy.close().then(stop) };
  } catch (error) {
    const log = await lastLog(folder);
    await stop();
    throw new Error(`${name} did not start: ${(error as Error).message}\n${log}`);
  }
}

async function configure(
  name: string,
  home: string,
  folder: string,
  http: number,
  transport: number,
): Promise<void> {
  const { product } = engines[name]!;
  for (const part of ['config', 'data', 'logs', 'tmp'])
    await mkdir(join(folder, part), { recursive: true });
  await cp(join(home, 'config'), join(folder, 'config'), { recursive: true });
  const options = join(folder, 'config', 'jvm.options');
  const kept = (await readFile(options, 'utf8'))
    .split('\n')
    .filter((line) => !/^-Xm[sx]|gc\.log|HeapDump|ErrorFile/.test(line))
    .join('\n');
  await writeFile(options, kept.replace('-javaagent:agent/', `-javaagent:${home}/agent/`));
  const isSecured = existsSync(join(home, 'modules', 'x-pack-security'));
  const settings = [
    `cluster.name: rulewright-${http}`,
    `node.name: node-${http}`,
    'discovery.type: single-node',
    'network.host: 127.0.0.1',
    `http.port: ${http}`,
    `transport.port: ${transport}`,
    `path.data: ${join(folder, 'data')}`,
    `path.logs: ${join(folder, 'logs')}`,
    'cluster.routing.allocation.disk.threshold_enabled: false',
    ...(isSecured ? ['xpack.security.enabled: false'] : []),
  ];
  await writeFile(join(folder, 'config', `${product}.yml`), `${settings.join('\n')}\n`);
}

/** Gives the folder to a user that may run an engine, and returns what runs a command as that user. */
function giveAway(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  const [user, group] = [id('-u'), id('-g')];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chownSync(join(entry.parentPath, entry.name), user, group);
  chownSync(folder, user, group);
  return ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--clear-groups'];
}

async function healthy(url: string, shell: ChildProcess): Promise<void> {
  for (const until = Date.now() + patience; Date.now() < until; await sleep(250)) {
    if (shell.exitCode !== null) throw new Error(`it ended with ${shell.exitCode}`);
    try {
      const answer = await fetch(`${url}/_cluster/health`, { signal: AbortSignal.timeout(3000) });
      if (answer.ok && /green|yellow/.test(await answer.text())) return;
    } catch {
      // not yet
    }
  }
  throw new Error(`it was not up after ${patience / 1000} seconds`);
}

async function end(shell: ChildProcess, folder: string): Promise<void> {
  shell.stdin?.end();
  for (let waited = 0; shell.exitCode === null && shell.signalCode === null; waited += 100) {
    if (waited > 20_000) process.kill(-shell.pid!, 'SIGKILL'); // its own group, by its own pid
    await sleep(100);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function lastLog(folder: string): Promise<string> {
  const logs = readdirSync(join(folder, 'logs')).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, 'logs', name), 'utf8')));
  return texts.map((text) => text.split('\n').slice(-30).join('\n')).join('\n');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
