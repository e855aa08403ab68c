import { ANY, ONE, type Pattern, type Piece, pattern, text } from '../../ir/pattern.ts';
import type { Text, Word } from './tree.ts';

/* Values as they are written, and the patterns that they are. */

/** How a value is read: with the wildcards of a search, of LIKE, or with none. */
export type Reading = 'search' | 'like' | 'literal';

/** The pattern that a value means. */
export function patternOf({ text: written }: { readonly text: string }, as: Reading): Pattern {
  const gap = gapOf(written);
  if (gap !== null) return [{ kind: 'placeholder', name: gap }];
  const pieces: Piece[] = [];
  let plain = '';
  const wild = (piece: Piece, length: number) => {
    if (plain !== '') pieces.push(text(plain));
    plain = '';
    pieces.push(piece);
    return length;
  };
  for (let i = 0; i < written.length; ) {
    const char = written[i]!;
    const next = written[i + 1];
    if (char === '\\' && (next === '\\' || next === '"')) {
      plain += next;
      i += 2;
    } else if (as === 'search' && char === '*') i += wild(ANY, 1);
    else if (as === 'like' && char === '%') i += wild(ANY, 1);
    else if (as === 'like' && char === '_') i += wild(ONE, 1);
    else if (
      as === 'like' &&
      char === '[' &&
      (next === '%' || next === '_') &&
      written[i + 2] === ']'
    ) {
      plain += next; // SQL's way to escape them
      i += 3;
    } else {
      plain += char;
      i++;
    }
  }
  if (plain !== '') pieces.push(text(plain));
  return pattern(pieces);
}

/** The name in a value that is nothing but a gap to be filled: `<known_hosts>`, `__your_hosts__`. */
export const gapOf = (written: string): string | null =>
  /^<\s*([A-Za-z][\w -]{0,60}?)\s*>$/.exec(written)?.[1]?.replace(/\s+/g, '_') ??
  /^__((?:your|some|insert)_\w{1,60}?)__$/i.exec(written)?.[1] ??
  null;

/** The same for a source of events, which nobody calls `__sysmon_index__`. */
export const sourceGapOf = (written: string): string | null =>
  gapOf(written) ?? /^__?([A-Za-z]\w{0,60}?)__?$/.exec(written)?.[1] ?? null;

/** A text that people write where their reader is to put a value in. */
export const isStandIn = (written: string): boolean =>
  /^(?:expected|known|trusted|allowed|authorized|approved|internal|legitimate|your)_[a-z_]+$/i.test(
    written,
  );

/** A string of where and eval without its escapes: `\\` and `\"`; another backslash is one. */
export const unescaped = (written: string): string => written.replace(/\\([\\"])/g, '$1');

export const isNumber = (written: string): boolean => /^-?\d+(?:\.\d+)?$/.test(written);

/** A number that is written as JSON writes it, so that the number and its text are one. */
export const isPlainNumber = (written: string): boolean =>
  isNumber(written) && String(Number(written)) === written;

export const isValue = (node: { readonly kind: string }): node is Word | Text =>
  node.kind === 'word' || node.kind === 'string';

/** Whether a text is a pattern, from its start to its end. */
export function matchesText(of: Pattern, whole: string, cased: boolean): boolean {
  const same = (some: string) => (cased ? some : some.toLowerCase());
  const from = same(whole);
  let places = new Set([0]);
  for (const piece of of) {
    const next = new Set<number>();
    for (const place of places) {
      if (piece.kind === 'text') {
        if (from.startsWith(same(piece.text), place)) next.add(place + piece.text.length);
      } else if (piece.kind === 'one') {
        if (place < from.length) next.add(place + 1);
      } else if (piece.kind === 'any')
        for (let i = Math.min(...places); i <= from.length; i++) next.add(i);
      if (piece.kind === 'any') break;
    }
    places = next;
  }
  return places.has(from.length);
}
