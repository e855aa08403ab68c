import { extname } from 'node:path';
import type { Assumption, Backend } from '../backends/backend.ts';
import { refused } from '../backends/backend.ts';
import * as backends from '../backends/index.ts';
import { type Begun, begin, type Compiled, type Options } from '../compile.ts';
import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import * as languages from '../languages/index.ts';
import type { Language, Settings } from '../languages/language.ts';
import * as pipelines from '../pipelines/index.ts';
import type { Pipeline } from '../pipelines/pipeline.ts';
import { findInputs, type Input, readInput, stemOf } from './inputs.ts';
import * as messages from './messages.ts';
import { RuleSet } from './rule-set.ts';
import { graver, type Status, status } from './status.ts';
import { none, progress } from './terminal.ts';

/** What a user knows of the system that queries run on. */
export interface System {
  /** What fields are called there. */
  readonly pipelines: readonly Pipeline[];
  /** Answers to backends' assumptions, by their names. */
  readonly assumed: ReadonlyMap<string, string>;
}

type Indices = Options['indices'] | undefined;

/** What every command that reads rules is given. */
export interface RunOptions {
  readonly paths: readonly string[];
  readonly to: readonly Backend[];
  /** Those of them that a rule is written for, by the pipelines that are for it; without it, all. */
  readonly toIn?: ((pipelines: readonly Pipeline[]) => readonly Backend[]) | undefined;
  readonly strict: boolean;
  /** What is known of the system that the rules of a file are for. */
  readonly system?: ((path: string) => System) | undefined;
  /** The indices that queries are to run on. */
  readonly indices?: Indices;
  /** What finds them out where rules say which they are: it's given all rules, before their queries are written. */
  readonly ground?: (rules: readonly Compiled[]) => Promise<Indices>;
  /** The language that all of them are in; without it, the endings of their names say. */
  readonly from?: Language | undefined;
  readonly settings?: Settings | undefined;
  /** Queries go to engines as they are. */
  readonly toEngines?: boolean | undefined;
  /** What a rule is to mean where it is deployed. */
  readonly amend?: Options['amend'] | undefined;
  /** Events are counted by who takes the queries, where their languages can't. */
  readonly countsApart?: boolean | undefined;
}

export const allBackends: readonly Backend[] = Object.values(backends);
/** What rules are written for unless somebody names backends: those that write any rule, of any log source. */
export const usualBackends = allBackends.filter(({ pipeline }) => pipeline === undefined);
export const allLanguages: readonly Language[] = Object.values(languages);
export const allPipelines: readonly Pipeline[] = Object.values(pipelines);
/** Each once: backends of one kind share theirs. */
export const allAssumptions: readonly Assumption[] = [
  ...new Map(
    allBackends
      .flatMap(({ assumptions = [] }) => assumptions)
      .map((assumption) => [assumption.name, assumption]),
  ).values(),
];

/** The language of a file by the ending of its name; Sigma where no language has it. */
export function languageOf(path: string): Language {
  const ending = extname(path).toLowerCase();
  const own = allLanguages.find(({ extensions }) => extensions.includes(ending));
  const page = allLanguages.find(({ pages }) => pages?.extensions.includes(ending));
  return own ?? page ?? languages.sigma;
}

/**
 * Compiles all rules of all files, one file at a time, and hands each on. A file that can't be read
 * is handed on as a rule without a name, so that nothing is missing from what is made of it.
 *
 * @param take is also given what writes the rule's queries for other indices
 * @param isSilent nothing is written to a terminal on the way, so that a bar may be
 */
export async function run(
  options: RunOptions,
  take: (compiled: Compiled, stem: string, begun: Begun) => void,
  isSilent = !process.stdout.isTTY,
): Promise<Status> {
  const { paths, indices, ground, from, settings } = options;
  const inputs = findInputs(paths, allLanguages);
  const others = new RuleSet(inputs, (path) => from ?? languageOf(path), settings);
  const bar = isSilent ? await progress(inputs.length, 'rules', 200) : none;
  let worst: Status = status.done;
  const write = (begun: Begun, stem: string, indices: Indices) => {
    const compiled = begun.write(indices);
    if (isRefused(compiled)) worst = graver(worst, status.findings);
    take(compiled, stem, begun);
  };
  const waiting: { readonly begun: Begun; readonly stem: string }[] = [];
  const passed: string[] = [];
  for (const found of inputs) {
    const input = readInput(found);
    if ('path' in found && !found.named && isOther(input, from)) passed.push(found.path);
    else
      for (const begun of beginInput(input, options, others))
        if (ground) waiting.push({ begun, stem: input.stem });
        else write(begun, input.stem, indices);
    if ('fault' in input && input.named) worst = status.unusable;
    bar.step();
  }
  bar.end();
  if (ground) {
    const known = await ground(waiting.map(({ begun }) => begun.read));
    for (const { begun, stem } of waiting) write(begun, stem, known);
  }
  if (passed.length === 0) return worst;
  if (passed.length < inputs.length) {
    process.stderr.write(`${messages.passedOver(passed)}\n`);
    return worst;
  }
  const [folder] = paths;
  write(unread(messages.onlyOthers(folder!, passed), options.to), stemOf(folder!), indices);
  return status.unusable;
}

/** A file that was found, and is another program's. */
const isOther = (input: Input, from?: Language): boolean =>
  'source' in input && (from ?? languageOf(input.source.path)).isMeant?.(input.source) === false;

function beginInput(
  input: Input,
  { to, toIn, system, toEngines = false, countsApart, amend, ...options }: RunOptions,
  others: RuleSet,
): readonly Begun[] {
  if ('fault' in input) return [unread(input.fault, to)];
  const { source } = input;
  const { strict, from, settings } = options;
  const language = from ?? languageOf(source.path);
  const known = system?.(source.path);
  return begin(source, {
    from: language,
    to: toIn?.(known?.pipelines ?? []) ?? to,
    strict,
    toEngines,
    ...known,
    ...(amend && { amend }),
    ...(countsApart && { countsApart }),
    others,
    ...(settings && { settings }),
  });
}

function unread(fault: Diagnostic, to: readonly Backend[]): Begun {
  const name = { id: null, title: null, path: fault.at.source.path };
  const diagnostics = [fault];
  const queries = to.map(({ id }) => ({ to: id, ...refused(diagnostics) }));
  const read: Compiled = { name, rule: null, diagnostics, wider: [], mapped: null, queries };
  return { read, write: () => read };
}

const isRefused = ({ rule, mapped, queries }: Compiled): boolean =>
  rule === null ||
  (mapped?.diagnostics.some(isError) ?? false) ||
  queries.some((query) => query.fidelity === 'refused' && !query.counted?.events?.query);

/** Everything said of a rule, of what pipelines make of it, and of its queries, each once. */
export function allDiagnostics({ diagnostics, mapped, queries }: Compiled): readonly Diagnostic[] {
  const said = new Map<string, Diagnostic>();
  const ofQueries = queries.flatMap((query) => query.diagnostics);
  for (const one of [...diagnostics, ...(mapped?.diagnostics ?? []), ...ofQueries]) {
    const key = `${one.code} ${one.at.start} ${one.at.end} ${one.message}`;
    if (!said.has(key)) said.set(key, one);
  }
  return [...said.values()];
}
