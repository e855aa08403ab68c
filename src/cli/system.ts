import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import type { Pipeline } from '../pipelines/pipeline.ts';
import * as said from '../settings/messages.ts';
import type { Project } from '../settings/project.ts';
import type { Resolved } from '../settings/settings.ts';
import { listed, notOne } from './named.ts';
import { Unusable, Usage } from './options.ts';
import { pipelinesAt } from './pipeline-files.ts';
import { allAssumptions, allPipelines, type System } from './run.ts';

/** What the command line says of it; what it does not say, settings may. */
export interface SystemOptions {
  readonly pipeline?: readonly string[] | undefined;
  readonly assume?: readonly string[] | undefined;
}

/** What the command line and the settings say of the system that the rules of a file are for. */
export class Systems {
  private readonly pipelines: readonly Pipeline[] | null;
  private readonly assumed: ReadonlyMap<string, string>;
  private readonly project: Project | null;
  private readonly known = new Map<Resolved, System>();

  /** @throws Usage where the command line names what there is not */
  constructor({ pipeline, assume = [] }: SystemOptions, project: Project | null = null) {
    this.pipelines = pipeline?.flatMap((one) => pipelinesOf(one)) ?? null;
    this.assumed = answersOf(listed(assume));
    this.project = project;
  }

  /** @throws Unusable where settings of the file's folders are wrong */
  readonly of = (path: string): System => {
    const { project, pipelines, assumed } = this;
    if (!project) return { pipelines: pipelines ?? [], assumed };
    const resolved = project.settingsOf(path);
    const system = this.known.get(resolved) ?? this.settled(project, resolved);
    this.known.set(resolved, system);
    return system;
  };

  private settled(project: Project, { settings, origins }: Resolved): System {
    const faults: Diagnostic[] = [...project.brokenFiles()];
    const at = (name: string): Span => origins.get(name)!;
    const held = <T>(name: string, find: () => T): T[] => {
      try {
        return [find()];
      } catch (error) {
        if (error instanceof Unusable) faults.push(...error.faults);
        else if (!(error instanceof Usage)) throw error;
        else faults.push(said.badName(error.message, at(name)));
        return [];
      }
    };
    const named = this.pipelines ? [] : settings.pipeline;
    // a file's path is from the settings that name it
    const folder = join(project.root, dirname(origins.get('pipeline')?.source.path ?? ''));
    const shown = relative(process.cwd(), folder);
    const pipelines = named
      .flatMap((name) => held('pipeline', () => pipelineOf(name, shown)))
      .flat();
    const answers = Object.entries(settings.assume).flatMap(([name, answer]) =>
      held(`assume.${name}`, () => answerOf(name, answer)),
    );
    if (faults.some(isError)) throw new Unusable(faults);
    return {
      pipelines: this.pipelines ?? pipelines,
      assumed: new Map([...answers, ...this.assumed]),
    };
  }
}

/** What `--pipeline a,b` names; a file may have a comma in its name. */
const pipelinesOf = (written: string): readonly Pipeline[] =>
  existsSync(written) ? pipelineOf(written) : listed([written]).flatMap((name) => pipelineOf(name));

/** The pipeline of that id, or those of a file or a folder. */
function pipelineOf(name: string, folder = ''): readonly Pipeline[] {
  const found = allPipelines.find(({ id }) => id === name);
  const read = found ? [found] : pipelinesAt(isAbsolute(name) ? name : join(folder, name));
  if (read) return read;
  const ids = allPipelines.map(({ id }) => id);
  throw new Usage(notOne(name, ids, 'a pipeline, nor a file of one'));
}

function answersOf(pairs: readonly string[]): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const pair of pairs) {
    const [name, answer] = pair.split(/=(.*)/s, 2) as [string, string?];
    if (answer === undefined) throw new Usage(`--assume takes NAME=ANSWER, not "${pair}".`);
    if (answers.has(name)) throw new Usage(`--assume answers ${name} twice.`);
    answers.set(...answerOf(name, answer));
  }
  return answers;
}

function answerOf(name: string, answer: string): [string, string] {
  const found = allAssumptions.find((known) => known.name === name);
  const names = allAssumptions.map((known) => known.name);
  if (!found) throw new Usage(notOne(name, names, 'an assumption'));
  if (!found.answers.includes(answer))
    throw new Usage(notOne(answer, found.answers, `an answer to ${name}`));
  return [name, answer];
}
