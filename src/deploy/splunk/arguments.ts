import { isMap, type JsonMap } from '../json.ts';

/** What a saved search is given, and has, each as a text. */
export type Arguments = Readonly<Record<string, string>>;

/** What savedsearches.conf calls otherwise than the API does. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['enableSched', 'is_scheduled'],
  ['counttype', 'alert_type'],
  ['relation', 'alert_comparator'],
  ['quantity', 'alert_threshold'],
]);

/** Those that are ours to set, whatever an artifact's template leaves out; of all others a search has its own. */
const ours = [
  'description',
  'search',
  'disabled',
  'is_scheduled',
  'cron_schedule',
  'realtime_schedule',
  'schedule_window',
  'dispatch.earliest_time',
  'dispatch.latest_time',
  'alert_type',
  'alert_comparator',
  'alert_threshold',
  'alert.track',
  'alert.severity',
  'alert.digest_mode',
  'alert.suppress',
  'alert.suppress.period',
  'alert.suppress.fields',
  'actions',
];

/** The arguments that a stanza is to the API, which takes the names of actions as one list. */
export function argumentsOf(stanza: ReadonlyMap<string, string>): Arguments {
  const args: Record<string, string> = Object.fromEntries(ours.map((name) => [name, '']));
  const actions: string[] = [];
  for (const [key, value] of stanza) {
    const [, action] = /^action\.([^.]+)$/.exec(key) ?? [];
    if (action === undefined) args[renamed.get(key) ?? key] = value;
    else if (value === '1') actions.push(action);
  }
  return { ...args, actions: actions.join(',') };
}

/**
 * What a saved search has of what is ours, and of its actions all that they are given: the API also tells
 * what it has worked out, and defaults, which differ from version to version.
 */
export function argumentsIn(content: unknown): Arguments {
  const all: JsonMap = isMap(content) ? content : {};
  const actions = textOf(all.actions)
    .split(',')
    .map((action) => action.trim());
  const isOfAction = (key: string) =>
    actions.some((action) => action !== '' && key.startsWith(`action.${action}.`));
  const keys = [...ours, ...Object.keys(all).filter(isOfAction)];
  return Object.fromEntries(keys.map((key) => [key, textOf(all[key])]));
}

/** A value as the form that set it had it. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
