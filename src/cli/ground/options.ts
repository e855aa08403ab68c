import type { Argv } from 'yargs';
import type { ConnectionOptions } from '../deploy/open.ts';
import { Usage } from '../options.ts';

/** What the command line says of the indices that queries are to run on. */
export interface GroundOptions extends Omit<ConnectionOptions, 'url'> {
  readonly mapping?: string | undefined;
  readonly cluster?: string | undefined;
  readonly index?: string | undefined;
}

export const withConnection = <T>(command: Argv<T>) =>
  command
    .option('profile', {
      type: 'string',
      requiresArg: true,
      describe: 'a file with the URL and who you are there, which nobody else may read',
    })
    .option('username', { type: 'string', requiresArg: true, describe: 'who you are there' })
    .option('password-stdin', {
      type: 'boolean',
      default: false,
      describe: 'the password is on standard input',
    })
    .option('insecure', {
      type: 'boolean',
      default: false,
      describe: 'look at no certificate; only on this machine',
    });

/** The indices that queries run on, as a file or the cluster itself says them. */
export const withGround = <T>(command: Argv<T>) =>
  withConnection(command)
    .option('mapping', {
      type: 'string',
      requiresArg: true,
      describe: 'what GET INDEX/_mapping or GET INDEX/_field_caps?fields=* answered, as a file',
    })
    .option('cluster', {
      type: 'string',
      requiresArg: true,
      describe: 'the URL of the cluster that says it now',
    })
    .option('index', {
      type: 'string',
      requiresArg: true,
      describe: 'of which indices, with commas between; else of all',
    });

/** @throws Usage where they don't go together */
export function checkGround({ mapping, cluster, index, profile }: GroundOptions): void {
  const isLive = cluster !== undefined || (mapping === undefined && profile !== undefined);
  if (mapping !== undefined && cluster !== undefined)
    throw new Usage('--mapping and --cluster say the same: give one of them.');
  if (index !== undefined && mapping === undefined && !isLive)
    throw new Usage('--index says of what --mapping or --cluster is to tell.');
}
