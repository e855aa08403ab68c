import type { Cluster } from '../../cluster/cluster.ts';
import { connect, productAt } from '../../cluster/connect.ts';
import { BadConnection } from '../../cluster/connection.ts';
import type { Compiled, CompiledQuery } from '../../compile.ts';
import { isError } from '../../diagnostic/diagnostic.ts';
import { Exceptions } from '../../emit/exceptions.ts';
import { type Found, type Search, hunt as searchAll } from '../../hunt/hunt.ts';
import { Project } from '../../settings/project.ts';
import { minutesOf } from '../../settings/settings.ts';
import { type ConnectionOptions, connectionFor } from '../deploy/open.ts';
import { settled } from '../deploy/settled.ts';
import { stopping } from '../deploy/stopping.ts';
import { indicesOfRules } from '../ground/of-rules.ts';
import { looksOf } from '../hunt/looks.ts';
import { byNoise, type Hunted, summary, writeLine, writeText } from '../hunt/report.ts';
import { Timeless } from '../hunt/timeless.ts';
import { allBackends, allDiagnostics, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, progress, say } from '../terminal.ts';

export interface HuntOptions extends ConnectionOptions, SystemOptions {
  readonly paths: readonly string[];
  readonly strict: boolean;
  readonly env?: string | undefined;
  /** `7d`, or `all`. */
  readonly since: string;
  readonly index?: string | undefined;
  readonly sample: number;
  /** Events are counted day by day, and the noisiest rules come first. */
  readonly backtest: boolean;
  readonly format: 'text' | 'jsonl';
}

/** Runs rules on a cluster now, and says what they find. */
export const hunt = (options: HuntOptions): Promise<Status> => settled(() => hunted(options));

async function hunted(options: HuntOptions): Promise<Status> {
  const now = Date.now();
  const window = { from: startOf(options.since, now), to: now };
  const connection = connectionFor(options);
  const product = await productAt(connection);
  const cluster = await connect(connection, product);
  const { hunts, worst } = await read(options, cluster);
  if (worst === status.unusable) return worst;

  const output = new Output();
  const write = options.format === 'jsonl' ? writeLine : writeText;
  for (const { compiled, query } of hunts)
    if (!query) write(output, { name: compiled.name, query: null, found: null });
  const asked = hunts.filter(({ query }) => query !== null);
  const bar = await progress(asked.length, 'rules', 20);
  const done: Hunted[] = [];
  const isHeld = process.stdout.isTTY || options.backtest;
  await stopping(async (signal) => {
    const searches = asked.map(({ search }) => search);
    for await (const found of searchAll(cluster, searches, {
      ...options,
      window,
      signal,
      isByDay: options.backtest,
    })) {
      const { compiled, query } = asked[done.length]!;
      const one = { name: compiled.name, query, found };
      done.push(one);
      if (!isHeld) write(output, one);
      bar.step();
    }
  });
  bar.end();
  const inOrder = options.backtest ? done.toSorted(byNoise) : done;
  if (isHeld) for (const one of inOrder) write(output, one);
  output.flush();
  process.stderr.write(summary(done, asked.length, hunts.length - asked.length));
  const isWhole = done.length === asked.length && !done.some(({ found }) => isFault(found));
  return isWhole ? worst : status.findings;
}

const isFault = (found: Found | null): boolean => found !== null && 'fault' in found;

/** When a window begins, in milliseconds since 1970; null: with the first event. */
export function startOf(since: string, now: number): number | null {
  if (since === 'all') return null;
  if (!/^[1-9]\d{0,5}[mhd]$/.test(since))
    throw new BadConnection(`A time is a number of minutes, hours or days, or all: 30m, 12h, 7d.`);
  return now - minutesOf(since) * 60_000;
}

interface Hunt {
  readonly compiled: Compiled;
  /** Null: it is refused. */
  readonly query: CompiledQuery | null;
  readonly search: Search;
}

/** The rules with their queries and where they look, and what there is to say of them. */
async function read(
  { paths, strict, env, index, since, ...options }: HuntOptions,
  cluster: Cluster,
): Promise<{ hunts: readonly Hunt[]; worst: Status }> {
  const project = new Project(process.cwd(), env ?? null);
  const hunts: Hunt[] = [];
  const to = allBackends.filter(({ id }) => id === `${cluster.product}-dsl`);
  const exceptions = new Exceptions(project);
  let isRefused = false;
  const system = new Systems(options, project).of;
  const looks = (compiled: Compiled) => ({
    ...looksOf(compiled, project),
    ...(index !== undefined && { index: index.split(',') }),
  });
  const timeless = new Timeless();
  const ground = async (rules: readonly Compiled[]) => {
    const of = await indicesOfRules(cluster, rules, (one) => looks(one).index);
    for (const one of since === 'all' ? [] : rules)
      if (one.rule) timeless.look(of(one.rule) ?? [], looks(one).timestamp);
    return of;
  };
  const amend = exceptions.applyTo;
  const ran = await run(
    { paths, to, strict, system, toEngines: true, amend, ground },
    (compiled) => {
      const { said, index: indices, timestamp } = looks(compiled);
      for (const diagnostic of [...allDiagnostics(compiled), ...said]) say(diagnostic);
      const [query = null] = said.some(isError) || !compiled.rule ? [] : compiled.queries;
      const isSound = query !== null && query.query !== null;
      const search = { query: isSound ? (query.query as object) : {}, indices, timestamp };
      hunts.push({ compiled, query: isSound ? query : null, search });
      if (!isSound) isRefused = true;
    },
  );
  const faults = exceptions.faults();
  for (const one of [...faults, ...exceptions.remarks()]) say(one);
  for (const line of timeless.lines) process.stderr.write(line);
  if (faults.length > 0) return { hunts, worst: status.unusable };
  const isLess = isRefused || timeless.lines.length > 0;
  return { hunts, worst: isLess ? graver(ran, status.findings) : ran };
}
