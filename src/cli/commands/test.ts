import { type Diagnostic, isError } from '../../diagnostic/diagnostic.ts';
import {
  disappointment,
  type Expectations,
  expectationOf,
  readExpectations,
  unmet,
} from '../../testing/expectations.ts';
import { eventFiles } from '../events/files.ts';
import { findTests, readNamed } from '../inputs.ts';
import * as messages from '../messages.ts';
import { allLanguages, type RunOptions, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, say } from '../terminal.ts';
import { findAll } from '../test/find.ts';
import { Matches, mostKept } from '../test/matches.ts';
import { type Report, summary, writeJunit, writeLines, writeText } from '../test/report.ts';
import { askedOf, hasFailed, runBeside, saidOf, type Tested } from '../test/tested.ts';

export interface TestOptions extends RunOptions, SystemOptions {
  /** Files, folders, or `-`; none, where only the tests beside rules are to be run. */
  readonly events: readonly string[];
  readonly expect: string | undefined;
  /** The field that holds an event's id. */
  readonly id: string;
  /** The field that holds an event's time. */
  readonly timestamp: string;
  readonly format: 'text' | 'jsonl' | 'junit';
}

/** Rules over events, here: what they find, and whether that is what they ought to find. */
export async function test(options: TestOptions): Promise<Status> {
  const tested: Tested[] = [];
  const { of: system } = new Systems(options);
  let worst = await run({ ...options, system }, (compiled) => {
    for (const diagnostic of saidOf(compiled)) say(diagnostic);
    const asked = askedOf(compiled);
    tested.push({ compiled, asked, results: [], expectation: null, ids: new Set() });
  });
  const worse = (than: Status) => {
    worst = graver(worst, than);
  };
  /** What is wrong with what the user gave us, beside the rules. */
  const unusable = (diagnostic: Diagnostic) => {
    say(diagnostic);
    if (isError(diagnostic)) worse(status.unusable);
  };

  const besides = findTests(options.paths, allLanguages);
  if (options.events.length === 0 && besides.size === 0) {
    unusable(messages.nothingToTest(options.paths[0] ?? '.'));
    return worst;
  }
  for (const [path, file] of besides) runBeside(path, file, tested, unusable);

  const expectations = readExpected(options.expect, unusable);
  if (expectations) {
    for (const one of tested) one.expectation = expectationOf(one.compiled.name, expectations);
    const names = tested.map(({ compiled }) => compiled.name);
    for (const diagnostic of unmet(expectations, names)) unusable(diagnostic);
  }

  const { files, faults } = eventFiles(options.events);
  for (const fault of faults) unusable(fault);
  const matches = new Matches(tested.length);
  const events = await findAll(
    tested,
    files,
    { id: options.id, time: options.timestamp },
    matches,
    unusable,
    (diagnostic) => {
      say(diagnostic);
      worse(status.findings);
    },
  );
  for (const [i, { compiled, asked, results, expectation, ids }] of tested.entries()) {
    if (!expectation || !asked) continue;
    const fault = disappointment(expectation, compiled.name, matches.count(i), ids);
    results.push({ name: 'expected', failures: fault ? [fault] : [] });
  }
  if (matches.isCut) say(messages.tooManyMatches(files[0]!.path, mostKept));
  if (tested.some(({ results }) => results.some(hasFailed))) worse(status.findings);

  const output = new Output();
  const report: Report = { tested, files, matches };
  if (options.format === 'junit') await writeJunit(output, report);
  else if (options.format === 'jsonl') writeLines(output, report);
  else writeText(output, report);
  output.flush();
  process.stderr.write(summary(report, events));
  return worst;
}

function readExpected(
  path: string | undefined,
  unusable: (diagnostic: Diagnostic) => void,
): Expectations | null {
  if (path === undefined) return null;
  const input = readNamed(path);
  if ('fault' in input) {
    unusable(input.fault);
    return null;
  }
  const expectations = readExpectations(input.source);
  for (const diagnostic of expectations.diagnostics) unusable(diagnostic);
  return expectations;
}
