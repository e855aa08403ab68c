import { type Diagnostic, isError } from '../../diagnostic/diagnostic.ts';
import type { Event } from '../../evaluate/event.ts';
import { valuesOf } from '../../evaluate/why.ts';
import type { EventFile } from '../events/files.ts';
import { readEvents } from '../events/read.ts';
import * as messages from '../messages.ts';
import { progress } from '../terminal.ts';
import type { Matches } from './matches.ts';
import { Patient } from './patient.ts';
import type { Tested } from './tested.ts';

/** Each line that can't be read is told of, up to so many of a file. */
const mostFaults = 20;

/**
 * Holds all rules against all events, and says how many events there were.
 *
 * @param givenUp what is said of a rule that takes too long
 */
export async function findAll(
  tested: readonly Tested[],
  files: readonly EventFile[],
  id: string,
  matches: Matches,
  unusable: (diagnostic: Diagnostic) => void,
  givenUp: (diagnostic: Diagnostic) => void,
): Promise<number> {
  if (files.length === 0) return 0;
  const sound = tested.flatMap(({ asked }, i) => (asked ? [i] : []));
  const rules = sound.map((i) => tested[i]!.asked!);
  let faults = 0;
  const fault = (diagnostic: Diagnostic) => {
    faults++;
    if (faults <= mostFaults || !isError(diagnostic)) unusable(diagnostic);
  };
  const patient = new Patient(
    rules.map(({ when }) => when),
    {
      found(numbers, { event, file, line }) {
        for (const number of numbers) {
          const i = sound[number]!;
          matches.add(i, file, line);
          const { expectation, ids } = tested[i]!;
          if (typeof expectation?.wanted === 'object')
            ids.add(idOf(event, id) ?? `${files[file]!.path}:${line}`);
        }
      },
      givenUp: (number, { file, line }) =>
        givenUp(messages.tooLong(rules[number]!, files[file]!.path, line)),
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
  return events;
}

const barUnit = 1024 * 1024;

function idOf(event: Event, field: string): string | null {
  const [value] = valuesOf(field, event);
  return value === undefined ? null : String(value);
}
