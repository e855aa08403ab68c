import type { Span } from '../../diagnostic/source.ts';
import { and } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { oneOf } from '../kit/one-of.ts';
import type { Schema } from '../pipeline.ts';
import type { Place } from './sources.ts';

/** Events as add-ons leave them: with the tags of a data set, and its fields where they have values. */
export const tagged = (place: Place): Schema => ({
  where: (at) =>
    and([...place.dataset.tags.map((tag) => oneOf('tag', [tag], at)), ...actionOf(place, at)]),
  fields: new Map(Object.entries(place.fields)),
  others: 'none',
  leftOut: [''],
  ...(place.among !== undefined && { among: place.among }),
});

/** What tells the events of a log source from others of the data set. */
export const actionOf = ({ actions = [] }: Place, at: Span, field = 'action'): readonly Expr[] =>
  actions.length === 0 ? [] : [oneOf(field, actions, at)];
