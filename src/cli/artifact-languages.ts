import type { Artifact } from '../artifacts/artifact.ts';
import type { Backend } from '../backends/backend.ts';
import { isMeant } from '../compile.ts';
import type { Pipeline } from '../pipelines/pipeline.ts';
import { allBackends } from './run.ts';

/**
 * The languages that artifacts are written in: of several that one takes, the one that a pipeline is for which is asked
 * for, and otherwise its first.
 */
export function languagesOf(
  artifacts: readonly Pick<Artifact, 'takes'>[],
  asked: readonly Pipeline[],
): readonly Backend[] {
  const to = artifacts.map(({ takes }) => {
    const all = takes.flatMap((language) => allBackends.find(({ id }) => id === language) ?? []);
    return all.find((backend) => isMeant(backend, asked)) ?? all[0];
  });
  return [...new Set(to.flatMap((backend) => backend ?? []))];
}
