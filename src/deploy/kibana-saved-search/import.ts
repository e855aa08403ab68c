import type { Cluster } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { isMap, type Json, type JsonMap } from '../json.ts';

/**
 * Imports one saved object, over one that is there or not: the id that Kibana gave it, or that it has there, for
 * an id that another space has can be given only once. The status of an answer says nothing of what became of the
 * object: its errors do.
 */
export async function importObject(
  cluster: Cluster,
  object: JsonMap,
  isOver: boolean,
): Promise<string> {
  const { body } = await cluster.send({
    method: 'POST',
    path: '/api/saved_objects/_import',
    query: { overwrite: String(isOver) },
    file: { name: 'rulewright.ndjson', text: `${JSON.stringify(object)}\n` },
    isIdempotent: true,
  });
  const { successResults: made, errors } = isMap(body) ? body : {};
  const [fault] = mapsIn(errors);
  const { error, title } = fault ?? {};
  const why = isMap(error) ? error : {};
  if (fault && (why.type !== 'conflict' || isOver))
    throw new Failure(`${String(title ?? object.id)} is not imported: ${reasonOf(why)}`);
  const { destinationId } = fault ? why : (mapsIn(made)[0] ?? {});
  return String(destinationId ?? object.id);
}

const mapsIn = (value: Json | undefined): readonly JsonMap[] =>
  Array.isArray(value) ? value.filter(isMap) : [];

function reasonOf({ type, message, references }: JsonMap): string {
  if (type === 'missing_references')
    return `what it refers to isn't there: ${mapsIn(references)
      .map(({ id }) => String(id))
      .join(', ')}`;
  return String(message ?? type ?? 'no reason is given').slice(0, 1000);
}
