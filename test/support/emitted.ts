import { artifacts } from '../../src/artifacts/load.ts';
import { keyOf } from '../../src/cli/only-counted.ts';
import { Emission, type Emission as Made } from '../../src/emit/emission.ts';
import {
  type Backend,
  backends,
  compile,
  type Diagnostic,
  languages,
  type Source,
} from '../../src/index.ts';
import { Project } from '../../src/settings/project.ts';
import { root } from './files.ts';

export interface Emitted {
  readonly emission: Made;
  /** All that was said of the rules and of what was made of them. */
  readonly said: readonly Diagnostic[];
}

/**
 * The artifacts of rules, under the settings that a project's folder has.
 *
 * @param by what writes the queries, where it isn't the first that an artifact names
 */
export function emitted(
  sources: readonly Source[],
  ids: readonly string[],
  project = new Project(root, null),
  by?: Backend,
): Emitted {
  const chosen = artifacts()
    .filter(({ id }) => ids.includes(id))
    .map((artifact) => (by ? { ...artifact, takes: [by.id] } : artifact));
  const to = Object.values(backends).filter(({ id }) =>
    chosen.some(({ takes }) => takes[0] === id),
  );
  const counted = new Set(
    sources.flatMap((source) =>
      languages.sigma.read(source).flatMap(({ about }) => (about?.rules ?? []).map(keyOf)),
    ),
  );
  const emission = new Emission(project, chosen, undefined, (rule) =>
    counted.has(keyOf(rule)) ? 'a rule that counts' : null,
  );
  const said = sources.flatMap((source) =>
    compile(source, { from: languages.sigma, to, countsApart: true }).flatMap((compiled) => [
      ...new Set([...compiled.diagnostics, ...compiled.queries.flatMap((one) => one.diagnostics)]),
      ...emission.take(compiled, source.path.replace(/\.ya?ml$/, '')),
    ]),
  );
  return { emission, said: [...said, ...emission.finish()] };
}
