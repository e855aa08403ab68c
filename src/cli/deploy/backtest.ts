import type { Cluster } from '../../cluster/cluster.ts';
import { BadConnection } from '../../cluster/connection.ts';
import type { Compiled } from '../../compile.ts';
import type { Step } from '../../deploy/plan.ts';
import type { Target } from '../../deploy/target.ts';
import { isError, visible } from '../../diagnostic/diagnostic.ts';
import { StableNames } from '../../emit/names.ts';
import { type Found, hunt, type Search, type Window } from '../../hunt/hunt.ts';
import type { Project } from '../../settings/project.ts';
import { startOf } from '../commands/hunt.ts';
import { indicesOfRules } from '../ground/of-rules.ts';
import { looksOf } from '../hunt/looks.ts';
import { worstOf } from '../hunt/report.ts';
import { progress } from '../terminal.ts';
import { stopping } from './stopping.ts';
import type { MadeRule } from './wanted.ts';

/** What rules would have found, by the names that targets know them by. */
export interface Backtest {
  readonly since: string;
  readonly found: ReadonlyMap<string, { readonly title: string; readonly found: Found }>;
}

type TryAll = (rules: readonly MadeRule[], project: Project) => Promise<Backtest>;

/**
 * What runs all rules over the events of a time, day by day: as the target is given them, where they are searches of
 * those events' indices; else as the indices hold what they ask for.
 *
 * @throws BadConnection where the target has no events to look at, or the time is none
 */
export function backtestOf(
  { isApart = false }: Target,
  cluster: Cluster | null,
  since: string,
): TryAll {
  const { product } = cluster ?? {};
  if (!cluster || (product !== 'elasticsearch' && product !== 'opensearch'))
    throw new BadConnection('--backtest is for targets of Elasticsearch and OpenSearch.');
  const now = Date.now();
  const window = { from: startOf(since, now), to: now };
  return async (rules, project) => {
    const looks = (compiled: Compiled) => looksOf(compiled, project);
    const read = rules.map(({ begun }) => begun.read);
    const indices = isApart && (await indicesOfRules(cluster, read, (one) => looks(one).index));
    const names = new StableNames();
    const asked = rules.flatMap(({ compiled, begun }) => {
      const { rule, name: called } = compiled;
      const { name } = names.nameOf(rule ?? called, project.nameOf(called.path));
      const { said, index, timestamp } = looks(compiled);
      const { query } = (indices ? begun.write(indices) : compiled).queries[0]!;
      if (!rule || query === null || said.some(isError)) return [];
      const search = { query: query as object, indices: index, timestamp };
      return [{ name, title: called.title ?? called.path, search }];
    });
    return { since, found: await tried(cluster, asked, window) };
  };
}

interface Asked {
  readonly name: string;
  readonly title: string;
  readonly search: Search;
}

async function tried(
  cluster: Cluster,
  asked: readonly Asked[],
  window: Window,
): Promise<Backtest['found']> {
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
  return found;
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
