import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Expr } from '../ir/expr.ts';
import { eachAtom } from '../ir/fold.ts';

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
          hint: 'Write the values into the rule.',
          at: atom.at,
        });
    }
  });
  return found;
}
