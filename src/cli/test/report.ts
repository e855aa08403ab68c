import { isError, show, toJson, visible } from '../../diagnostic/diagnostic.ts';
import type { EventFile } from '../events/files.ts';
import type { Checked } from '../formats/junit.ts';
import { type Output, paintFor } from '../terminal.ts';
import type { Matches } from './matches.ts';
import { hasFailed, type Result, saidOf, type Tested } from './tested.ts';

/** What came of a test: the rules, the files of events, and which events each rule found. */
export interface Report {
  readonly tested: readonly Tested[];
  readonly files: readonly EventFile[];
  readonly matches: Matches;
}

/** The lines that other programs read: one for each rule. */
export function writeLines(output: Output, { tested, files, matches }: Report): void {
  const names = files.map(({ path }) => JSON.stringify(path));
  for (const [i, { compiled, results }] of tested.entries()) {
    const { id, title, path } = compiled.name;
    const failures = [
      ...saidOf(compiled).filter(isError),
      ...results.flatMap((result) => result.failures),
    ];
    output.write(`{"rule":${JSON.stringify({ id, title, path })},"matches":[`);
    let before = '';
    for (const { file, line } of matches.of(i)) {
      output.write(`${before}{"file":${names[file]},"line":${line}}`);
      before = ',';
    }
    const faults = failures.length > 0 ? `,"failures":${JSON.stringify(failures.map(toJson))}` : '';
    output.write(`],"count":${matches.count(i)}${faults}}\n`);
  }
}

/** So many places of a rule's events are shown to people. */
const mostShown = 10;

/** What people read: the rules that found something or have tests, and why tests failed. */
export function writeText(output: Output, { tested, files, matches }: Report): void {
  const paint = paintFor(process.stdout);
  for (const [i, { compiled, results }] of tested.entries()) {
    const count = matches.count(i);
    if (count === 0 && results.length === 0) continue;
    const { title, path } = compiled.name;
    output.write(`# ${visible(title ?? 'Without a title')} (${visible(path)})\n`);
    if (count > 0) output.write(`${counted(count, 'event')}: ${places(files, matches, i)}\n`);
    if (results.length > 0) output.write(`${verdict(results)}\n`);
    for (const { failures } of results)
      for (const failure of failures) output.write(`${show(failure, paint)}\n`);
    output.write('\n');
  }
}

function places(files: readonly EventFile[], matches: Matches, rule: number): string {
  const lines = new Map<number, number[]>();
  let shown = 0;
  for (const { file, line } of matches.of(rule)) {
    if (shown++ === mostShown) break;
    lines.set(file, [...(lines.get(file) ?? []), line]);
  }
  const texts = [...lines].map(([file, at]) => `${visible(files[file]!.path)}:${at.join(',')}`);
  const rest = matches.count(rule) - mostShown;
  return texts.join(' ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** A test case for each test, and for each rule that has none. */
export async function writeJunit(output: Output, { tested, matches }: Report): Promise<void> {
  const { junit } = await import('../formats/junit.ts');
  const checked = tested.flatMap(({ compiled, asked, results }, i): Checked[] => {
    const { name } = compiled;
    const diagnostics = saidOf(compiled);
    const text = `It finds ${counted(matches.count(i), 'event')}.`;
    if (!asked || results.length === 0) return [{ name, diagnostics, text }];
    const title = name.title ?? 'Without a title';
    return results.map((result) => ({
      name: { ...name, title: `${title}: ${result.name}` },
      diagnostics: result.failures,
      ...(result.name === 'expected' ? { text } : {}),
    }));
  });
  output.write(junit('rulewright test', checked));
}

export function summary({ tested, matches }: Report, events: number): string {
  const counts = tested.map((_, i) => matches.count(i));
  const found = counts.reduce((sum, count) => sum + count, 0);
  const by = counts.filter((count) => count > 0).length;
  const results = tested.flatMap((one) => one.results);
  return (
    `${counted(tested.length, 'rule')}, ${counted(events, 'event')}: ` +
    `${counted(found, 'match', 'matches')} by ${counted(by, 'rule')}; ${verdict(results)}\n`
  );
}

const verdict = (results: readonly Result[]): string =>
  `${counted(results.length, 'test')}, ${results.filter(hasFailed).length} failed`;

const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;
