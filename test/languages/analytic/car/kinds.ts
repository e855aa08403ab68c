import type { Rule } from '../../../../src/index.ts';

/*
 * The events of Windows that CAR's analytics are about: where each stands, which of CAR's objects it is
 * (https://car.mitre.org/data_model/), Sigma's category for it, and the fields that it has, by Sigma's names.
 */

export interface Kind {
  readonly id: number;
  readonly channel: string;
  readonly category: string | null;
  /** In small letters; `process:create` is also asked for as `process` and `process:*`. */
  readonly objects: readonly string[];
  readonly fields: readonly string[];
  /** Fields that such an event always has. */
  readonly always: readonly string[];
}

const sysmon = 'Microsoft-Windows-Sysmon/Operational';

const kind = (
  channel: string,
  id: number,
  category: string | null,
  objects: string,
  fields: string,
  always: string,
): Kind => ({
  channel,
  id,
  category,
  objects: objects.split(' '),
  fields: `${fields} ${always}`.trim().split(' '),
  always: always.split(' '),
});

const program = 'User ProcessId';
const started = `${program} ParentImage ParentCommandLine IntegrityLevel CurrentDirectory OriginalFileName`;
const key = `${program} Details EventType Image`;

export const kinds: readonly Kind[] = [
  kind(sysmon, 1, 'process_creation', 'process:create', started, 'Image CommandLine'),
  kind('Security', 4688, 'process_creation', 'process:create', started, 'Image CommandLine'),
  kind(sysmon, 3, 'network_connection', 'flow:start', `${program} SourcePort`, 'Image SourceIp'),
  kind(sysmon, 5, 'process_termination', 'process:terminate', program, 'Image'),
  kind(sysmon, 7, 'image_load', 'module:load', `${program} Signature Signed`, 'Image ImageLoaded'),
  kind(
    sysmon,
    8,
    'create_remote_thread',
    'thread:remote_create',
    'User',
    'SourceImage TargetImage',
  ),
  kind(
    sysmon,
    10,
    'process_access',
    'process:access',
    'User GrantedAccess',
    'SourceImage TargetImage',
  ),
  kind(sysmon, 11, 'file_event', 'file:create', program, 'Image TargetFilename'),
  kind(sysmon, 12, 'registry_event', 'registry:add registry:create', key, 'TargetObject'),
  kind(sysmon, 13, 'registry_event', 'registry:edit registry:value_edit', key, 'TargetObject'),
  kind(sysmon, 14, 'registry_event', 'registry:edit', key, 'TargetObject'),
  kind(
    'Security',
    4657,
    'registry_event',
    'registry:value_edit',
    key,
    'ObjectName ObjectValueName',
  ),
  kind('Security', 4624, null, 'user_session:login', 'LogonType', 'User'),
  kind('Security', 4670, null, '-', 'ObjectName', 'ObjectType SubjectUserSid'),
  kind('Security', 4698, null, 'task:create', 'User', 'TaskContent'),
  kind('Security', 4702, null, '-', 'User', 'TaskContent'),
  kind('Security', 4719, null, '-', '', 'User'),
  kind('Security', 1102, null, '-', '', 'User'),
  kind('System', 104, null, '-', '', 'User'),
  kind('System', 7045, null, 'service:create', 'User Service_Type', 'ImagePath'),
];

/** The kinds of events that a rule is looked for among. */
export function kindsOf({ about }: Rule): ReadonlySet<Kind> {
  const { category, service, definition = '' } = about.logSource;
  const ids = about.custom.event_ids as readonly number[] | undefined;
  const asked = definition.toLowerCase().match(/[a-z_]+(?::[a-z_*]+)?/g) ?? [];
  const isAsked = ({ objects }: Kind) =>
    objects.some((name) =>
      asked.some((one) => one === name || one.replace(/:\*$/, '') === name.split(':')[0]),
    );
  const isSysmons = service === 'sysmon' || /sysmon/i.test(definition);
  const isOf = (one: Kind): boolean => {
    if (isSysmons && one.channel !== sysmon) return false;
    if (ids) return ids.includes(one.id);
    if (category !== undefined) return one.category === category;
    return kinds.some(isAsked) ? isAsked(one) : true;
  };
  return new Set(kinds.filter(isOf));
}
