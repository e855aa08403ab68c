import { type Asked, ok, refuse, type Said, unknownIn } from './http.ts';

interface Index {
  readonly settings: unknown;
  readonly mappings: unknown;
  readonly aliases: Map<string, { readonly is_write_index?: boolean }>;
  readonly documents: Map<string, unknown>;
}

type Action = Readonly<
  Record<
    string,
    {
      readonly index: string;
      readonly alias: string;
      readonly must_exist?: boolean;
      readonly is_write_index?: boolean;
    }
  >
>;

const missing = (name: string) =>
  refuse(404, 'index_not_found_exception', `no such index [${name}]`);

/** Indices, their aliases and documents, as far as a percolator is made of them. */
export class Indices {
  readonly held = new Map<string, Index>();

  readonly answer = (asked: Asked): Said => {
    const { method, steps } = asked;
    const [first = '', second] = steps;
    const call = `${method} ${steps.map((step, i) => (i === 0 && !step.startsWith('_') ? '{}' : step)).join('/')}`;
    if (first === '_alias' && method === 'GET') return this.aliasOf(second!);
    switch (call) {
      case 'PUT {}':
        return this.create(first, asked);
      case 'GET {}':
        return this.get(first, asked);
      case 'DELETE {}':
        return this.remove(first);
      case 'POST {}/_bulk':
        return this.bulk(first, asked);
      case 'POST {}/_refresh':
        return this.resolve(first) ? ok({}) : missing(first);
      case 'GET {}/_alias':
        return this.with(first, ({ aliases }) =>
          ok({ [first]: { aliases: Object.fromEntries(aliases) } }),
        );
      case 'GET {}/_count':
        return this.with(first, ({ documents }) => ok({ count: documents.size }));
      case 'POST {}/_search':
        return this.with(first, (index) => this.page(index));
      case 'POST _search/scroll':
        return ok({ _scroll_id: 'done', hits: { hits: [] } });
      case 'DELETE _search/scroll':
        return ok({});
      case 'POST _aliases':
        return this.change(asked);
    }
    return refuse(400, 'illegal_argument_exception', `no handler for [${call}]`);
  };

  /** The one index that a name stands for. */
  private resolve(name: string): Index | null {
    const own = this.held.get(name);
    if (own) return own;
    const found = [...this.held.values()].filter(({ aliases }) => aliases.has(name));
    return found.length === 1 ? found[0]! : null;
  }

  private with(name: string, use: (index: Index) => Said): Said {
    const index = this.resolve(name);
    return index ? use(index) : missing(name);
  }

  private create(name: string, { body, query }: Asked): Said {
    const odd = unknownIn(query, []);
    if (odd) return odd;
    if (this.held.has(name))
      return refuse(400, 'resource_already_exists_exception', `index [${name}] already exists`);
    const { settings, mappings, aliases, ...more } = body as Record<string, object>;
    const [key] = Object.keys(more);
    if (key) return refuse(400, 'parse_exception', `unknown key [${key}] for create index`);
    this.held.set(name, {
      settings,
      mappings: asEnginesDo(mappings),
      aliases: new Map(Object.entries(aliases ?? {})),
      documents: new Map(),
    });
    return ok();
  }

  private get(name: string, { query }: Asked): Said {
    const odd = unknownIn(query, ['expand_wildcards']);
    if (odd) return odd;
    const isPattern = name.endsWith('*');
    const names = [...this.held].filter(([own, { aliases }]) =>
      isPattern ? own.startsWith(name.slice(0, -1)) : own === name || aliases.has(name),
    );
    if (names.length === 0 && !isPattern) return missing(name);
    return ok(
      Object.fromEntries(
        names.map(([own, { settings, mappings, aliases }]) => [
          own,
          { settings, mappings, aliases: Object.fromEntries(aliases) },
        ]),
      ),
    );
  }

  private aliasOf(alias: string): Said {
    const names = [...this.held].filter(([, { aliases }]) => aliases.has(alias));
    if (names.length === 0)
      return { status: 404, body: { error: `alias [${alias}] missing`, status: 404 } };
    return ok(Object.fromEntries(names.map(([name]) => [name, { aliases: { [alias]: {} } }])));
  }

  private remove(name: string): Said {
    return this.held.delete(name) ? ok() : missing(name);
  }

  private bulk(name: string, { text, query }: Asked): Said {
    const odd = unknownIn(query, ['require_alias']);
    if (odd) return odd;
    const lines = text.trimEnd().split('\n');
    const index = this.resolve(name);
    const items: object[] = [];
    for (let i = 0; i < lines.length; i += 2) {
      const { _id } = (JSON.parse(lines[i]!) as { index: { _id: string } }).index;
      if (!index || (query.get('require_alias') === 'true' && this.held.has(name)))
        items.push({ index: { _id, ...(missing(name).body as object) } });
      else {
        index.documents.set(_id, JSON.parse(lines[i + 1]!));
        items.push({ index: { _id, status: 201 } });
      }
    }
    return ok({ errors: !index, items });
  }

  private page({ documents }: Index): Said {
    const hits = [...documents].map(([_id, _source]) => ({ _id, _source }));
    return ok({ _scroll_id: 'first', hits: { hits } });
  }

  /** All actions or none. */
  private change({ body }: Asked): Said {
    const { actions } = body as { actions: readonly Action[] };
    const after = new Map([...this.held].map(([name, index]) => [name, new Map(index.aliases)]));
    for (const action of actions) {
      const [[kind, { index, alias, must_exist, ...more }]] = Object.entries(action) as [
        [string, Action[string]],
      ];
      const aliases = after.get(index);
      if (!aliases) return missing(index);
      if (kind === 'add') aliases.set(alias, more);
      else if (kind === 'remove') {
        if (!aliases.delete(alias) && must_exist)
          return refuse(404, 'aliases_not_found_exception', `aliases [${alias}] missing`);
      } else return refuse(400, 'illegal_argument_exception', `unknown action [${kind}]`);
    }
    const writers = [...after.values()].flatMap((aliases) =>
      [...aliases].filter(([, { is_write_index }]) => is_write_index).map(([alias]) => alias),
    );
    const twice = writers.find((alias, i) => writers.indexOf(alias) !== i);
    if (twice)
      return refuse(
        500,
        'illegal_state_exception',
        `alias [${twice}] has more than one write index`,
      );
    for (const [name, aliases] of after) {
      this.held.get(name)!.aliases.clear();
      for (const [alias, about] of aliases) this.held.get(name)!.aliases.set(alias, about);
    }
    return ok();
  }
}

/** A mapping as engines give it back: fields with dots inside each other, `dynamic` as a text. */
function asEnginesDo(mappings: unknown): unknown {
  const { properties = {}, dynamic, ...more } = (mappings ?? {}) as Record<string, object>;
  const nested: Record<string, unknown> = {};
  for (const [path, field] of Object.entries(properties)) {
    const steps = path.split('.');
    let at = nested as Record<string, { properties?: Record<string, unknown> }>;
    for (const step of steps.slice(0, -1)) {
      at[step] ??= { properties: {} };
      at = at[step].properties as typeof at;
    }
    at[steps.at(-1)!] = field as object;
  }
  return {
    ...more,
    ...(dynamic !== undefined && { dynamic: String(dynamic) }),
    properties: nested,
  };
}
