import type { Cluster } from '../../cluster/cluster.ts';
import { connect, productAt } from '../../cluster/connect.ts';
import { BadConnection } from '../../cluster/connection.ts';
import type { Compiled, CompiledQuery } from '../../compile.ts';
import { isError } from '../../diagnostic/diagnostic.ts';
import { settingsFor } from '../../emit/emission.ts';
import { Exceptions } from '../../emit/exceptions.ts';
import { ownSettings } from '../../emit/own-settings.ts';
import { type Found, type Search, hunt as searchAll } from '../../hunt/hunt.ts';
import { Project } from '../../settings/project.ts';
import { minutesOf } from '../../settings/settings.ts';
import { type ConnectionOptions, connectionFor } from '../deploy/open.ts';
import { settled } from '../deploy/settled.ts';
import { stopping } from '../deploy/stopping.ts';
import { indicesOfRules } from '../ground/of-rules.ts';
import { byNoise, type Hunted, summary, writeLine, writeText } from '../hunt/report.ts';
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
  process.stderr.write(summary(done, asked.length));
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
export async function read(
  {
    paths,
    strict,
    env,
    index,
    ...options
  }: Pick<HuntOptions, 'paths' | 'strict' | 'env' | 'index' | keyof SystemOptions>,
  cluster: Cluster,
  tell = say,
): Promise<{ hunts: readonly Hunt[]; worst: Status }> {
  const project = new Project(process.cwd(), env ?? null);
  const hunts: Hunt[] = [];
  const to = allBackends.filter(({ id }) => id === `${cluster.product}-dsl`);
  const exceptions = new Exceptions(project);
  let isRefused = false;
  const system = new Systems(options, project).of;
  const look = { paths, system, toEngines: true, amend: exceptions.applyTo };
  /** Where a rule looks, and how. */
  const settingsOf = ({ rule, mapped }: Compiled) => {
    const { own, said } = rule ? ownSettings(rule) : { own: null, said: [] };
    const settings = settingsFor(mapped, project.settingsOf(rule?.path ?? null, own));
    return { ...settings, ...(index !== undefined && { index: index.split(',') }), said };
  };
  const indices = await indicesOfRules(cluster, look, (one) => settingsOf(one).index);
  const ran = await run({ ...look, strict, to, indices }, (compiled) => {
    const { said, ...settings } = settingsOf(compiled);
    for (const diagnostic of [...allDiagnostics(compiled), ...said]) tell(diagnostic);
    const isSound = compiled.rule !== null && compiled.queries[0]?.query && !said.some(isError);
    hunts.push({
      compiled,
      query: isSound ? compiled.queries[0]! : null,
      search: {
        query: isSound ? (compiled.queries[0]!.query as object) : {},
        indices: settings.index,
        timestamp: settings.timestamp,
      },
    });
    if (!isSound) isRefused = true;
  });
  const faults = exceptions.faults();
  for (const one of [...faults, ...exceptions.remarks()]) tell(one);
  if (faults.length > 0) return { hunts, worst: status.unusable };
  return { hunts, worst: isRefused ? graver(ran, status.findings) : ran };
}
