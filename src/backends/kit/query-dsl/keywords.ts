import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Keyword } from '../../../ir/expr.ts';
import { ANY, pattern } from '../../../ir/pattern.ts';
import { escapeRegexp } from '../lucene/escape.ts';
import { anyField, type Clause } from './clauses.ts';
import * as limits from './limits.ts';
import { foldRegexp, pack } from './literals.ts';
import * as messages from './messages.ts';
import { isTaken } from './patterns.ts';

/** Keywords in any field. */
export const keywordClauses = (atoms: readonly Keyword[], faults: Diagnostic[]): Clause[] =>
  keywordTexts(atoms, faults).map((value) => anyField(value));

/** Keywords as expressions of moderate length, each the alternatives of some. */
export function keywordTexts(atoms: readonly Keyword[], faults: Diagnostic[]): string[] {
  const groups: string[][] = [];
  let room = 0;
  for (const { pattern: of, cased, at } of atoms) {
    const text = of
      .map((piece) => {
        if (piece.kind !== 'text') return piece.kind === 'any' ? '.*' : '.';
        return (cased ? escapeRegexp : foldRegexp)(piece.text);
      })
      .join('');
    const length = text.length + 10;
    if (length > limits.regexLength)
      faults.push(messages.regexTooLong(length, limits.regexLength, at));
    else if (!isTaken(pattern([ANY, ...of, ANY]), cased)) faults.push(messages.tooDear(at));
    // a run inside one would multiply with those beside it
    const alone = of.some((piece) => piece.kind !== 'text');
    const size = of.reduce(
      (sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 1),
      0,
    );
    if (groups.length === 0 || alone || room < size) {
      groups.push([]);
      room = limits.keywordsLength;
    }
    groups.at(-1)!.push(text || '()'); // an alternative can't be empty
    room = alone ? 0 : room - size;
  }
  return groups.flatMap((group) => pack('anywhere', [...new Set(group)]));
}
