import { artifacts } from '../../artifacts/load.ts';
import * as targets from '../../deploy/index.ts';
import { allBackends, allLanguages, allPipelines } from '../run.ts';
import { type Status, status } from '../status.ts';
import { Output } from '../terminal.ts';
import { listable } from './listable.ts';

export interface ListOptions {
  readonly what?: (typeof listable)[number] | undefined;
  readonly format: 'text' | 'json';
}

/** What there is to choose from. */
export async function list({ what, format }: ListOptions): Promise<Status> {
  const all = {
    backends: allBackends.map(({ id, title }) => ({ id, title })),
    languages: allLanguages.map(({ id, title }) => ({ id, title })),
    pipelines: allPipelines.map(({ id, title }) => ({ id, title })),
    artifacts: artifacts().map(({ id, title }) => ({ id, title })),
    targets: Object.values(targets).map(({ id, title }) => ({ id, title })),
  };
  const chosen = what === undefined ? listable : [what];
  const output = new Output();
  if (format === 'json')
    output.write(
      `${JSON.stringify(Object.fromEntries(chosen.map((name) => [name, all[name]])), null, 2)}\n`,
    );
  else
    for (const name of chosen) {
      if (what === undefined) output.write(`${name}\n`);
      const width = Math.max(...all[name].map(({ id }) => id.length));
      for (const { id, title } of all[name]) output.write(`  ${id.padEnd(width)}  ${title}\n`);
    }
  output.flush();
  return status.done;
}
