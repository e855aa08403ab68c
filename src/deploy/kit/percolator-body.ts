import { isMap, type Json, type JsonMap } from '../json.ts';
import type { ArtifactFile, Live, Refused, Wanted } from '../target.ts';

/** What an index of queries holds, in the form in which two are compared. */
export interface IndexBody extends JsonMap {
  /** The mapping's own settings. */
  readonly mapping: JsonMap;
  /** Each field by its path. */
  readonly fields: JsonMap;
  /** The documents, by the names of their rules. */
  readonly queries: JsonMap;
}

/** Which index holds the body, and whether it is still under construction. */
export interface IndexVersion {
  readonly index: string;
  readonly isSite: boolean;
}

/** An alias that only an index under construction has: should it be removed, nothing is written in its place. */
export const siteOf = (index: string): string => `${index}-site`;

/** The alias of a set, which the names of its indices begin with. */
export const aliasOf = (set: string): string => `rulewright-${set}`;

/** The one object that a set is, made of `index.json` and `queries.ndjson`. */
export function setOf(files: readonly ArtifactFile[], set: string): Wanted {
  const fileOf = (name: string) => files.find(({ path }) => path.endsWith(`/${name}`));
  const index = JSON.parse(fileOf('index.json')!.body) as { mappings: JsonMap };
  const lines = fileOf('queries.ndjson')!
    .body.split('\n')
    .filter((line) => line !== '');
  const queries: Record<string, Json> = {};
  for (let i = 0; i < lines.length; i += 2) {
    const { index: action } = JSON.parse(lines[i]!) as { index: { _id: string } };
    queries[action._id] = JSON.parse(lines[i + 1]!) as Json;
  }
  const body: IndexBody = { ...mappingOf(index.mappings), queries };
  return {
    name: aliasOf(set),
    title: titleOf(queries),
    rule: null,
    source: files[0]!.source,
    body,
    beside: index as unknown as JsonMap,
  };
}

const titleOf = (queries: JsonMap): string => `${Object.keys(queries).length} rules`;

/**
 * A mapping as it is compared: engines write it in another form than it was given in, fields with dots
 * inside each other and some of its switches as texts.
 */
export function mappingOf(mappings: JsonMap): Pick<IndexBody, 'mapping' | 'fields'> {
  const { properties = {}, _meta, ...mapping } = mappings;
  const fields: Record<string, Json> = {};
  const walk = (inner: Json, before: string) => {
    if (!isMap(inner)) return;
    for (const [name, field] of Object.entries(inner)) {
      const { properties: below, ...own } = isMap(field) ? field : {};
      const isFolder = below !== undefined && (own.type === undefined || own.type === 'object');
      if (!isFolder) fields[`${before}${name}`] = asTexts(own);
      if (below !== undefined) walk(below, `${before}${name}.`);
    }
  };
  walk(properties, '');
  return { mapping: asTexts(mapping) as JsonMap, fields };
}

function asTexts(value: Json): Json {
  if (Array.isArray(value)) return value.map(asTexts);
  if (!isMap(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]));
}

/** The queries that are wanted, with the live ones of rules that are refused, and the fields of those. */
export function keeping(wanted: Wanted, live: Live, refused: Refused): Wanted {
  const body = wanted.body as IndexBody;
  const { fields = {}, queries = {} } = live.body as Partial<IndexBody>;
  const kept = Object.entries(queries).filter(
    ([name]) => !Object.hasOwn(body.queries, name) && (refused === 'all' || refused.has(name)),
  );
  if (kept.length === 0) return wanted;
  const more = Object.entries(fields).filter(
    ([field]) =>
      !Object.keys(body.fields).some(
        (own) => own === field || own.startsWith(`${field}.`) || field.startsWith(`${own}.`),
      ),
  );
  const { mappings, ...index } = wanted.beside as { mappings: JsonMap };
  const properties = { ...(mappings.properties as JsonMap), ...Object.fromEntries(more) };
  const all = { ...body.queries, ...Object.fromEntries(kept) };
  return {
    ...wanted,
    title: titleOf(all),
    body: { ...body, fields: { ...body.fields, ...Object.fromEntries(more) }, queries: all },
    beside: { ...index, mappings: { ...mappings, properties } },
  };
}
