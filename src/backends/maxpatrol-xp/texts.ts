import type { FieldType } from '../../ir/field-type.ts';
import { literal, type Pattern, type Piece, simple, text } from '../../ir/pattern.ts';
import { heldAs } from '../kit/maxpatrol/letters.ts';
import { none, type Term, test, values } from '../kit/maxpatrol/term.ts';
import { isThere, quote, unspeakable } from './quote.ts';
import { patternRe2 } from './re2.ts';

/*
 * Texts are asked for by `==`, `in_list()`, `find_substr()` and `regex()`, never by `match()`: whether a
 * backslash in its mask stands for itself is said nowhere, and open rules write it both ways.
 */

/** What a pattern asks of a field, as a whole. */
export function patternTerm(
  field: string,
  of: Pattern,
  cased: boolean,
  type: FieldType | undefined,
): Term {
  if (type?.case === 'lower' || type?.case === 'upper') {
    const held = heldPattern(of, type.case, cased);
    return held === null ? none : plainTerm(field, held);
  }
  const said = of.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  const isWhole = of.every(({ kind }) => kind === 'text');
  if (cased || !/[A-Za-z]/.test(said) || (type?.case === 'fixed' && isWhole))
    return plainTerm(field, of);
  // what `lower()` makes of letters outside ASCII isn't known, and it may change how many there are
  const isSafe = /^[\0-\x7f]*$/.test(said) && of.every(({ kind }) => kind !== 'one');
  if (!isSafe) return values(field, [patternRe2(of, true)], 'regex');
  return plainTerm(`lower(${field})`, of.map(lowered));
}

const lowered = (piece: Piece): Piece =>
  piece.kind === 'text' ? text(piece.text.toLowerCase()) : piece;

function heldPattern(of: Pattern, letters: 'lower' | 'upper', cased: boolean): Pattern | null {
  const pieces = of.map((piece) => {
    if (piece.kind !== 'text') return piece;
    const held = heldAs(piece.text, letters, cased);
    return held === null ? null : text(held);
  });
  return pieces.every((piece) => piece !== null) ? pieces : null;
}

/** The pattern, letter by letter, of a field or of what becomes of it. */
function plainTerm(subject: string, of: Pattern): Term {
  const part = simple(of);
  if (part === null || unspeakable.test(part.text))
    return values(subject, [patternRe2(of, false)], 'regex');
  switch (part.where) {
    case 'whole':
      return values(subject, [part.text]);
    case 'anywhere':
      return part.text === ''
        ? test(isThere(subject))
        : test(`find_substr(${subject}, ${quote(part.text)}) != null`);
    default:
      return values(subject, [patternRe2(of, false)], 'regex');
  }
}

/** The text of a number or of a boolean, letter by letter. */
export const exactly = (
  field: string,
  value: number | boolean,
  type: FieldType | undefined,
): Term => patternTerm(field, literal(String(value)), true, type);
