import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { isError, show, toJson } from '../../diagnostic/diagnostic.ts';
import { Project } from '../../settings/project.ts';
import { github } from '../formats/github.ts';
import type { Checked } from '../formats/junit.ts';
import { allDiagnostics, type RunOptions, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, paintFor, say } from '../terminal.ts';

export interface CheckOptions extends RunOptions, SystemOptions {
  readonly env?: string | undefined;
  readonly format: 'text' | 'json' | 'sarif' | 'github' | 'junit';
}

/** What is wrong with rules, and no queries. */
export async function check(options: CheckOptions): Promise<Status> {
  const output = new Output();
  const paint = paintFor(process.stdout);
  const all: Diagnostic[] = [];
  const checked: Checked[] = [];
  let rules = 0;
  const project = new Project(process.cwd(), options.env ?? null);
  const found = await run(
    { ...options, system: new Systems(options, project).of },
    (compiled) => {
      rules++;
      const diagnostics = allDiagnostics(compiled);
      if (options.format === 'junit') checked.push({ name: compiled.name, diagnostics });
      for (const diagnostic of diagnostics) {
        all.push(diagnostic);
        if (options.format === 'text') output.write(`${show(diagnostic, paint)}\n`);
        if (options.format === 'github') output.write(`${github(diagnostic)}\n`);
      }
    },
    true,
  );
  if (options.format === 'json') output.write(`${JSON.stringify(all.map(toJson), null, 2)}\n`);
  if (options.format === 'sarif') {
    const { sarif } = await import('../formats/sarif.ts');
    output.write(`${JSON.stringify(sarif(all), null, 2)}\n`);
  }
  if (options.format === 'junit') {
    const { junit } = await import('../formats/junit.ts');
    output.write(junit('rulewright check', checked));
  }
  output.flush();
  const errors = all.filter(isError).length;
  const rest = all.length - errors;
  process.stderr.write(
    `${count(rules, 'rule')}: ${count(errors, 'error')}, ${count(rest, 'other remark')}\n`,
  );
  const faults = project.faults();
  for (const fault of faults) say(fault);
  if (faults.length > 0) return status.unusable;
  return errors > 0 ? graver(found, status.findings) : found;
}

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;
