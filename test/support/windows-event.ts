import type { Event } from '../../src/index.ts';

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/**
 * A Windows event as Sigma names its fields: what stands in System, EventData and UserData side by
 * side. An attribute is `Element_Attribute`, as in `Provider_Name`.
 */
export function fieldsOf(event: Event): Event {
  const { System, EventData, UserData } = event.Event as {
    readonly [part: string]: Tree | undefined;
  };
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(System ?? {}))
    if (!isTree(value)) fields[name] = value;
    else
      for (const [attribute, text] of Object.entries(attributesOf(value)))
        fields[`${name}_${attribute}`] = text;
  for (const data of [EventData, UserData])
    for (const [name, value] of Object.entries(data ?? {}))
      if (name === '#attributes') continue;
      else if (isTree(value) && !Array.isArray(value))
        Object.assign(fields, withoutAttributes(value));
      else fields[name] = value;
  return fields;
}

const attributesOf = (element: Tree): Tree => (element['#attributes'] ?? {}) as Tree;

const withoutAttributes = ({ '#attributes': _, ...rest }: Tree): Tree => rest;
