import fc from 'fast-check';
import { and, not, or } from '../../src/ir/build.ts';
import type { Expr } from '../../src/ir/expr.ts';

/** Random expressions of some tests: small ones first. */
export const expressionsOf = (atom: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> =>
  fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      tie('expr').map(not),
      fc.array(tie('expr'), { minLength: 2, maxLength: 3 }).map(and),
      fc.array(tie('expr'), { minLength: 2, maxLength: 3 }).map(or),
    ),
  })).expr;
