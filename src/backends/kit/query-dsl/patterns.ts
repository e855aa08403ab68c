import type { Pattern } from '../../../ir/pattern.ts';
import { foldCase } from '../../../ir/regex/charset.ts';
import { isAffordable } from '../lucene/effort.ts';
import { ANYTHING, concat, type Plain, set } from '../lucene/plain.ts';
import { type Clause, wildcard } from './clauses.ts';
import { escapeWildcard, folds } from './literals.ts';

/** Whether engines take a pattern under their default limits, as a wildcard or a regular expression. */
export const isTaken = (of: Pattern, cased: boolean): boolean =>
  isCheap(of) || (lengthOf(of) <= longest && isAffordable(languageOf(of, cased)));

/** No engine takes a longer one, and a trial would take long to say so. */
const longest = 10_000;

const lengthOf = (of: Pattern): number =>
  of.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 1), 0);

/** Patterns that are known to cost little without a trial: one text, not too long, between runs. */
const isCheap = (of: Pattern): boolean =>
  of.every((piece) => piece.kind !== 'one') &&
  of.filter((piece) => piece.kind === 'text').length < 4 &&
  of.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 0), 0) < 150;

const languageOf = (of: Pattern, cased: boolean): Plain =>
  concat(
    of.flatMap((piece): Plain[] => {
      if (piece.kind !== 'text') return [piece.kind === 'any' ? ANYTHING : set([0, 0x10ffff])];
      return [...piece.text].map((char) => {
        const point = char.codePointAt(0)!;
        const ascii = point < 0x80;
        return set(cased || !ascii ? [point, point] : foldCase([point, point]));
      });
    }),
  );

/** A pattern that is more than one text with runs around it. */
export function wildcardOf(field: string, of: Pattern, cased: boolean): Clause {
  const value = of
    .map((piece) => {
      if (piece.kind !== 'text') return piece.kind === 'any' ? '*' : '?';
      return escapeWildcard(piece.text);
    })
    .join('');
  return wildcard(field, value, folds(value, cased));
}
