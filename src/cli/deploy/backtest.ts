import type { Cluster } from '../../cluster/cluster.ts';
import { BadConnection } from '../../cluster/connection.ts';
import type { Step } from '../../deploy/plan.ts';
import { visible } from '../../diagnostic/diagnostic.ts';
import { StableNames } from '../../emit/names.ts';
import { type Found, hunt } from '../../hunt/hunt.ts';
import { Project } from '../../settings/project.ts';
import { type HuntOptions, read, startOf } from '../commands/hunt.ts';
import { worstOf } from '../hunt/report.ts';
import { progress } from '../terminal.ts';
import { stopping } from './stopping.ts';

/** What rules would have found, by the names that targets know them by. */
export interface Backtest {
  readonly since: string;
  readonly found: ReadonlyMap<string, { readonly title: string; readonly found: Found }>;
}

type Options = Omit<HuntOptions, 'since' | 'sample' | 'backtest' | 'format'>;

/**
 * Runs all rules over the events of a time, day by day.
 *
 * @throws BadConnection where the target has no events to look at
 */
export async function backtest(
  options: Options,
  cluster: Cluster | null,
  since: string,
): Promise<Backtest> {
  const { product } = cluster ?? {};
  if (!cluster || (product !== 'elasticsearch' && product !== 'opensearch'))
    throw new BadConnection('--backtest is for targets of Elasticsearch and OpenSearch.');
  const now = Date.now();
  const window = { from: startOf(since, now), to: now };
  const silent = () => {}; // what there is to say of the rules was said
  const { hunts } = await read(options, cluster, silent);
  const project = new Project(process.cwd(), options.env ?? null);
  const names = new StableNames();
  const named = hunts.map(({ compiled: { rule, name: called }, query, search }) => ({
    name: names.nameOf(rule ?? called, project.nameOf(called.path)).name,
    title: called.title ?? called.path,
    isAsked: query !== null,
    search,
  }));
  const asked = named.filter(({ isAsked }) => isAsked);
  const bar = await progress(asked.length, 'rules', 20);
  const found = new Map<string, { title: string; found: Found }>();
  await stopping(async (signal) => {
    const searches = asked.map(({ search }) => search);
    for await (const one of hunt(cluster, searches, { window, sample: 0, isByDay: true, signal })) {
      const { name, title } = asked[found.size]!;
      found.set(name, { title, found: one });
      bar.step();
    }
  });
  bar.end();
  return { since, found };
}

/** What stands behind a step of one rule, or in lines of its own below one of many. */
export function backtestLines({ wanted }: Step, { since, found }: Backtest): string {
  if (!wanted) return '';
  if (wanted.rule !== null) {
    const own = found.get(wanted.rule);
    return own ? `  ${told(own.found, since)}\n` : '';
  }
  return [...found.values()]
    .filter((one) => 'fault' in one.found || one.found.count > 0)
    .toSorted((a, b) => noiseOf(b.found) - noiseOf(a.found))
    .map((one) => `  ${told(one.found, since)}  ${visible(one.title)}\n`)
    .join('');
}

/** The same for programs. */
export function backtestJson({ wanted }: Step, { found }: Backtest): object | null {
  if (!wanted) return null;
  if (wanted.rule !== null) return found.get(wanted.rule)?.found ?? null;
  return [...found].map(([rule, one]) => ({ rule, title: one.title, ...one.found }));
}

const told = (found: Found, since: string): string =>
  'fault' in found
    ? `not known for ${since}: ${visible(found.fault)}`
    : `${found.count} in ${since}, ${worstOf(found.days ?? {})} on the worst day`;

const noiseOf = (found: Found): number =>
  'fault' in found ? Number.POSITIVE_INFINITY : worstOf(found.days ?? {});
