import { and, or } from '../../ir/build.ts';
import type { Expr, Match } from '../../ir/expr.ts';
import { type Piece, pattern, text } from '../../ir/pattern.ts';
import * as messages from '../messages.ts';
import type { Field } from '../pipeline.ts';

/** `DOMAIN\name`, or a name alone, in two fields. */
export const account = (domain: string, name: string): Field => ({
  ask(test) {
    const { at } = test;
    const whole: Expr = { kind: 'exists', field: name, at };
    if (test.kind === 'exists' || test.kind === 'null') return { when: { ...test, field: name } };
    const said = test.kind === 'match' ? sayPattern(test, domain, name) : null;
    if (said) return { when: said };
    const why = 'is held as a domain and a name there, which this does not say';
    return { when: whole, reason: messages.values(test.field, why, at) };
  },
});

function sayPattern(test: Match, domain: string, name: string): Expr | null {
  const { pattern: of, at } = test;
  if (of.some(({ kind }) => kind === 'one')) return null;
  const is = (field: string, pieces: readonly Piece[]): Expr =>
    pieces.length === 1 && pieces[0]!.kind === 'any'
      ? { kind: 'exists', field, at }
      : { ...test, field, pattern: pattern(pieces) };
  const slashes = of.flatMap((piece) =>
    piece.kind === 'text' ? piece.text.split('\\').slice(1) : [],
  );
  const anywhere = of[0]?.kind === 'any' && of.at(-1)?.kind === 'any';
  if (slashes.length > 1) return null;
  if (slashes.length === 1) {
    const i = of.findIndex((piece) => piece.kind === 'text' && piece.text.includes('\\'));
    const [before, behind] = (of[i] as { text: string }).text.split('\\') as [string, string];
    return and([
      is(domain, [...of.slice(0, i), text(before)].filter(isThere)),
      is(name, [text(behind), ...of.slice(i + 1)].filter(isThere)),
    ]);
  }
  if (of.length === 1 && of[0]!.kind === 'any') return is(name, of);
  if (anywhere && of.length === 3) return or([is(domain, of), is(name, of)]);
  if (of.length === 2 && of[0]!.kind === 'any') return is(name, of);
  const alone: Expr = { kind: 'null', field: domain, at };
  if (of.every(({ kind }) => kind !== 'any')) return and([alone, is(name, of)]);
  if (of.length === 2) return or([is(domain, of), and([alone, is(name, of)])]);
  return null;
}

const isThere = (piece: Piece): boolean => piece.kind !== 'text' || piece.text !== '';
