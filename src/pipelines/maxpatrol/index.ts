import { and } from '../../ir/build.ts';
import type { LogSource } from '../../ir/rule.ts';
import { oneOf } from '../kit/one-of.ts';
import { decided, entryOf, sysmonLog } from '../kit/windows.ts';
import type { Field, Schema, SchemaPipeline } from '../pipeline.ts';
import * as fields from './fields.ts';
import { typeOf } from './types.ts';

/** MaxPatrol SIEM's taxonomy, for events of Windows. */
export const maxpatrol: SchemaPipeline = {
  id: 'maxpatrol',
  title: 'MaxPatrol SIEM',
  schemasOf: ({ product, category, service }: LogSource) => {
    if (product !== 'windows') return null;
    return entryOf(category ? categories : services, category ?? service ?? '') ?? null;
  },
  typeOf,
};

/** Events of one source with one of some numbers. A number is text in a normalised event. */
function events(
  of: Readonly<Record<string, Field>>,
  title: string | null,
  logs: readonly string[],
  ...ids: readonly number[]
): Schema {
  const schema: Schema = {
    where: (at) =>
      and([
        ...(title === null ? [] : [oneOf('event_src.title', [title], at, true)]),
        oneOf('msgid', ids, at, true),
      ]),
    fields: new Map(Object.entries(of)),
    others: 'none',
  };
  return decided(schema, { logs, ids });
}

/** The events of a log of Windows. */
const log = (of: Readonly<Record<string, Field>>, name: string): Schema => ({
  where: (at) =>
    and([
      oneOf('event_src.title', ['windows'], at, true),
      oneOf('event_src.subsys', [name], at, true),
    ]),
  fields: new Map(Object.entries(of)),
  others: 'none',
});

const sysmon = (of: Readonly<Record<string, Field>>, ...numbers: readonly number[]) => [
  events(of, 'sysmon', [sysmonLog], ...numbers),
];

const categories: Readonly<Record<string, readonly Schema[]>> = {
  process_creation: [
    events(fields.sysmonProcess, 'sysmon', [sysmonLog], 1),
    events(fields.auditedProcess, 'windows', ['Security'], 4688),
  ],
  network_connection: sysmon(fields.connection, 3),
  driver_load: sysmon(fields.driverLoad, 6),
  image_load: sysmon(fields.imageLoad, 7),
  create_remote_thread: sysmon(fields.remoteThread, 8),
  process_access: sysmon(fields.processAccess, 10),
  file_event: sysmon(fields.file, 11),
  registry_add: sysmon(fields.registry, 12),
  registry_delete: sysmon(fields.registry, 12),
  registry_set: sysmon(fields.registry, 13),
  registry_rename: sysmon(fields.registry, 14),
  registry_event: sysmon(fields.registry, 12, 13, 14),
  pipe_created: sysmon(fields.pipe, 17, 18),
  dns_query: sysmon(fields.dnsQuery, 22),
  file_delete: sysmon(fields.file, 23, 26),
  // what the source of PowerShell's events is called has not been seen
  ps_script: [events(fields.script, null, [], 4104)],
  ps_module: [events(fields.module, null, [], 4103)],
};

const services: Readonly<Record<string, readonly Schema[]>> = {
  security: [log(fields.security, 'Security')],
  system: [log(fields.system, 'System')],
};
