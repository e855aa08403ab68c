import { isMap, type Json, type JsonMap } from '../json.ts';
import { markInWords, wordsOf, wordsPattern } from '../kit/words.ts';
import type { Mark } from '../mark.ts';

/** What OpenSearch counts and notes, and what it shows to its Dashboards only. */
const notOurs: ReadonlySet<string> = new Set([
  'schema_version',
  'enabled_time',
  'last_update_time',
  'user',
  'ui_metadata',
  'data_sources',
  'delete_query_index_in_every_run',
  'should_create_single_alert_for_findings',
  'owner',
  'target',
]);

const words = new RegExp(`^${wordsPattern}$`);

/** A monitor with ids of its triggers and actions that stay: an alert that is open is known by them. */
export const withIds = (monitor: JsonMap, name: string): JsonMap => ({
  ...monitor,
  triggers: mapsIn(monitor.triggers).map((trigger, i) =>
    Object.fromEntries(
      Object.entries(trigger).map(([kind, one]) => [
        kind,
        { id: i === 0 ? name : `${name}-${i}`, ...(isMap(one) ? withActionIds(one, name) : {}) },
      ]),
    ),
  ),
});

const withActionIds = (trigger: JsonMap, name: string): JsonMap => ({
  ...trigger,
  actions: mapsIn(trigger.actions).map((action, i) => ({ id: `${name}-action-${i}`, ...action })),
});

const mapsIn = (value: Json | undefined): readonly JsonMap[] =>
  Array.isArray(value) ? value.filter(isMap) : [];

/** A monitor whose query has a name, which OpenSearch keeps and nothing asks for. */
export const marked = (monitor: JsonMap, mark: Mark): JsonMap =>
  withQuery(monitor, (query) => ({ ...query, _name: wordsOf(mark) }));

/** The mark of a monitor, and what it is compared by. */
export function unmarked(monitor: JsonMap): { mark: Mark | null; body: JsonMap } {
  let mark: Mark | null = null;
  const rest = withQuery(monitor, ({ _name: name, ...query }) => {
    if (typeof name === 'string' && words.test(name)) mark = markInWords(name);
    return mark || name === undefined ? query : { ...query, _name: name };
  });
  const body = Object.fromEntries(Object.entries(rest).filter(([key]) => !notOurs.has(key)));
  return { mark, body };
}

/** The monitor with something done to the outermost `bool` of its first query, where it has one. */
function withQuery(monitor: JsonMap, change: (bool: JsonMap) => JsonMap): JsonMap {
  const [input, ...more] = Array.isArray(monitor.inputs) ? monitor.inputs : [];
  const { search } = isMap(input) ? input : {};
  const { query: body } = isMap(search) ? search : {};
  const { query } = isMap(body) ? body : {};
  const { bool } = isMap(query) ? query : {};
  if (!isMap(bool)) return monitor;
  const changed = { ...(query as JsonMap), bool: change(bool) };
  const searched = { ...(search as JsonMap), query: { ...(body as JsonMap), query: changed } };
  return { ...monitor, inputs: [{ ...(input as JsonMap), search: searched }, ...more] };
}
