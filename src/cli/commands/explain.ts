import { explanation } from '../../artifacts/explanation.ts';
import type { Compiled } from '../../compile.ts';
import { type Diagnostic, toJson } from '../../diagnostic/diagnostic.ts';
import { placeOf } from '../../diagnostic/source.ts';
import { Exceptions } from '../../emit/exceptions.ts';
import { print, printRule } from '../../ir/print.ts';
import type { RuleName } from '../../ir/rule.ts';
import { Project } from '../../settings/project.ts';
import { allDiagnostics, type RunOptions, run } from '../run.ts';
import { type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, say } from '../terminal.ts';

export interface ExplainOptions extends RunOptions, SystemOptions {
  readonly env?: string | undefined;
  readonly format: 'markdown' | 'json';
}

/** What a rule means, what became of it, and why. */
export async function explain(options: ExplainOptions): Promise<Status> {
  const output = new Output();
  const pages: unknown[] = [];
  const project = new Project(process.cwd(), options.env ?? null);
  const exceptions = new Exceptions(project);
  const system = new Systems(options, project).of;
  const ran = await run({ ...options, system }, (compiled) => {
    const page = { ...pageOf(compiled), exceptions: exceptionsOf(compiled.name, exceptions) };
    if (options.format === 'json') pages.push(page);
    else if (compiled.rule) output.write(explanation(page));
    else for (const diagnostic of allDiagnostics(compiled)) say(diagnostic);
  });
  if (options.format === 'json') output.write(`${JSON.stringify(pages, null, 2)}\n`);
  output.flush();
  const faults = exceptions.faults();
  for (const fault of faults) say(fault);
  return faults.length > 0 ? status.unusable : ran;
}

/** The events that `emit` has a rule leave, and where settings say so. */
const exceptionsOf = (rule: RuleName, exceptions: Exceptions) =>
  exceptions.of(rule).flatMap((exception) => {
    const when = exceptions.meaningOf(exception);
    const { name, reason = null, place } = exception;
    const { line } = placeOf(place.key());
    return when ? [{ name, reason, path: place.source.path, line, ir: print(when) }] : [];
  });

function pageOf({ name, rule, diagnostics, queries }: Compiled) {
  const own = new Set(diagnostics);
  return {
    rule: { id: name.id, title: name.title, path: name.path },
    description: rule?.about.description?.trim() ?? null,
    level: rule?.about.level ?? null,
    logSource: rule ? { ...rule.about.logSource } : {},
    tags: [...(rule?.about.tags ?? [])],
    ir: rule ? printRule(rule) : null,
    mends: diagnostics.flatMap(mendOf),
    remarks: diagnostics.filter(({ mend }) => !mend).map(remark),
    queries: queries.map((query) => ({
      to: query.to,
      fidelity: query.fidelity,
      query: query.query,
      language: typeof query.query === 'string' ? 'text' : 'json',
      reasons: query.diagnostics.filter((one) => !own.has(one)).map(remark),
    })),
  };
}

/** What stood in the text and what it was read as, beside each other. */
function mendOf(
  diagnostic: Diagnostic,
): { line: number; before: string; after: string; why: string }[] {
  const { mend, message, hint, at } = diagnostic;
  if (!mend) return [];
  const why = hint === undefined ? message : `${message} ${hint}`;
  return [{ line: placeOf(at).line, before: mend.before, after: mend.after, why }];
}

/** A diagnostic with all its keys: a template is told of what is missing, too. */
const remark = (diagnostic: Diagnostic) => ({ hint: null, ...toJson(diagnostic) });
