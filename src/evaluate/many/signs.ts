import type { Atom, Expr } from '../../ir/expr.ts';
import { ANY, type Pattern, pattern, type Simple, simple } from '../../ir/pattern.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import { lowerAscii } from '../text.ts';
import { isTelling } from './texts.ts';

/**
 * What can be seen in an event without asking any rule: that a field has a value or is there, and texts
 * in a field (or, where `field` is null, anywhere), their ASCII letters in small ones.
 */
export type Sign =
  | { readonly kind: 'valued' | 'present'; readonly field: string }
  | ({ readonly kind: 'text'; readonly field: string | null } & Simple);

/** The sign that is there exactly when the test is true; null where no sign says as much. */
export function signOf(atom: Atom): Sign | null {
  if (atom.kind === 'exists') return { kind: 'present', field: atom.field };
  if ((atom.kind !== 'match' && atom.kind !== 'keyword') || atom.cased) return null;
  const one = simple(atom.kind === 'match' ? atom.pattern : anywhere(atom.pattern));
  if (!one) return null;
  if (atom.kind === 'keyword') return textSign(null, one);
  if (one.where === 'anywhere' && one.text === '') return { kind: 'valued', field: atom.field };
  return textSign(atom.field, one);
}

/**
 * Signs of which at least one is there when the expression is true (or, negated, when it is not), as
 * few and as rare as can be; null where it may be true without any.
 */
export function needs(expr: Expr, negated = false): readonly Sign[] | null {
  if (expr.kind === 'not') return needs(expr.item, !negated);
  if (expr.kind !== 'and' && expr.kind !== 'or')
    return negated ? absenceNeeds(expr) : atomNeeds(expr);
  const parts = expr.items.map((item) => needs(item, negated));
  if ((expr.kind === 'and') === negated)
    return parts.every((part) => part !== null) ? parts.flat() : null;
  let best: readonly Sign[] | null = null;
  for (const part of parts) if (part && (!best || cost(part) < cost(best))) best = part;
  return best;
}

const absenceNeeds = (atom: Atom): readonly Sign[] | null =>
  atom.kind === 'null' ? [{ kind: 'present', field: atom.field }] : null;

function atomNeeds(atom: Atom): readonly Sign[] | null {
  const own = signOf(atom);
  if (own) return [own];
  switch (atom.kind) {
    case 'null':
    case 'exists':
      return null;
    case 'keyword': {
      const sign = patternSign(null, anywhere(atom.pattern));
      return sign && [sign];
    }
    case 'match':
      return [patternSign(atom.field, atom.pattern) ?? valued(atom.field)];
    case 'regex':
      return [patternSign(atom.field, requiredPattern(atom.regex.tree)) ?? valued(atom.field)];
    case 'number':
    case 'boolean':
      return [textSign(atom.field, { where: 'whole', text: String(atom.value) })!];
    case 'compare':
    case 'cidr':
    case 'timePart':
    case 'sameAs':
      return [valued(atom.field)];
  }
}

const anywhere = (of: Pattern): Pattern => pattern([ANY, ...of, ANY]);
const valued = (field: string): Sign => ({ kind: 'valued', field });

/** The longest text of a pattern, as far as it is known where it stands. */
function patternSign(field: string | null, of: Pattern): Sign | null {
  const whole = simple(of);
  if (whole) return textSign(field, whole);
  const texts = of.map((piece) => (piece.kind === 'text' ? piece.text : ''));
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  return textSign(field, { where: 'anywhere', text: longest });
}

function textSign(field: string | null, { where, text }: Simple): Sign | null {
  if (where !== 'whole' && !isTelling(text)) return null;
  return { kind: 'text', field, where, text: lowerAscii(text) };
}

/** How often the signs are there, as a guess: long texts are rarer than short ones. */
const cost = (signs: readonly Sign[]): number =>
  signs.reduce(
    (sum, sign) => sum + (sign.kind === 'text' ? 1 / (sign.text.length + 1) ** 2 : 1),
    0,
  );
