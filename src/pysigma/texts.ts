import type { Atom, Keyword, Match } from '../ir/expr.ts';
import { type Pattern, type Piece, pattern, text } from '../ir/pattern.ts';
import { parsePieces } from '../languages/sigma/value.ts';

/* Values that are texts, as pySigma writes and reads them. */

export const isText = (atom: Atom): atom is Match | Keyword =>
  atom.kind === 'match' || atom.kind === 'keyword';

/** The text with `*` and `?` for wildcards, a backslash before those that are none, and `%name%` for gaps. */
export const plain = (of: Pattern): string => of.map(plainPiece).join('');

export function plainPiece(piece: Piece): string {
  if (piece.kind === 'any') return '*';
  if (piece.kind === 'one') return '?';
  if (piece.kind === 'placeholder') return `%${piece.name}%`;
  return piece.text.replace(/[*?]/g, '\\$&');
}

/** A text of a pipeline's as a value of a rule: with wildcards, unless a backslash stands before them. */
export const parsed = (written: string): Pattern => pattern(parsePieces(written));

/** The parts of a pattern's texts changed, its wildcards left as they are. */
export const mapTexts = (of: Pattern, change: (text: string) => string): Pattern =>
  pattern(of.map((piece) => (piece.kind === 'text' ? text(change(piece.text)) : piece)));

/** `%name%` in texts as gaps to be filled. */
export const withGaps = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.flatMap((piece) =>
    piece.kind !== 'text'
      ? [piece]
      : piece.text
          .split(/%([^%\\]+)%/)
          .map(
            (part, i): Piece => (i % 2 === 0 ? text(part) : { kind: 'placeholder', name: part }),
          ),
  );
