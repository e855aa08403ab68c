import * as sets from '../../src/pipelines/splunk-cim/datasets.ts';

/** The fields of each data set, `Endpoint.Processes`, as tstats calls them. */
export function modelFields(): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const { model, name, filled, open, moved = {} } of Object.values(sets)) {
    const of = known.get(`${model}.${name}`) ?? new Set(['source', 'sourcetype', 'host']);
    for (const field of [...Object.keys(filled), ...open, ...Object.values(moved)])
      of.add(`${name}.${field}`);
    known.set(`${model}.${name}`, of);
  }
  return known;
}
