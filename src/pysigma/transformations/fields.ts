import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import { snakeCase } from './case.ts';
import { type Rename, renaming } from './names.ts';
import type { Transformation, Transformations } from './transformation.ts';

/** What changes fields' names. Keywords, which have no field, are `null` in a mapping. */
export const fieldTransformations: Transformations = {
  field_name_mapping: (params, { named }) => {
    const mapping = readMapping(params);
    for (const names of mapping.values()) for (const name of names) named.add(name);
    return renaming((field) => mapping.get(field) ?? null);
  },
  field_name_prefix_mapping: (params) => {
    const mapping = [...readMapping(params)];
    if (mapping.some(([prefix]) => prefix === null))
      params.bad(
        'mapping',
        'a map of prefixes, which null is not',
        params.at('mapping').at('null').key(),
      );
    return renaming((field) => {
      const found = mapping.find(([prefix]) => prefix !== null && field?.startsWith(prefix));
      return found ? found[1].map((to) => to + field!.slice(found[0]!.length)) : null;
    });
  },
  field_name_transform: (params) => {
    const mapping = readMapping(params, false);
    const isForKeywords = params.bool('apply_keyword');
    const name = params.text('transform_func');
    const to = functions[name];
    if (name !== '' && !to)
      params.report(
        messages.pythonFunction(name, Object.keys(functions), params.at('transform_func')),
      );
    return renaming((field) => {
      if (field === null && !isForKeywords) return null;
      return mapping.get(field) ?? (field === null || !to ? null : [to(field)]);
    });
  },
  field_name_suffix: (params) => {
    const suffix = params.text('suffix');
    return renaming(each((field) => field + suffix));
  },
  field_name_prefix: (params) => {
    const prefix = params.text('prefix');
    return renaming(each((field) => prefix + field));
  },
  add_field: (params) => {
    const names = params.texts('field');
    return listing((fields) => [...fields, ...names]);
  },
  remove_field: (params) => {
    const names = params.texts('field');
    // each name takes away one
    return listing((fields) => {
      const left = [...fields];
      for (const name of names) if (left.includes(name)) left.splice(left.indexOf(name), 1);
      return left;
    });
  },
  set_field: (params) => {
    const names = params.texts('fields');
    return listing(() => names);
  },
};

function readMapping(
  params: Params,
  isNeeded = true,
): ReadonlyMap<string | null, readonly string[]> {
  const mapping = params.mapping('mapping', isNeeded);
  return new Map([...mapping].map(([from, to]) => [from === 'null' ? null : from, to]));
}

const each =
  (to: (field: string) => string): Rename =>
  (field) =>
    field === null ? null : [to(field)];

/** Changes the rule's own list of fields, which is no part of what it means. */
const listing =
  (change: (fields: readonly string[]) => readonly string[]): Transformation =>
  (draft) => {
    draft.about = { ...draft.about, fields: change(draft.about.fields) };
  };

const title = (text: string): string =>
  text.toLowerCase().replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1));

/** Python's functions of texts that a file can name. */
const functions: Readonly<Record<string, (field: string) => string>> = {
  lower: (field) => field.toLowerCase(),
  lower_case: (field) => field.toLowerCase(),
  upper: (field) => field.toUpperCase(),
  upper_case: (field) => field.toUpperCase(),
  title,
  title_case: title,
  snake_case: snakeCase,
};
