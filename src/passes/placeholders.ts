import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Expr } from '../ir/expr.ts';
import { eachAtom, rewrite } from '../ir/fold.ts';
import { type Pattern, pattern, text } from '../ir/pattern.ts';

/** The gaps that nobody has filled; a rule with one is refused (Sigma rules 2.1, "Placeholders"). */
export function unfilled(when: Expr): Diagnostic[] {
  const found: Diagnostic[] = [];
  eachAtom(when, (atom) => {
    if (atom.kind !== 'match' && atom.kind !== 'keyword') return;
    for (let i = 0; i < atom.pattern.length; i++) {
      const piece = atom.pattern[i]!;
      if (piece.kind === 'placeholder')
        found.push({
          code: 'placeholder',
          severity: 'error',
          message: `The placeholder %${piece.name}% has no values.`,
          hint: `Write the values into the rule, or say --set ${piece.name}=VALUE.`,
          at: atom.at,
        });
    }
  });
  return found;
}

/** The expression with values in the gaps that have one. */
export function filled(when: Expr, values: ReadonlyMap<string, string> = new Map()): Expr {
  if (values.size === 0) return when;
  return rewrite(when, {
    atom: (atom) =>
      atom.kind === 'match' || atom.kind === 'keyword'
        ? { ...atom, pattern: fill(atom.pattern, values) }
        : atom,
  });
}

const fill = (of: Pattern, values: ReadonlyMap<string, string>): Pattern =>
  pattern(
    of.map((piece) => {
      const value = piece.kind === 'placeholder' ? values.get(piece.name) : undefined;
      return value === undefined ? piece : text(value);
    }),
  );
