import fc from 'fast-check';
import type { Event } from '../../../src/evaluate/event.ts';
import type { AtomKind, Expr } from '../../../src/ir/expr.ts';
import { Choices, numbers } from './choices.ts';
import { eventNear } from './events.ts';
import { expressionsOf } from './expressions.ts';

/** An expression, and events near the edge of what it is true of. */
export interface Case {
  readonly when: Expr;
  readonly events: readonly Event[];
}

/** At most so many events. Both shrink: the events are then made anew of the expression. */
export const casesOf = (most: number, kinds?: readonly AtomKind[]): fc.Arbitrary<Case> =>
  fc
    .tuple(expressionsOf(kinds), fc.array(numbers, { minLength: 1, maxLength: most, size: 'max' }))
    .map(([when, recipes]) => ({
      when,
      events: recipes.map((recipe) => eventNear(when, new Choices(recipe))),
    }));
