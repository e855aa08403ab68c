import { type Diagnostic, isError } from '../../diagnostic/diagnostic.ts';
import type { Event } from '../../evaluate/event.ts';
import { valuesOf } from '../../evaluate/why.ts';
import type { EventFile } from '../events/files.ts';
import { readEvents } from '../events/read.ts';
import * as messages from '../messages.ts';
import { progress } from '../terminal.ts';
import { askedOfEvents, countingsOf, type Found } from './counted.ts';
import type { Matches } from './matches.ts';
import { Patient } from './patient.ts';
import type { Tested } from './tested.ts';

/** Each line that can't be read is told of, up to so many of a file. */
const mostFaults = 20;

/**
 * Holds all rules against all events, and says how many events there were.
 *
 * @param id the field with an event's id
 * @param time the field with an event's time
 * @param givenUp what is said of a rule that takes too long
 */
export async function findAll(
  tested: readonly Tested[],
  files: readonly EventFile[],
  { id, time }: { readonly id: string; readonly time: string },
  matches: Matches,
  unusable: (diagnostic: Diagnostic) => void,
  givenUp: (diagnostic: Diagnostic) => void,
): Promise<number> {
  if (files.length === 0) return 0;
  const asked = tested.flatMap(({ asked: rule }, i) => (rule ? askedOfEvents(rule, i) : []));
  const counts = countingsOf(tested, time);
  const add = (i: number, { file, line, id: own }: Found) => {
    matches.add(i, file, line);
    if (own !== null) tested[i]!.ids.add(own);
  };
  /** What an event is called, where some are expected of the rule. */
  const idIn = (i: number, event: Event, file: number, line: number) =>
    typeof tested[i]!.expectation?.wanted === 'object'
      ? (idOf(event, id) ?? `${files[file]!.path}:${line}`)
      : null;
  let faults = 0;
  const fault = (diagnostic: Diagnostic) => {
    faults++;
    if (faults <= mostFaults || !isError(diagnostic)) unusable(diagnostic);
  };
  const patient = new Patient(
    asked.map(({ rule: { when } }) => when),
    {
      found(numbers, { event, file, line }) {
        const finders = new Map<number, number[]>();
        for (const number of numbers) {
          const { tested: i, counted } = asked[number]!;
          if (counted === null) add(i, { file, line, id: idIn(i, event, file, line) });
          else finders.set(i, [...(finders.get(i) ?? []), counted]);
        }
        for (const [i, those] of finders)
          counts.get(i)!.take(event, those, { file, line, id: idIn(i, event, file, line) });
      },
      givenUp: (number, { file, line }) =>
        givenUp(messages.tooLong(asked[number]!.rule, files[file]!.path, line)),
      tooDeep: ({ file, line }) => fault(messages.eventTooDeep(files[file]!.path, line)),
    },
  );
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const bar = await progress(Math.ceil(size / barUnit), 'MiB of events', 20);
  let bytes = 0;
  let events = 0;
  for (const [file, { path }] of files.entries()) {
    faults = 0;
    await readEvents(path, {
      event: (event, line, size) => {
        events++;
        patient.take({ event, file, line, size });
      },
      fault,
      progress: (read) => {
        for (bytes += read; bytes >= barUnit; bytes -= barUnit) bar.step();
      },
    });
    patient.flush();
    if (faults > mostFaults) unusable(messages.moreFaults(path, faults - mostFaults));
  }
  bar.end();
  for (const [i, held] of counts) {
    for (const found of held.found()) add(i, found);
    for (const one of held.remarks()) unusable(one);
  }
  return events;
}

const barUnit = 1024 * 1024;

function idOf(event: Event, field: string): string | null {
  const [value] = valuesOf(field, event);
  return value === undefined ? null : String(value);
}
