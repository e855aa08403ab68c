import type { Event } from '../../src/index.ts';

/*
 * Events of Windows as MaxPatrol SIEM's normalisation stores them, of the kinds and fields that the tests
 * have: a second reading of the formulas, beside the table of src/pipelines/maxpatrol.
 */

type Put = (value: string) => Readonly<Record<string, string>>;

const to =
  (field: string, change: (value: string) => string = (value) => value): Put =>
  (value) => ({ [field]: change(value) });
const small = (value: string) => value.toLowerCase();
const bare = (value: string) => value.replace(/^\{|\}$/g, '');
const hive = (value: string) =>
  small(value)
    .replace(/^hklm(?=\\)/, '\\registry\\machine')
    .replace(/^hku(?=\\)/, '\\registry\\user')
    .replace(/^hkcr(?=\\)/, '\\registry\\machine\\software\\classes');
const account =
  (of: string): Put =>
  (value) => {
    const [name, domain] = value.split('\\').reverse() as [string, string?];
    const held = of === 'subject' ? small(name) : name;
    return {
      [`${of}.account.name`]: held,
      ...(domain ? { [`${of}.account.domain`]: domain } : {}),
    };
  };
const hashes =
  (of: string): Put =>
  (value) =>
    Object.fromEntries(
      value.split(',').map((one) => {
        const [name, hash] = one.split('=') as [string, string];
        return [`${of}.${small(name)}`, hash];
      }),
    );
const part =
  (name: string): Put =>
  (value) => ({ 'object.process.meta': `${name}:${value}|` });

const file = {
  Image: to('subject.process.fullpath', small),
  TargetFilename: to('object.fullpath', small),
  User: account('subject'),
  Hashes: hashes('object.hash'),
};
const registry = {
  Image: to('subject.process.fullpath', small),
  TargetObject: to('object.fullpath', hive),
  Details: to('object.new_value', small),
  User: account('subject'),
};

const sysmon: Readonly<Record<string, Readonly<Record<string, Put>>>> = {
  1: {
    Image: to('object.process.fullpath', small),
    CommandLine: to('object.process.cmdline'),
    OriginalFileName: to('object.process.original_name'),
    ParentImage: to('object.process.parent.fullpath', small),
    ParentCommandLine: to('object.process.parent.cmdline'),
    CurrentDirectory: to('object.process.cwd'),
    User: account('object'),
    IntegrityLevel: to('object.account.privileges'),
    Hashes: hashes('object.process.hash'),
    ProcessId: to('object.process.id'),
    ProcessGuid: to('object.process.guid', bare),
    ParentUser: account('subject'),
    Description: part('Description'),
    Product: part('Product'),
    Company: part('Company'),
    FileVersion: to('object.process.version'),
    LogonId: to('object.account.session_id', (value) =>
      /^0x/i.test(value) ? String(BigInt(value)) : value,
    ),
  },
  3: {
    Image: to('object.process.fullpath', small),
    SourceIp: to('src.ip'),
    DestinationIp: to('dst.ip'),
    DestinationPort: to('dst.port'),
    SourcePort: to('src.port'),
    Protocol: to('protocol'),
    User: account('object'),
    Initiated: to('direction', (value) => (value === 'true' ? 'egress' : 'ingress')),
  },
  7: {
    Image: to('subject.process.fullpath', small),
    ImageLoaded: to('object.process.fullpath', small),
    OriginalFileName: to('object.process.original_name'),
    Description: part('Description'),
    Product: part('Product'),
    Company: part('Company'),
    Hashes: hashes('object.process.hash'),
  },
  10: {
    SourceImage: to('subject.process.fullpath', small),
    TargetImage: to('object.process.fullpath', small),
    GrantedAccess: to('object.value', small),
    CallTrace: to('datafield9'),
  },
  11: file,
  12: registry,
  13: registry,
  14: registry,
  17: {
    Image: to('subject.process.fullpath', small),
    PipeName: to('object.name', (value) => value.slice(1)),
  },
  22: { Image: to('subject.process.fullpath', small), QueryName: to('object.query') },
  23: file,
};

/** The event as it is stored; null where nothing is known of its kind here. A text part is joined to its like. */
export function stored(event: Event): Event | null {
  const { EventID, Channel } = event;
  const fields = /sysmon/i.test(String(Channel)) ? sysmon[String(EventID)] : undefined;
  if (!fields) return null;
  const out: Record<string, string> = {
    time: '2026-11-23T10:00:00Z',
    'event_src.title': 'sysmon',
    'event_src.subsys': String(Channel),
    msgid: String(EventID),
  };
  for (const [name, put] of Object.entries(fields)) {
    const value = event[name];
    if (value === undefined || value === null) continue;
    for (const [field, text] of Object.entries(put(String(value))))
      out[field] = field.endsWith('.meta') ? (out[field] ?? '') + text : text;
  }
  return out;
}
