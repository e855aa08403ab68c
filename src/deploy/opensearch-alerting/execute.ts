import type { Cluster } from '../../cluster/cluster.ts';
import { Failure } from '../../cluster/failure.ts';
import { isMap, type Json, type JsonMap } from '../json.ts';
import { monitors } from './read.ts';

/** Has a monitor executed once without any of its actions: what can't be, isn't put. */
export async function execute(cluster: Cluster, monitor: JsonMap): Promise<void> {
  const { body } = await cluster.send({
    method: 'POST',
    path: `${monitors}/_execute`,
    query: { dryrun: 'true' },
    body: monitor,
    isIdempotent: true,
  });
  const { error, input_results: input, trigger_results: triggers } = isMap(body) ? body : {};
  const results = isMap(triggers) ? Object.values(triggers) : [];
  const faults = [error, errorIn(input), ...results.map(errorIn)].filter(
    (one) => typeof one === 'string',
  );
  if (faults.length > 0)
    throw new Failure(`It can't be executed: ${faults.join(' ').slice(0, 1000)}`);
}

const errorIn = (value: Json | undefined): Json | undefined =>
  isMap(value) ? value.error : undefined;
