import { artifact as artifactOf } from '../../artifacts/load.ts';
import type { Begun, Compiled } from '../../compile.ts';
import type { ArtifactFile, Refused, Target, Wanted } from '../../deploy/target.ts';
import { isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { Emission } from '../../emit/emission.ts';
import { Exceptions } from '../../emit/exceptions.ts';
import { hashOf } from '../../emit/hash.ts';
import { Project } from '../../settings/project.ts';
import { forArtifacts } from '../artifact-languages.ts';
import { keyOf, onlyCounted } from '../only-counted.ts';
import { allDiagnostics, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { say } from '../terminal.ts';

export interface RulesOptions extends SystemOptions {
  readonly paths: readonly string[];
  readonly strict: boolean;
  readonly env?: string | undefined;
}

export const projectOf = ({ env }: Pick<RulesOptions, 'env'>): Project =>
  new Project(process.cwd(), env ?? null);

/** A rule as the target is given it, and what writes its query for other indices. */
export interface MadeRule {
  readonly compiled: Compiled;
  readonly begun: Begun;
}

/** The objects that rules are on a target, and how it went: `unusable` where nothing is to be done with them. */
export interface Made {
  readonly wanted: readonly Wanted[];
  readonly refused: Refused;
  /** Where each rule stands, by the name that targets know it by. */
  readonly places: ReadonlyMap<string, Span>;
  readonly worst: Status;
}

/**
 * Compiles rules for a target, and says what there is to be said of them.
 *
 * @param also takes each rule, too
 */
export async function make(
  options: RulesOptions,
  target: Target,
  set: string,
  also: (rule: MadeRule) => void = () => {},
): Promise<Made> {
  const artifact = {
    ...artifactOf(target.artifact),
    ...(target.language !== null && { takes: [target.language] }),
  };
  const project = projectOf(options);
  const exceptions = new Exceptions(project);
  const counted = onlyCounted(options);
  const emission = new Emission(
    project,
    [artifact],
    exceptions,
    (rule) => counted.get(keyOf(rule)) ?? null,
  );
  let worst: Status = status.done;
  const system = new Systems(options, project).of;
  const ran = await run(
    { ...options, ...forArtifacts([artifact], options), system, amend: exceptions.applyTo },
    (compiled, stem, begun) => {
      also({ compiled, begun });
      const said = [...allDiagnostics(compiled), ...emission.take(compiled, stem)];
      if (compiled.rule === null || said.some(isError)) worst = status.findings;
      for (const diagnostic of said) say(diagnostic);
    },
  );
  for (const diagnostic of emission.finish()) {
    say(diagnostic);
    worst = status.unusable; // a file of the set is missing
  }
  const faults = exceptions.faults();
  for (const one of [...faults, ...exceptions.remarks()]) say(one);
  if (faults.length > 0) worst = status.unusable;
  worst = graver(worst, ran);
  const wanted = worst === status.unusable ? [] : target.objects(filesOf(emission), set);
  return { wanted, refused: emission.refused, places: emission.places, worst };
}

function filesOf(emission: Emission): readonly ArtifactFile[] {
  const hashes = [...emission.rules].map(([name, { hash }]) => `${name} ${hash}\n`).sort();
  const ofSet = hashOf(hashes.join(''));
  const sources = new Map([...emission.rules].map(([name, { hash }]) => [name, hash]));
  return [...emission.files].map(([path, { body, rule }]) => ({
    path,
    body,
    rule,
    ...(rule === null && { sources }),
    source: (rule && emission.rules.get(rule.name)?.hash) ?? ofSet,
  }));
}
