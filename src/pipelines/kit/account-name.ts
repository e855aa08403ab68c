import { or } from '../../ir/build.ts';
import type { Match } from '../../ir/expr.ts';
import { ANY, type Piece, pattern, text } from '../../ir/pattern.ts';
import { type Change, holdsAny, requiredOf, type Said } from './change.ts';

const why = 'may be held without its domain there, which this does not say';

/** `DOMAIN\name` is held as it is, or as `name`. */
export const accountName: Change = {
  keeps: false,
  say(test) {
    if (test.kind === 'match') return sayPattern(test);
    return test.kind === 'regex' ? { ...sayPattern(requiredOf(test)), why } : holdsAny(test, why);
  },
};

function sayPattern(test: Match): Said {
  const { pattern: of } = test;
  const slashes = of.flatMap((piece) =>
    piece.kind === 'text' ? piece.text.split('\\').slice(1) : [],
  );
  if (slashes.length > 1 || of.some(({ kind }) => kind === 'one')) return holdsAny(test, why);
  if (slashes.length === 1) {
    const at = of.findIndex((piece) => piece.kind === 'text' && piece.text.includes('\\'));
    const name = [text(slashes[0]!), ...of.slice(at + 1)].filter(isThere);
    const ways = [name, [ANY, text('\\'), ...name]];
    return { when: or(ways.map((way) => ({ ...test, pattern: pattern(way) }))), why };
  }
  const wildcards = of.filter(({ kind }) => kind === 'any').length;
  if (wildcards === 0) return { when: test, why };
  // the end of an account is the end of its name
  return wildcards === 1 && of[0]!.kind === 'any' ? { when: test } : holdsAny(test, why);
}

const isThere = (piece: Piece): boolean => piece.kind !== 'text' || piece.text !== '';
