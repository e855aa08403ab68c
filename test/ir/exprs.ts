import fc from 'fast-check';
import type { Event } from '../../src/evaluate/event.ts';
import { always, never, not } from '../../src/ir/build.ts';
import type { Atom, Expr } from '../../src/ir/expr.ts';
import * as ir from './nodes.ts';

/* Random expressions and events that have to do with each other: few fields, few values. */

const field = fc.constantFrom('a', 'b', 'c.d');
const value = fc.constantFrom(
  'x',
  'y',
  'X y',
  '',
  '1',
  '10.0.0.1',
  '2026-01-05T07:00:00Z',
  'a\\b"c',
);
const glob = fc.constantFrom(
  'x',
  'X*',
  '*y',
  '*x*',
  '?',
  '*',
  '',
  'x*y',
  '\\*',
  'x?',
  '?y',
  '??*',
  '10.*',
  'a\\\\b"c',
  '`|[',
);

const fieldTest: fc.Arbitrary<Atom> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(field, glob).map(([f, of]) => ir.match(f, of)) },
  { weight: 3, arbitrary: fc.tuple(field, glob).map(([f, of]) => ir.cased(f, of)) },
  fc.tuple(field, fc.constantFrom(0, 1, -1.5)).map(([f, of]) => ir.number(f, of)),
  fc.tuple(field, fc.boolean()).map(([f, of]) => ir.boolean(f, of)),
  fc
    .tuple(field, fc.constantFrom('lt', 'gte'), fc.constantFrom(0, 1))
    .map((of) => ir.compare(...of)),
  fc
    .tuple(field, fc.constantFrom('x', '^y?$', 'x\\s*y', '"|`'))
    .map(([f, of]) => ir.re(f, of, 'i')),
  fc.tuple(field, fc.constantFrom('10.0.0.0/8', '::/0')).map(([f, of]) => ir.cidr(f, of)),
  field.map(ir.exists),
  field.map(ir.isNull),
  fc
    .tuple(field, fc.constantFrom('equals', 'starts', 'ends', 'contains'), field)
    .map((of) => ir.sameAs(...of)),
  fc
    .tuple(
      field,
      fc.constantFrom('hour', 'week'),
      fc.constantFrom('eq', 'gt'),
      fc.constantFrom(2, 7),
    )
    .map((of) => ir.timePart(...of)),
);

/** With `and`s in `and`s, `not`s of `not`s, and some of no items or of one. */
const exprOf = (atom: fc.Arbitrary<Atom>): fc.Arbitrary<Expr> =>
  fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 3, arbitrary: atom },
      fc.constantFrom<Expr>(always, never),
      tie('expr').map(not),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('expr'), { maxLength: 3 }))
        .map(([kind, items]): Expr => ({ kind, items })),
    ),
  })).expr;

/** Without keywords, which engines look for in places of their own. */
export const fieldExpr = exprOf(fieldTest);
export const expr = exprOf(
  fc.oneof(
    { weight: 9, arbitrary: fieldTest },
    glob.map((of) => ir.keyword(of)),
  ),
);

const held = fc.oneof(
  value,
  fc.constantFrom(0, 1, -1.5, true, false, null),
  fc.array(value, { maxLength: 2 }),
);

export const event: fc.Arbitrary<Event> = fc.record(
  { a: held, b: held, c: fc.record({ d: held }, { requiredKeys: [] }), 'c.d': held },
  { requiredKeys: [] },
);
