import { named, reworded } from '../kit/change.ts';
import type { Schema } from '../pipeline.ts';
import { type Fields, stream } from './stream.ts';

/*
 * Linux and macOS as Elastic Defend writes them:
 * https://github.com/elastic/endpoint-package custom_documentation/doc/endpoint, which lists the fields of each event.
 */

const actor: Fields = {
  Image: named('process.executable'),
  CommandLine: named('process.command_line'),
  ProcessId: named('process.pid'),
  User: named('user.name'),
};

const process: Fields = {
  ...actor,
  ParentImage: named('process.parent.executable'),
  ParentProcessId: named('process.parent.pid'),
  md5: named('process.hash.md5'),
  sha1: named('process.hash.sha1'),
  sha256: named('process.hash.sha256'),
};

const processOfLinux: Fields = {
  ...process,
  ParentCommandLine: named('process.parent.command_line'),
  CurrentDirectory: named('process.working_directory'),
};

const file: Fields = { ...actor, TargetFilename: named('file.path') };

const attempted = 'connection_attempted';
const accepted = 'connection_accepted';

const connection: Fields = {
  ...actor,
  Initiated: named('event.action', reworded({ true: attempted, false: accepted })),
  Protocol: named('network.transport'),
  SourceIp: named('source.ip'),
  SourcePort: named('source.port'),
  DestinationIp: named('destination.ip'),
  DestinationPort: named('destination.port'),
};

const events = (what: string, fields: Fields, system: string, ...actions: readonly string[]) => [
  stream(`endpoint.events.${what}`, fields, {
    if: { 'event.action': actions, 'host.os.type': [system] },
  }),
];

const of = (
  system: string,
  ofProcess: Fields,
  ...written: readonly string[]
): Readonly<Record<string, readonly Schema[]>> => ({
  process_creation: events('process', ofProcess, system, 'exec'),
  file_event: events('file', file, system, ...written),
  file_delete: events('file', file, system, 'deletion'),
  network_connection: events('network', connection, system, attempted, accepted),
});

export const linux = of('linux', processOfLinux, 'creation', 'modification');
export const macos = of('macos', process, 'modification');
