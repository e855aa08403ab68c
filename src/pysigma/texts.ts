import type { Atom, Keyword, Match } from '../ir/expr.ts';
import { type Pattern, type Piece, pattern, text } from '../ir/pattern.ts';
import { parsePieces } from '../languages/sigma/value.ts';

/* Values that are texts, as pySigma writes and reads them. */

export const isText = (atom: Atom): atom is Match | Keyword =>
  atom.kind === 'match' || atom.kind === 'keyword';

/** The text with `*` and `?` for wildcards, a backslash before those that are none, and `%name%` for gaps. */
export const plain = (of: Pattern): string => of.map(plainPiece).join('');

function plainPiece(piece: Piece): string {
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

/** A pattern as it is written, of which parts can be had again as they were. */
export class Spelled {
  readonly written: string;
  private readonly spans: {
    readonly piece: Piece;
    readonly start: number;
    readonly end: number;
  }[] = [];

  constructor(of: Pattern) {
    let written = '';
    const parts = of.flatMap((piece): readonly Piece[] =>
      piece.kind === 'text' ? [...piece.text].map(text) : [piece],
    );
    for (const piece of parts) {
      const start = written.length;
      written += plainPiece(piece);
      this.spans.push({ piece, start, end: written.length });
    }
    this.written = written;
  }

  /** What is written from here to there; what is only partly in it, such as an escaped sign, as a string. */
  part(from: number, to: number): readonly (Piece | string)[] {
    return this.spans
      .slice(this.firstBehind(from))
      .flatMap(({ piece, start, end }): readonly (Piece | string)[] => {
        if (start >= to) return [];
        const isWhole = start >= from && end <= to;
        return [isWhole ? piece : this.written.slice(Math.max(start, from), Math.min(end, to))];
      });
  }

  private firstBehind(from: number): number {
    let [low, high] = [0, this.spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle]!.end <= from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
