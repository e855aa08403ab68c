import { type Asked, ok, refuse, type Said, unknownIn } from './http.ts';

export interface Script {
  readonly lang: string;
  readonly source: string;
}

/**
 * Stored scripts as Elasticsearch keeps them. Proven on the real ones: `search-template.test.ts` does
 * the same on both.
 */
export class Scripts {
  readonly held = new Map<string, Script>();
  /** How often one was written. */
  writes = 0;
  /** The cluster's `script.max_size_in_bytes`. */
  most = 65_535;

  readonly answer = ({ method, steps, query, body, text }: Asked): Said => {
    const [first, name] = steps;
    if (method === 'GET' && steps.join('/') === '_cluster/settings')
      return (
        unknownIn(query, ['include_defaults', 'flat_settings']) ??
        ok({ defaults: { script: { max_size_in_bytes: String(this.most) } } })
      );
    if (method === 'GET' && steps.join('/') === '_cluster/state/metadata') {
      const scripts = Object.fromEntries(this.held);
      return unknownIn(query, []) ?? ok({ metadata: { stored_scripts: scripts } });
    }
    if (first !== '_scripts' || name === undefined || steps.length > 2)
      return refuse(400, 'illegal_argument_exception', `no handler for [${steps.join('/')}]`);
    if (method === 'PUT')
      return unknownIn(query, []) ?? this.put(name, body, Buffer.byteLength(text));
    if (method === 'DELETE') return this.remove(name);
    return refuse(405, 'illegal_argument_exception', `[${method}] is not allowed`);
  };

  private put(name: string, body: unknown, size: number): Said {
    const { script } = (body ?? {}) as { script?: Script };
    if (script?.lang !== 'mustache' || typeof script.source !== 'string' || script.source === '')
      return refuse(400, 'illegal_argument_exception', 'must specify lang and source');
    if (size > this.most)
      return refuse(
        400,
        'illegal_argument_exception',
        `exceeded max allowed stored script size in bytes [${this.most}] with size [${size}] for script [${name}]`,
      );
    this.writes++;
    this.held.set(name, { lang: script.lang, source: script.source });
    return ok();
  }

  private remove(name: string): Said {
    if (!this.held.delete(name))
      return refuse(404, 'resource_not_found_exception', `stored script [${name}] does not exist`);
    this.writes++;
    return ok();
  }
}
