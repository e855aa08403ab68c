import type { Expr } from '../../../ir/expr.ts';
import type { Dialect } from '../dialect.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../tree.ts';
import { Context, type Gathered } from './context.ts';
import { truth } from './truth.ts';

export type { Gathered } from './context.ts';

/** What an expression is true of. */
export const lower = (node: Node, to: Gathered, dialect: Dialect, scope: Scope): Expr =>
  truth(new Context(to, dialect, scope, truth), node, false);
