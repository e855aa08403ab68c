import { and } from '../../ir/build.ts';
import { oneOf } from '../kit/one-of.ts';
import type { Field, Schema } from '../pipeline.ts';

export type Fields = Readonly<Record<string, Field>>;

/** What a field has to be, for an event to be of a kind. */
export type Conditions = Readonly<Record<string, readonly string[]>>;

/**
 * Events of one of Elastic's integrations: `aws.cloudtrail` is its data set, in the data streams
 * `logs-aws.cloudtrail-*`, and where a module of a Beat writes the same, in that one's index.
 */
export const stream = (
  dataset: string,
  fields: Fields,
  { beat, ...more }: { readonly beat?: string; readonly if?: Conditions } = {},
): Schema => ({
  where: (at) =>
    and([
      oneOf('event.dataset', [dataset], at, true),
      ...Object.entries(more.if ?? {}).map(([field, values]) => oneOf(field, values, at, true)),
    ]),
  fields: new Map(Object.entries(fields)),
  others: 'none',
  keywords: 'none',
  leftOut: [''],
  index: [`logs-${dataset}-*`, ...(beat === undefined ? [] : [`${beat}-*`])],
});
