import type { FieldType } from '../../ir/field-type.ts';
import { type Pattern, type Piece, pattern } from '../../ir/pattern.ts';
import type { Side } from '../kit/maxpatrol/filter.ts';
import { hasLetters, hasOthers, heldAs } from '../kit/maxpatrol/letters.ts';
import { allOf, anyOf, none, type Term, test, values } from '../kit/maxpatrol/term.ts';
import { quote, unspeakable } from './quote.ts';
import { shortest, spellings } from './spelling.ts';

/** Whether PDQL tells the case of letters or ignores it, where the user knows. */
export type Letters = 'ignored' | 'told' | 'unknown';

/** Why a condition is not the test. */
export type Doubt = 'case' | 'parts' | 'control';

export interface Condition {
  readonly term: Term;
  readonly doubt?: Doubt;
}

/** One text of a pattern, and where it is looked for. */
interface Part {
  readonly where: 'whole' | 'start' | 'end' | 'anywhere';
  readonly text: string;
}

/** What a pattern asks of a field. */
export function conditionOf(
  field: string,
  of: Pattern,
  cased: boolean,
  type: FieldType | undefined,
  side: Side,
  letters: Letters,
): Condition {
  const { parts, doubt } = partsOf(of);
  if (doubt && side === 'least') return { term: none, doubt };
  const asked = parts.map((part) => ask(field, part, cased, type, side, letters));
  const why = doubt ?? asked.find((one) => one.doubt)?.doubt;
  const term = asked.length === 0 ? test(`${field} != null`) : allOf(asked.map((one) => one.term));
  return why ? { term, doubt: why } : { term };
}

/** The pattern as it is to be asked where the case of letters is ignored. */
export const plainTerm = (field: string, of: Pattern): Term =>
  allOf(partsOf(of).parts.map(({ where, text }) => oneOf(field, where, [text])));

/** What one text of a pattern asks of a field. */
function ask(
  field: string,
  { where, text }: Part,
  cased: boolean,
  type: FieldType | undefined,
  side: Side,
  letters: Letters,
): Condition {
  const isThis = (...texts: readonly string[]) => oneOf(field, where, texts);
  if (!hasLetters(text)) return { term: isThis(text) };
  if (type?.case === 'lower' || type?.case === 'upper') {
    const held = heldAs(text, type.case, cased);
    return { term: held === null ? none : isThis(held) };
  }
  /** The texts are all there are, but for a case that may be ignored where the rule tells it. */
  const unlessIgnored = (isTold: boolean, ...texts: readonly string[]): Condition =>
    !isTold || letters === 'told'
      ? { term: isThis(...texts) }
      : { term: side === 'most' ? isThis(...texts) : none, doubt: 'case' };
  if (cased) return unlessIgnored(type?.case !== 'fixed' || where !== 'whole', text);
  const every = letters === 'ignored' ? [text] : spellings(text);
  if (every) return unlessIgnored(hasOthers(text), ...every);
  if (side === 'least') return { term: hasOthers(text) ? none : isThis(text), doubt: 'case' };
  const shortened = (part: 'start' | 'end' | 'anywhere') =>
    oneOf(field, part, spellings(shortest(text, part))!);
  const term = where === 'whole' ? allOf([shortened('start'), shortened('end')]) : shortened(where);
  return { term, doubt: 'case' };
}

/** One of some texts, in one place of the field's value. */
function oneOf(field: string, where: Part['where'], texts: readonly string[]): Term {
  if (where === 'whole') return values(field, texts);
  const word = { start: 'startswith', end: 'endswith', anywhere: 'contains' }[where];
  return anyOf(texts.map((text) => test(`${field} ${word} ${quote(text)}`)));
}

/** The texts of a pattern in their places; with a doubt where they say less than the pattern. */
function partsOf(of: Pattern): { readonly parts: readonly Part[]; readonly doubt?: Doubt } {
  if (of.length === 0) return { parts: [{ where: 'whole', text: '' }] };
  let doubt: Doubt | undefined;
  const pieces = pattern(
    of.flatMap((piece): readonly Piece[] => {
      if (piece.kind !== 'text') {
        if (piece.kind !== 'any') doubt ??= 'parts';
        return [{ kind: 'any' }];
      }
      const texts = piece.text.split(unspeakable);
      if (texts.length > 1) doubt = 'control';
      return texts.flatMap((text, i): readonly Piece[] => [
        ...(i === 0 ? [] : [{ kind: 'any' } as const]),
        { kind: 'text', text },
      ]);
    }),
  );
  const last = pieces.length - 1;
  const parts = pieces.flatMap((piece, i): readonly Part[] => {
    if (piece.kind !== 'text') return [];
    const where = i === 0 ? (i === last ? 'whole' : 'start') : i === last ? 'end' : 'anywhere';
    return [{ where, text: piece.text }];
  });
  // they may overlap, or stand in two values of a list
  if (parts.length > 1) doubt ??= 'parts';
  return doubt ? { parts, doubt } : { parts };
}
