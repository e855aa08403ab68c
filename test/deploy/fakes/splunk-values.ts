/** The arguments of a saved search, as a form has them. */
export type Values = Readonly<Record<string, string>>;

/** What the documentation of `saved/searches` names, besides what actions and dispatch have. */
const known = new Set([
  'search',
  'description',
  'disabled',
  'is_scheduled',
  'is_visible',
  'cron_schedule',
  'realtime_schedule',
  'schedule_window',
  'schedule_priority',
  'schedule_as',
  'actions',
  'alert_type',
  'alert_comparator',
  'alert_threshold',
  'alert_condition',
  'allow_skew',
  'max_concurrent',
  'next_scheduled_time',
  'qualifiedSearch',
  'request.ui_dispatch_app',
  'request.ui_dispatch_view',
  'restart_on_searchpeer_add',
  'run_n_times',
  'run_on_startup',
  'vsid',
  'workload_pool',
  'alert.digest_mode',
  'alert.expires',
  'alert.managedBy',
  'alert.severity',
  'alert.suppress',
  'alert.suppress.fields',
  'alert.suppress.group_name',
  'alert.suppress.period',
  'alert.track',
]);

const defaults: Values = {
  description: '',
  disabled: '0',
  is_scheduled: '0',
  cron_schedule: '',
  realtime_schedule: '1',
  schedule_window: '0',
  'dispatch.earliest_time': '',
  'dispatch.latest_time': '',
  alert_type: 'always',
  alert_comparator: '',
  alert_threshold: '',
  'alert.digest_mode': '1',
  'alert.severity': '3',
  'alert.suppress': '0',
  'alert.suppress.fields': '',
  'alert.suppress.period': '',
  'alert.track': '0',
  actions: '',
};

const booleans = [
  'disabled',
  'is_scheduled',
  'realtime_schedule',
  'alert.digest_mode',
  'alert.suppress',
];
booleans.push('alert.track');

/** What is wrong with arguments, in Splunk's words; null: nothing. */
export function faultIn(values: Values): string | null {
  for (const [name, value] of Object.entries(values)) {
    if (!known.has(name) && !/^(?:action|dispatch|display)\../.test(name))
      return `Argument "${name}" is not supported by this handler.`;
    if (booleans.includes(name) && !/^(?:0|1|true|false)$/.test(value))
      return `Cannot parse ${name}="${value}" as a boolean.`;
  }
  const { search, cron_schedule: cron, alert_threshold: threshold } = values;
  if (search === '') return 'Search string cannot be empty.';
  if (cron && cron.trim().split(/\s+/).length !== 5) return `Invalid cron_schedule="${cron}"`;
  if (threshold && !/^\d+%?$/.test(threshold)) return `Invalid alert_threshold="${threshold}"`;
  const severity = values['alert.severity'];
  if (severity !== undefined && !/^[1-6]$/.test(severity))
    return `Invalid alert.severity="${severity}"`;
  return null;
}

/** What a search is shown to have: truths and numbers as such, defaults, and what Splunk works out. */
export function contentOf(values: Values, hasDefaultsOfActions: boolean): object {
  const all: Values = {
    ...defaults,
    ...(hasDefaultsOfActions && { 'action.email.mailserver': 'localhost' }),
    ...values,
  };
  const actions = (all.actions ?? '').split(',').map((action) => action.trim());
  return {
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, typed(name, value)])),
    actions: actions.join(', '),
    qualifiedSearch: `search ${all.search}`,
    next_scheduled_time: `${Math.random()}`,
    'eai:acl': null,
  };
}

function typed(name: string, value: string): unknown {
  if (booleans.includes(name)) return value === '1' || value === 'true';
  return name === 'alert.severity' ? Number(value) : value;
}
