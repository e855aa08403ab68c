import { basename, extname } from 'node:path';
import type { Compiled } from '../../compile.ts';
import { unspeakable } from '../../languages/sigma/messages.ts';
import { writeSigma } from '../../languages/sigma/write.ts';
import { OutFiles } from '../files.ts';
import { allDiagnostics, type RunOptions, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { Output, say } from '../terminal.ts';

export interface ConvertOptions extends RunOptions {
  readonly out?: string | undefined;
}

/** Rules of any language in, Sigma rules out. */
export async function convert(options: ConvertOptions): Promise<Status> {
  const output = new Output();
  const files = options.out === undefined ? null : new OutFiles(options.out);
  let written = 0;
  let worst: Status = status.done;
  const found = await run(options, (compiled, stem) => {
    const text = sigmaOf(compiled);
    if (text !== null) {
      if (files) files.add(stem, '.yml', text);
      else output.write(written > 0 ? `---\n${text}` : text);
      written++;
    } else worst = status.findings;
    output.flush();
    for (const diagnostic of allDiagnostics(compiled)) say(diagnostic);
    if (text === null && compiled.rule) say(unspeakable(compiled.rule.at));
  });
  const fault = files?.write();
  if (fault) say(fault);
  process.stderr.write(`${written} ${written === 1 ? 'rule' : 'rules'} written as Sigma\n`);
  return fault ? status.unusable : graver(found, worst);
}

function sigmaOf({ rule, wider }: Compiled): string | null {
  if (!rule) return null;
  const title = basename(rule.path, extname(rule.path)) || 'stdin';
  return writeSigma(
    rule,
    title,
    wider.map(({ message }) => message),
  );
}
