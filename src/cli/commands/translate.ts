import type { Compiled, CompiledQuery } from '../../compile.ts';
import { toJson, visible } from '../../diagnostic/diagnostic.ts';
import { Project } from '../../settings/project.ts';
import { OutFiles } from '../files.ts';
import { Finals } from '../finalize.ts';
import { allDiagnostics, type RunOptions, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, say } from '../terminal.ts';

export interface TranslateOptions extends RunOptions, SystemOptions {
  readonly env?: string | undefined;
  readonly format: 'text' | 'json' | 'jsonl';
  readonly out?: string | undefined;
}

/** Rules in, queries out. */
export async function translate(options: TranslateOptions): Promise<Status> {
  const output = new Output();
  const files = options.out === undefined ? null : new OutFiles(options.out);
  const endings = new Map(options.to.map(({ id, extension }) => [id, extension]));
  const counts = new Map<string, number>();
  let rules = 0;
  if (options.format === 'json') output.write('[');
  const project = new Project(process.cwd(), options.env ?? null);
  const system = new Systems(options, project).of;
  const finals = new Finals(system);
  const worst = await run({ ...options, system }, (compiled, stem) => {
    const isText = options.format === 'text';
    const held = compiled.queries.filter(
      (query) => isText && finals.holds(query, compiled.name.path),
    );
    for (const query of compiled.queries) {
      if (options.format === 'text') {
        const key = `${query.to} ${query.fidelity}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const body = bodyOf(query);
      if (files && body !== null && !held.includes(query))
        files.add(stem, endings.get(query.to)!, body, query.to);
      if (options.format === 'jsonl') output.write(`${line(compiled, query)}\n`);
      else if (options.format === 'json')
        output.write(
          `${rules > 0 || query !== compiled.queries[0] ? ',' : ''}\n${line(compiled, query)}`,
        );
    }
    if (options.format === 'text') {
      const queries = compiled.queries.filter((query) => !held.includes(query));
      if (!files) output.write(text({ ...compiled, queries }));
      output.flush();
      for (const diagnostic of allDiagnostics(compiled)) say(diagnostic);
    }
    rules++;
  });
  if (options.format === 'json') output.write('\n]\n');
  const isFinal = finish(finals, (text, to) =>
    files ? files.add('all', endings.get(to)!, text, to) : output.write(text),
  );
  output.flush();
  const fault = files?.write();
  if (fault) say(fault);
  if (options.format === 'text') process.stderr.write(summary(rules, counts));
  const faults = project.faults();
  for (const one of faults) say(one);
  if (fault || faults.length > 0) return status.unusable;
  return isFinal ? worst : graver(worst, status.findings);
}

/** Writes what pipelines make of all queries; whether they could. */
function finish(finals: Finals, write: (text: string, to: string) => void): boolean {
  let isFinal = true;
  for (const { to, made } of finals.texts)
    if (typeof made === 'string') write(made.endsWith('\n') ? made : `${made}\n`, to);
    else {
      say(made);
      isFinal = false;
    }
  return isFinal;
}

/** What a file of a query holds: text, or for Query DSL a search body. */
function bodyOf({ query }: CompiledQuery): string | null {
  if (query === null) return null;
  return `${typeof query === 'string' ? query : JSON.stringify({ query }, null, 2)}\n`;
}

/** The line that other programs read. */
const line = ({ name: { id, title, path } }: Compiled, query: CompiledQuery): string =>
  JSON.stringify({
    rule: { id, title, path },
    to: query.to,
    query: query.query,
    fidelity: query.fidelity,
    diagnostics: query.diagnostics.map(toJson),
  });

function text({ name, queries }: Compiled): string {
  const head = `# ${visible(name.title ?? 'Without a title')} (${visible(name.path)})\n`;
  const bodies = queries
    .filter(({ query }) => query !== null)
    .map(({ to, fidelity, query }) => {
      const body = typeof query === 'string' ? query : JSON.stringify(query, null, 2);
      return `## ${to}: ${fidelity}\n${body}\n`;
    });
  return bodies.length === 0 ? '' : `${head}${bodies.join('')}\n`;
}

function summary(rules: number, counts: ReadonlyMap<string, number>): string {
  const by = [...counts].map(([key, count]) => `${key} ${count}`).join(', ');
  return `${rules} ${rules === 1 ? 'rule' : 'rules'}: ${by}\n`;
}
