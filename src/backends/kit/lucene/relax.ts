import { isAffordable } from './effort.ts';
import { alt, both, concat, type Plain, repeat } from './plain.ts';

/** A language that an engine takes: the one asked for, or one that holds it; null if neither can be. */
export interface Affordable {
  readonly language: Plain;
  readonly exact: boolean;
}

/** Counts this small cost little, and say much. */
const smallCount = 4;

/**
 * Counting is what makes a pattern dear: `a.{2,64}b` has to keep every place where an `a` stood. Where
 * it is too dear, upper bounds are dropped first, then lower ones.
 */
export function afford(language: Plain): Affordable | null {
  if (isAffordable(language)) return { language, exact: true };
  for (const counts of [
    (min: number, max: number) => [min, min === max || max <= smallCount ? max : endless] as const,
    (min: number, max: number) => [Math.min(min, 1), max <= smallCount ? max : endless] as const,
  ]) {
    const relaxed = recount(language, counts);
    if (relaxed && isAffordable(relaxed)) return { language: relaxed, exact: false };
  }
  return null;
}

const endless = Number.POSITIVE_INFINITY;

type Counts = (min: number, max: number) => readonly [number, number];

/** The language with other counts; null where it is turned round, so that more would be less. */
function recount(of: Plain, counts: Counts): Plain | null {
  switch (of.kind) {
    case 'set':
      return of;
    case 'concat':
    case 'alt': {
      const items = of.items.map((item) => recount(item, counts));
      return items.includes(null) ? null : (of.kind === 'alt' ? alt : concat)(items as Plain[]);
    }
    case 'repeat': {
      const item = recount(of.item, counts);
      return item && repeat(item, ...counts(of.min, of.max));
    }
    case 'both': {
      const left = recount(of.left, counts);
      const right = recount(of.right, counts);
      return left && right && both(left, right);
    }
    case 'except':
      return null;
  }
}
