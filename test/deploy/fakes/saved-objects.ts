import { type Asked, ok, type Said } from './http.ts';

type Json = Readonly<Record<string, unknown>>;

export interface SavedObject extends Json {
  readonly id: string;
  readonly type: string;
  readonly attributes: Json;
  readonly references: readonly Json[];
  readonly originId?: string;
}

const refuse = (status: number, message: string): Said => ({
  status,
  body: { statusCode: status, error: 'Bad Request', message },
});

/** What a saved search and a data view may have, as Kibana's own schemas name it. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  search:
    'title description columns sort kibanaSavedObjectMeta grid hideChart isTextBasedQuery usesAdHocDataView'.split(
      ' ',
    ),
  'index-pattern': ['title', 'timeFieldName', 'name', 'fields', 'runtimeFieldMap'],
};

/**
 * Kibana's saved objects as their documentation describes them: an id is one space's only, and what is imported
 * under an id that another space has gets a new one. No real Kibana has been asked.
 */
export class SavedObjects {
  readonly spaces = new Map<string, Map<string, SavedObject>>([
    ['default', new Map()],
    ['soc', new Map()],
  ]);
  writes = 0;
  private made = 0;

  get held(): Map<string, SavedObject> {
    return this.spaces.get('default')!;
  }

  readonly answer = ({ method, steps, query, headers, text, body }: Asked): Said => {
    if (method !== 'GET' && !headers['kbn-xsrf'])
      return refuse(400, 'Request must contain a kbn-xsrf header.');
    const isPlaced = steps[0] === 's';
    const held = this.spaces.get(isPlaced ? steps[1]! : 'default');
    const [api, objects, ...rest] = steps.slice(isPlaced ? 2 : 0);
    if (!held || api !== 'api' || objects !== 'saved_objects') return refuse(404, 'Not Found');
    const call = `${method} ${rest[0]}`;
    if (call === 'POST _export') return exported(held, body as Json);
    if (call === 'POST _import') return this.import(held, query, headers['content-type'], text);
    const [type, id, ...more] = rest;
    const object = [...held.values()].find((one) => one.type === type && one.id === id);
    if (more.length > 0 || !object) return refuse(404, `Saved object [${type}/${id}] not found`);
    if (method === 'GET') return ok(object);
    if (method !== 'DELETE') return refuse(404, 'Not Found');
    held.delete(object.id);
    this.writes++;
    return ok({});
  };

  /** Somebody saves a search in Discover. */
  save(id: string, values: Json, held = this.held): void {
    const object = held.get(id)!;
    held.set(id, { ...object, attributes: { ...object.attributes, ...values } });
  }

  private import(
    held: Map<string, SavedObject>,
    query: URLSearchParams,
    type: string | undefined,
    text: string,
  ): Said {
    const odd = [...query.keys()].find((key) => !['overwrite', 'createNewCopies'].includes(key));
    if (odd) return refuse(400, `[request query.${odd}]: definition for this key is missing`);
    const file = fileIn(type, text);
    if (file === null) return refuse(400, '[request body.file]: expected value of type [Stream]');
    const isOver = query.get('overwrite') === 'true';
    const objects = file
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SavedObject);
    const results = objects.map((object) => this.importOne(held, object, isOver));
    const errors = results.filter((one) => 'error' in one);
    const successResults = results.filter((one) => !('error' in one));
    return ok({
      success: errors.length === 0,
      successCount: successResults.length,
      ...(successResults.length > 0 && { successResults }),
      ...(errors.length > 0 && { errors }),
      warnings: [],
    });
  }

  private importOne(held: Map<string, SavedObject>, object: SavedObject, isOver: boolean): Json {
    const { id, type } = object;
    const about = { id, type, title: object.attributes.title };
    const error = faultIn(held, object);
    if (error) return { ...about, error };
    const own = held.get(id) ?? [...held.values()].find(({ originId }) => originId === id);
    const moved = own && own.id !== id ? { destinationId: own.id } : {};
    if (own && !isOver) return { ...about, error: { type: 'conflict', ...moved } };
    const isElsewhere = [...this.spaces.values()].some((one) => one !== held && one.has(id));
    const isNew = !own && isElsewhere;
    const given = own?.id ?? (isNew ? `made-${++this.made}` : id);
    this.writes++;
    held.set(given, {
      ...object,
      id: given,
      ...(given !== id && { originId: id }),
      ...(type === 'search' && {
        attributes: { grid: {}, hideChart: false, ...object.attributes },
      }),
      version: `WzE${this.writes}`,
      updated_at: new Date(this.writes * 1000).toISOString(),
      coreMigrationVersion: '8.8.0',
      managed: false,
    });
    return { ...about, ...(given !== id && { destinationId: given }), meta: {} };
  }
}

function faultIn(held: Map<string, SavedObject>, object: SavedObject): Json | null {
  const known = attributes[object.type];
  if (!known) return { type: 'unsupported_type' };
  const odd = Object.keys(object.attributes).find((key) => !known.includes(key));
  if (odd)
    return {
      type: 'unknown',
      message: `[attributes.${odd}]: definition for this key is missing`,
      statusCode: 400,
    };
  const missing = object.references.filter(({ id }) => !held.has(String(id)));
  return missing.length > 0 ? { type: 'missing_references', references: missing } : null;
}

/** Lines of JSON, of which there may be none. */
function exported(held: Map<string, SavedObject>, { type, ...more }: Json): Said {
  const known = ['includeReferencesDeep', 'excludeExportDetails', 'objects', 'search'];
  const odd = Object.keys(more).find((key) => !known.includes(key));
  if (odd) return refuse(400, `[request body.${odd}]: definition for this key is missing`);
  const found = [...held.values()].filter((one) => (type as string[]).includes(one.type));
  return { status: 200, body: found, lines: true };
}

/** The file of a form of several parts; null where there is none, or it isn't called as Kibana wants it. */
function fileIn(type: string | undefined, text: string): string | null {
  const [, boundary] = /^multipart\/form-data; boundary=(\S+)$/.exec(type ?? '') ?? [];
  if (boundary === undefined) return null;
  const [, part = ''] = text.split(`--${boundary}\r\n`);
  const [head = '', ...body] = part.split('\r\n\r\n');
  if (!/name="file"; filename="[^"]+\.ndjson"/.test(head)) return null;
  return body.join('\r\n\r\n').split(`\r\n--${boundary}`)[0]!;
}
