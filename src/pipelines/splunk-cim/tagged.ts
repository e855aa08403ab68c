import type { Span } from '../../diagnostic/source.ts';
import { and } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { oneOf } from '../kit/one-of.ts';
import type { Schema } from '../pipeline.ts';
import type { Place } from './place.ts';

/** Events as add-ons leave them: with the tags of a data set, and its fields where they have values. */
export const tagged = (place: Place): Schema => ({
  where: (at) =>
    and([...place.dataset.tags.map((tag) => oneOf('tag', [tag], at)), ...onlyOf(place, at)]),
  fields: new Map(Object.entries(place.fields)),
  others: 'none',
  leftOut: [''],
  ...(place.among !== undefined && { among: place.among }),
  ...(place.kind && { kind: place.kind }),
});

/** What tells the events of a log source from others of the data set. */
export const onlyOf = (
  { only = {} }: Place,
  at: Span,
  called = (field: string) => field,
): readonly Expr[] =>
  Object.entries(only).map(([field, values]) => oneOf(called(field), values, at));
