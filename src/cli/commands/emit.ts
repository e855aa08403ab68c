import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Artifact } from '../../artifacts/artifact.ts';
import { artifacts, BadTemplates } from '../../artifacts/load.ts';
import { didYouMean } from '../../diagnostic/closest.ts';
import { isError, show } from '../../diagnostic/diagnostic.ts';
import { claim } from '../../emit/claim.ts';
import { Emission } from '../../emit/emission.ts';
import { Exceptions } from '../../emit/exceptions.ts';
import { Folder } from '../../emit/folder.ts';
import { keep, nextLock } from '../../emit/keep.ts';
import { type Lock, lockName, noLock, parseLock, printLock } from '../../emit/lock.ts';
import { type Stand, standsOf } from '../../emit/stand.ts';
import { Project } from '../../settings/project.ts';
import { forArtifacts } from '../artifact-languages.ts';
import { changedSince } from '../changed.ts';
import { difference } from '../formats/difference.ts';
import * as messages from '../messages.ts';
import { keyOf, onlyCounted } from '../only-counted.ts';
import { isOfPipeline } from '../pipeline-files.ts';
import { allBackends, allDiagnostics, type RunOptions, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, say } from '../terminal.ts';
import { version } from '../version.ts';

export interface EmitOptions extends Omit<RunOptions, 'to'>, SystemOptions {
  readonly artifact: readonly string[];
  readonly out: string;
  readonly check: boolean;
  readonly force: boolean;
  readonly env?: string | undefined;
  readonly changedSince?: string | undefined;
  readonly templates: readonly string[];
}

/** Rules in, artifacts out; with `check`, whether those that are there are as they would come out. */
export async function emit(options: EmitOptions): Promise<Status> {
  const chosen = choose(options);
  if (typeof chosen === 'string') {
    process.stderr.write(`${chosen}\n`);
    return status.unusable;
  }
  const own = chosen.artifacts.find(({ needs }) => options.indices && needs.includes('fields'));
  if (own) {
    process.stderr.write(
      `"${own.id}" brings an index of its own, so no other one's mapping is asked.\n`,
    );
    return status.unusable;
  }
  const project = new Project(process.cwd(), options.env ?? null);
  const changed =
    options.changedSince === undefined ? null : changedSince(project.root, options.changedSince);
  if (typeof changed === 'string') {
    process.stderr.write(`${changed}\n`);
    return status.unusable;
  }
  const system = new Systems(options, project).of;
  const exceptions = new Exceptions(project);
  const counted = onlyCounted(options);
  const emission = new Emission(
    project,
    chosen.artifacts,
    exceptions,
    (rule) => counted.get(keyOf(rule)) ?? null,
  );
  const isLookedAt = (file: string) =>
    changed === null ||
    changed.has(file) ||
    [...emission.filesBehind(file)].some((one) => changed.has(one)) ||
    [...changed].some((one) => isOfAll(one, options));
  let found: Status = status.done;
  const ran = await run(
    { ...options, ...forArtifacts(chosen.artifacts, options), system, amend: exceptions.applyTo },
    (compiled, stem) => {
      const said = [...allDiagnostics(compiled), ...emission.take(compiled, stem)];
      if (!isLookedAt(project.nameOf(compiled.name.path))) return;
      if (compiled.rule === null || said.some(isError)) found = status.findings;
      for (const diagnostic of said) say(diagnostic);
    },
  );
  const faults = exceptions.faults();
  for (const one of [...faults, ...exceptions.remarks()]) say(one);
  for (const diagnostic of emission.finish()) {
    say(diagnostic);
    found = status.findings;
  }
  if (faults.length > 0 || ran === status.unusable) return status.unusable;
  try {
    const settled = () => settle(emission, options, isLookedAt, changed?.size === 0);
    return graver(found, options.check ? settled() : alone(options.out, settled));
  } catch (error) {
    say(messages.unwritable(options.out, error));
    return status.unusable;
  }
}

/** Does it while no other run writes into the folder; says so where one does. */
function alone(folder: string, work: () => Status): Status {
  const claimed = claim(folder);
  if (typeof claimed !== 'function') {
    say(messages.isClaimed(folder, claimed.pid, claimed.file));
    return status.unusable;
  }
  try {
    return work();
  } finally {
    claimed();
  }
}

/** Compares the folder with what is wanted of it, and writes it, or says where they differ. */
function settle(
  emission: Emission,
  options: EmitOptions,
  isLookedAt: (file: string) => boolean,
  isNothingChanged: boolean,
): Status {
  const folder = new Folder(options.out);
  const locked = folder.read(lockName);
  const lock = locked === null || locked === false ? noLock : parseLock(locked);
  if (lock === null || locked === false) {
    process.stderr.write(`${show(messages.badLock(join(options.out, lockName)))}\n`);
    return status.unusable;
  }
  const isMeant = (from: string | null) => (from === null ? !isNothingChanged : isLookedAt(from));
  const wanted = new Map([...emission.files].filter(([, { from }]) => isMeant(from)));
  const isOurs = (file: string) => {
    const { artifact, from } = lock.files[file]!;
    return options.artifact.includes(artifact) && !emission.files.has(file) && isMeant(from);
  };
  const stands = standsOf(wanted, lock, isOurs, (file) => folder.read(file)).map(
    (stand): Stand => (options.force ? forced(stand) : stand),
  );
  const next = nextLock(lock, { compiler: version(), rules: emission.rules }, wanted, stands);
  if (options.check) return report(stands, locked, next);
  keep(folder, stands.filter(isWritable), lock, next);
  return summarize(stands);
}

const isWritable = ({ state }: Stand): boolean => state !== 'edited' && state !== 'foreign';

const forced = (stand: Stand): Stand =>
  isWritable(stand) ? stand : { ...stand, state: stand.wanted === null ? 'orphaned' : 'stale' };

/** Says what is not as it should be, and shows how it differs. */
function report(stands: readonly Stand[], locked: string | null, next: Lock): Status {
  const output = new Output();
  const bad = stands.filter(({ state }) => state !== 'fresh');
  for (const stand of bad) output.write(`${stand.state} ${stand.file}\n${difference(stand)}`);
  const isLockStale = bad.length === 0 && locked !== printLock(next);
  if (isLockStale) output.write(`stale ${lockName}\n`);
  output.flush();
  const count = bad.length + Number(isLockStale);
  process.stderr.write(
    count === 0
      ? `${stands.length} files are fresh\n`
      : `${count} of ${stands.length + 1} files differ\n`,
  );
  return count === 0 ? status.done : status.findings;
}

/** Says what was written, and what was left alone because somebody else wrote it. */
function summarize(stands: readonly Stand[]): Status {
  const count = (...states: readonly Stand['state'][]) =>
    stands.filter(({ state }) => states.includes(state)).length;
  const left = stands.filter((stand) => !isWritable(stand));
  for (const { file, state } of left)
    process.stderr.write(
      state === 'edited'
        ? `${file} was edited by hand and is left as it is; --force writes over it.\n`
        : `${file} was there before and is left as it is; --force writes over it.\n`,
    );
  process.stderr.write(
    `${count('missing', 'stale')} written, ${count('orphaned')} removed, ${count('fresh')} as they were\n`,
  );
  return left.length > 0 ? status.findings : status.done;
}

/** Whether a change of that file may change what every rule becomes. */
const isOfAll = (file: string, { templates }: EmitOptions): boolean =>
  file.endsWith('rulewright.yml') ||
  isOfPipeline(file) ||
  templates.some((folder) => resolve(file).startsWith(resolve(folder) + sep));

/** The artifacts that are asked for; or what is wrong with them. */
function choose({
  artifact: names,
  templates,
}: EmitOptions): { artifacts: readonly Artifact[] } | string {
  let all: readonly Artifact[];
  try {
    all = artifacts(templates.map((folder) => pathToFileURL(resolve(folder) + sep)));
  } catch (error) {
    if (error instanceof BadTemplates) return error.message;
    throw error;
  }
  const chosen: Artifact[] = [];
  for (const name of names) {
    const artifact = all.find(({ id }) => id === name);
    const ids = all.map(({ id }) => id);
    if (!artifact)
      return `"${name}" is not an artifact. ${didYouMean(name, ids) ?? `There are ${ids.join(', ')}.`}`;
    chosen.push(artifact);
    const unknown = artifact.takes.find(
      (language) => !allBackends.some(({ id }) => id === language),
    );
    if (unknown !== undefined)
      return `The artifact "${name}" takes "${unknown}", which is not a backend.`;
  }
  return { artifacts: chosen };
}
