import type { QueryText } from '../../pipelines/pipeline.ts';
import type { Yaml } from '../../yaml/document.ts';
import type { Draft } from '../draft.ts';

/** What a template may speak of. */
export interface Context {
  readonly query?: QueryText;
  readonly queries?: readonly QueryText[];
  readonly rule?: { readonly [key: string]: Yaml };
  readonly pipeline: {
    readonly state: Readonly<Record<string, Yaml>>;
    readonly vars: Readonly<Record<string, Yaml>>;
  };
}

export function contextOf({ about, name, memory }: Draft, query: QueryText): Context {
  const { category = null, product = null, service = null } = about.logSource;
  return {
    query,
    rule: {
      title: name.title,
      id: name.id,
      name: about.name ?? null,
      taxonomy: about.taxonomy ?? 'sigma',
      status: about.status ?? null,
      level: about.level ?? null,
      description: about.description ?? null,
      author: about.author ?? null,
      license: about.license ?? null,
      date: about.date ?? null,
      modified: about.modified ?? null,
      tags: about.tags,
      references: about.references,
      fields: about.fields,
      falsepositives: about.falsePositives,
      scope: about.scope,
      logsource: { category, product, service },
      custom_attributes: about.custom as { readonly [key: string]: Yaml },
    },
    pipeline: {
      state: Object.fromEntries(memory.state),
      vars: Object.fromEntries(memory.vars),
    },
  };
}
