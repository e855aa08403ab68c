/** A part of a pattern: its text, any run of characters, one character, or a named gap to be filled. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'placeholder'; readonly name: string };

/** What a field's whole text is held against. Made by `pattern`, so no two neighbours could be one. */
export type Pattern = readonly Piece[];

export const ANY: Piece = { kind: 'any' };
export const ONE: Piece = { kind: 'one' };
export const text = (value: string): Piece => ({ kind: 'text', text: value });

/** Neighbouring texts become one, `**` becomes `*`, `*?` becomes `?*`, empty texts go. */
export function pattern(pieces: readonly Piece[]): Pattern {
  if (isNormal(pieces)) return pieces;
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (piece.kind === 'text') {
      if (piece.text === '') continue;
      if (last?.kind === 'text') out[out.length - 1] = text(last.text + piece.text);
      else out.push(piece);
    } else if (piece.kind === 'any' && last?.kind === 'any') {
      // one run is as good as two
    } else if (piece.kind === 'one' && last?.kind === 'any') {
      out.splice(out.length - 1, 0, ONE);
    } else out.push(piece);
  }
  return out;
}

function isNormal(pieces: readonly Piece[]): boolean {
  for (let i = 0; i < pieces.length; i++) {
    const { kind } = pieces[i]!;
    if (kind === 'text' && (pieces[i] as { text: string }).text === '') return false;
    const before = pieces[i - 1]?.kind;
    if (kind === before ? kind !== 'one' : kind === 'one' && before === 'any') return false;
  }
  return true;
}

export const literal = (value: string): Pattern => (value === '' ? [] : [text(value)]);

/** A pattern that is one text with a run before it, behind it, on both sides or on none. */
export interface Simple {
  readonly where: 'whole' | 'start' | 'end' | 'anywhere';
  readonly text: string;
}

/** The pattern as one text and where it stands, or null if it takes more to say. */
export function simple(of: Pattern): Simple | null {
  const first = of[0];
  if (first === undefined) return { where: 'whole', text: '' };
  if (of.length > 3) return null;
  const last = of[of.length - 1]!;
  if (of.length === 1) {
    if (first.kind === 'text') return { where: 'whole', text: first.text };
    return first.kind === 'any' ? { where: 'anywhere', text: '' } : null;
  }
  if (of.length === 2) {
    if (first.kind === 'text' && last.kind === 'any') return { where: 'start', text: first.text };
    if (first.kind === 'any' && last.kind === 'text') return { where: 'end', text: last.text };
    return null;
  }
  const middle = of[1]!;
  return first.kind === 'any' && middle.kind === 'text' && last.kind === 'any'
    ? { where: 'anywhere', text: middle.text }
    : null;
}

/** The pattern in one line, with `*`, `?`, `%name%` and backslashes before what is meant as itself. */
export function printPattern(of: Pattern): string {
  return of
    .map((piece) => {
      if (piece.kind === 'any') return '*';
      if (piece.kind === 'one') return '?';
      if (piece.kind === 'placeholder') return `%${piece.name}%`;
      return piece.text.replace(/[\\*?]/g, '\\$&');
    })
    .join('');
}
