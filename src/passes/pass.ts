import type { Expr } from '../ir/expr.ts';

/** The same meaning, said in a way that is easier to go on with. */
export type Pass = (when: Expr) => Expr;
