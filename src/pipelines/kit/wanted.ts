import type { Expr } from '../../ir/expr.ts';
import { type Pattern, text } from '../../ir/pattern.ts';
import { fits } from './fits.ts';

/**
 * What one of some fields has to be where an expression is true: one of these patterns. Null where it may
 * be anything.
 */
export function wantedOf(when: Expr, fields: readonly string[]): readonly Pattern[] | null {
  switch (when.kind) {
    case 'and': {
      const each = when.items.flatMap((item) => {
        const wanted = wantedOf(item, fields);
        return wanted ? [wanted] : [];
      });
      return each.toSorted((a, b) => a.length - b.length)[0] ?? null;
    }
    case 'or': {
      const each = when.items.map((item) => wantedOf(item, fields));
      return each.some((wanted) => wanted === null) ? null : each.flatMap((wanted) => wanted!);
    }
    case 'match':
      return fields.includes(when.field) ? [when.pattern] : null;
    case 'number':
      return fields.includes(when.field) ? [[text(String(when.value))]] : null;
    default:
      return null;
  }
}

/** Whether all that a pattern is true of begins, ends or is as `name` says, in which `*` is any run of characters. */
export function isWithin(pattern: Pattern, name: Pattern): boolean {
  if (pattern.some(({ kind }) => kind === 'one' || kind === 'placeholder')) return false;
  // no name has this letter, so that only its `*` can stand for what a pattern leaves open
  const whole = pattern.map((piece) => (piece.kind === 'text' ? piece.text : '\0')).join('');
  return fits(name, whole);
}
