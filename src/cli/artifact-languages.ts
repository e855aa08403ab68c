import type { Artifact } from '../artifacts/artifact.ts';
import type { Backend } from '../backends/backend.ts';
import { isMeant } from '../compile.ts';
import type { Pipeline } from '../pipelines/pipeline.ts';
import { allBackends, type RunOptions } from './run.ts';

/** How rules are compiled for artifacts: their queries go to engines as they are. */
export function forArtifacts(
  artifacts: readonly Pick<Artifact, 'takes'>[],
  { strict }: Pick<RunOptions, 'strict'>,
) {
  const toIn = (asked: readonly Pipeline[]) => languagesOf(artifacts, asked);
  return {
    to: toIn([]),
    toIn,
    toEngines: true,
    // what an artifact counts is wider
    countsApart: !strict,
  } satisfies Partial<RunOptions>;
}

/**
 * The languages that artifacts are written in: of several that one takes, the one that a pipeline is for which is asked
 * for, and otherwise its first.
 */
function languagesOf(
  artifacts: readonly Pick<Artifact, 'takes'>[],
  asked: readonly Pipeline[],
): readonly Backend[] {
  const to = artifacts.map(({ takes }) => {
    const all = takes.flatMap((language) => allBackends.find(({ id }) => id === language) ?? []);
    return all.find((backend) => isMeant(backend, asked)) ?? all[0];
  });
  return [...new Set(to.flatMap((backend) => backend ?? []))];
}
