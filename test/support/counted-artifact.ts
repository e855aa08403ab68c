import { artifact } from '../../src/artifacts/load.ts';
import { Emission } from '../../src/emit/emission.ts';
import { backends, type Options } from '../../src/index.ts';
import { Project } from '../../src/settings/project.ts';
import { compiled } from './correlation.ts';
import { root } from './files.ts';

/** What an artifact makes of the last rule of a file, if it can hold it, and the codes of what is said of that. */
export const emission = (
  id: string,
  documents: readonly string[],
  options: Partial<Options> = {},
) => {
  const one = artifact(id);
  const to = Object.values(backends).filter((backend) => backend.id === one.takes[0]);
  const made = new Emission(new Project(root, null), [one]);
  const said = compiled(documents, { to, countsApart: true, ...options })
    .slice(-1)
    .flatMap((one) => [
      ...one.queries.flatMap(({ diagnostics }) => diagnostics),
      ...made.take(one, 'rule'),
    ]);
  const [file] = [...made.files.values()];
  return { body: file?.body ?? null, said: [...new Set(said.map(({ code }) => code))] };
};
