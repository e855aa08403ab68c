import type { Argv } from 'yargs';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { allAssumptions, allPipelines } from './run.ts';
import type { Status } from './status.ts';

/* What the descriptions of commands have in common. */

/** A command line that can't be used. */
export class Usage extends Error {}

/** What a user gave us that can't be used, beside the command line itself: what is wrong with it. */
export class Unusable extends Error {
  readonly faults: readonly Diagnostic[];

  constructor(faults: readonly Diagnostic[]) {
    super('What is given can not be used.');
    this.faults = faults;
  }
}

/** What to do, thrown out of yargs, which would lay out all its help behind a handler that returns. */
export class Chosen {
  readonly work: () => Promise<Status>;

  constructor(work: () => Promise<Status>) {
    this.work = work;
  }
}

/** A path that went through yargs behind a sign (`maskDashes`). */
export const unmaskDash = (path: string): string => path.replace('\0', '');

export const withPaths = (command: Argv) =>
  command.positional('paths', {
    type: 'string',
    array: true,
    demandOption: true,
    describe: 'files, folders, or - for standard input',
  });

export const withStrict = <T>(command: Argv<T>) =>
  command.option('strict', {
    type: 'boolean',
    default: false,
    describe: 'refuse every query that is not exact',
  });

export const withEnv = <T>(command: Argv<T>) =>
  command.option('env', {
    type: 'string',
    requiresArg: true,
    describe: 'an environment that settings name',
  });

export const withSystem = <T>(command: Argv<T>) =>
  command
    .option('pipeline', {
      type: 'string',
      array: true,
      nargs: 1, // what stands behind is a path
      describe: `what fields are called: a file of pySigma's, or of ${allPipelines.map(({ id }) => id).join(', ')}`,
    })
    .option('assume', {
      type: 'string',
      array: true,
      nargs: 1,
      describe: `what you know of your system: ${allAssumptions.map(({ name, answers }) => `${name}=${answers.join('|')}`).join(', ')}`,
    });
