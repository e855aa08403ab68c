import { statSync } from 'node:fs';
import { isError } from '../../diagnostic/diagnostic.ts';
import { pairsOf } from '../../diff/pairs.ts';
import { type Change, changeOf, type Side } from '../diff/change.ts';
import { changeText, summary } from '../diff/report.ts';
import { type RunOptions, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { Output, say } from '../terminal.ts';

export interface DiffOptions extends Pick<RunOptions, 'from' | 'settings'> {
  /** A file, a folder, or `-`. */
  readonly old: string;
  readonly now: string;
  readonly format: 'text' | 'json';
}

/** What has changed in meaning between two rules, or two sets of them. */
export async function diff(options: DiffOptions): Promise<Status> {
  const old = await readSet(options.old, options);
  const now = await readSet(options.now, options);
  const read = graver(old.status, now.status);
  if (read === status.unusable) return read;
  const output = new Output();
  const changes = pairsOf(old.sides, now.sides).map((pair): Change => {
    const change = changeOf(pair);
    if (options.format === 'text') {
      output.write(changeText(change));
      output.flush();
    }
    return change;
  });
  if (options.format === 'json') output.write(`${JSON.stringify(changes, null, 2)}\n`);
  output.flush();
  process.stderr.write(summary(changes));
  const isChanged = changes.some(({ change }) => change !== 'same');
  return isChanged ? graver(read, status.findings) : read;
}

/** The rules of a path; what refuses one is told. */
async function readSet(
  path: string,
  options: DiffOptions,
): Promise<{ sides: readonly Side[]; status: Status }> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const counts = new Map<string, number>();
  const sides: Side[] = [];
  const ran = await run({ ...options, paths: [path], to: [], strict: false }, (compiled, stem) => {
    const { name, rule, diagnostics } = compiled;
    const file = isFolder ? stem : '';
    const number = counts.get(file) ?? 0;
    counts.set(file, number + 1);
    sides.push({ name, place: `${number} ${file}`, compiled });
    for (const one of rule ? [] : diagnostics.filter(isError)) say(one);
  });
  return { sides, status: ran };
}
