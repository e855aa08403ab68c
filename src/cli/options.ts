import type { Argv } from 'yargs';
import type { Status } from './status.ts';

/* What the descriptions of commands have in common. */

/** A command line that can't be used. */
export class Usage extends Error {}

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
