import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { always, never } from '../ir/build.ts';
import type { Atom, Expr } from '../ir/expr.ts';
import { flatten } from './flatten.ts';

/** What is asked instead of a test: the same, or, with a reason, the same and more. */
export interface Asked {
  readonly when: Expr;
  readonly reason?: Diagnostic;
}

/** An expression that is true of all that another is true of; of no more, where `exact`. */
export interface Mapped {
  readonly when: Expr;
  readonly exact: boolean;
  /** Why it isn't exact, each reason once. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Every test said in other fields: `Image="a"` becomes `process.executable="a"`. What can only be asked
 * too widely is left out under a `not`, where it would find less.
 */
export function mapFields(when: Expr, ask: (atom: Atom) => Asked): Mapped {
  const reasons = new Map<string, Diagnostic>();
  const map = (expr: Expr, negated: boolean): Expr => {
    switch (expr.kind) {
      case 'and':
      case 'or':
        return { ...expr, items: expr.items.map((item) => map(item, negated)) };
      case 'not':
        return { ...expr, item: map(expr.item, !negated) };
      default: {
        const { when: asked, reason } = ask(expr);
        if (!reason) return asked;
        const key = `${reason.code} ${reason.message}`;
        if (!reasons.has(key)) reasons.set(key, reason);
        return negated ? never : asked;
      }
    }
  };
  const mapped = flatten(map(when, false));
  return { when: mapped, exact: reasons.size === 0, diagnostics: [...reasons.values()] };
}

/** Nothing can be asked: the test is left open. */
export const open = (reason: Diagnostic): Asked => ({ when: always, reason });
