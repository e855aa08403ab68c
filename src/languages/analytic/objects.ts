/*
 * What CAR's pseudo-code searches: an object and what happens to it, as in `Process:Create`
 * (https://car.mitre.org/data_model/), and Sigma's category for it.
 */

/** In small letters without signs. */
const objects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  process: {
    create: 'process_creation',
    access: 'process_access',
    terminate: 'process_termination',
  },
  thread: { remotecreate: 'create_remote_thread' },
  file: {
    open: 'file_access',
    create: 'file_event',
    write: 'file_event',
    modify: 'file_change',
    delete: 'file_delete',
  },
  module: { load: 'image_load' },
  driver: { load: 'driver_load' },
  registry: {
    add: 'registry_event',
    edit: 'registry_event',
    valueedit: 'registry_event',
    create: 'registry_event',
    modify: 'registry_event',
    remove: 'registry_event',
  },
  flow: { start: 'network_connection', message: 'network_connection' },
};

/** What a search is for. */
export interface Searched {
  /** The object, if it is but one. */
  readonly object: string | null;
  /** Null where some of what is searched is unknown. */
  readonly categories: readonly string[] | null;
}

/** `Process:Create`, `Registry:add or Registry:edit`; an object alone is all that happens to it. */
export function searchedIn(text: string): Searched {
  const names: string[] = [];
  const categories = [];
  const parts = text
    .toLowerCase()
    .replace(/[_()]/g, '')
    .split(/\s+(?:and|or)\s+/);
  for (const part of parts) {
    const [object = '', actions = '*'] = part.trim().split(/\s*:\s*/);
    const known = Object.hasOwn(objects, object) ? objects[object]! : {};
    names.push(object);
    const named =
      actions === '*' ? Object.values(known) : actions.split(/\s*,\s*/).map((one) => known[one]);
    categories.push(...(named.length === 0 ? [undefined] : named));
  }
  const [object = null, ...others] = new Set(names);
  const found = categories.filter((one) => one !== undefined);
  return {
    object: others.length === 0 ? object : null,
    categories: found.length === categories.length ? found : null,
  };
}
