import fc from 'fast-check';
import { always, never, not } from '../../../src/ir/build.ts';
import type { Atom, AtomKind, Cidr, Expr, Keyword, Match } from '../../../src/ir/expr.ts';
import { ANY, literal, pattern } from '../../../src/ir/pattern.ts';
import { at } from '../../ir/nodes.ts';
import { atomOf, atoms } from './atoms.ts';
import { field } from './fields.ts';
import { shortText } from './texts.ts';

/* Random expressions: with `and`s in `and`s, `not`s of `not`s, some of no items or of one, and long lists. */

/** So many that a backend may write them in another way than a few. */
const many = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(of, { minLength: 2, maxLength: 40, size: 'max' });

/** Many texts of one field, of which most begin alike. */
const listOfTexts = fc
  .tuple(field, fc.boolean(), fc.constantFrom('whole', 'start', 'end', 'anywhere'), shortText)
  .chain(([field, cased, where, shared]) => {
    const before = where === 'end' || where === 'anywhere' ? [ANY] : [];
    const behind = where === 'start' || where === 'anywhere' ? [ANY] : [];
    const texts = fc.tuple(fc.constantFrom(shared, shared, ''), shortText);
    return many(texts).map((list) =>
      list.map((parts): Match => {
        const of = pattern([...before, ...literal(parts.join('')), ...behind]);
        return { kind: 'match', field, pattern: of, cased, at };
      }),
    );
  });

const listOfNetworks = fc
  .tuple(field, fc.array(atoms.cidr, { minLength: 2, maxLength: 5 }))
  .map(([field, list]) => list.map((atom): Cidr => ({ ...atom, field })));

const listOfKeywords = fc
  .array(atoms.keyword, { minLength: 2, maxLength: 20 })
  .map((list): Keyword[] => list);

const listOfValues = fc
  .tuple(field, many(fc.oneof(atoms.number, atoms.boolean, atoms.match)))
  .map(([field, list]) => list.map((atom): Atom => ({ ...atom, field })));

const lists: readonly (readonly [AtomKind, fc.Arbitrary<readonly Atom[]>])[] = [
  ['match', listOfTexts],
  ['cidr', listOfNetworks],
  ['keyword', listOfKeywords],
  ['number', listOfValues],
];

/** Expressions over atoms of the kinds that are named. */
export function expressionsOf(kinds?: readonly AtomKind[]): fc.Arbitrary<Expr> {
  const listed = lists.flatMap(([kind, list]) => (!kinds || kinds.includes(kind) ? [list] : []));
  const atom: fc.Arbitrary<Expr> = atomOf(kinds);
  return fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 12, arbitrary: atom },
      { weight: 1, arbitrary: fc.constantFrom<Expr>(always, never) },
      { weight: 4, arbitrary: tie('expr').map(not) },
      {
        weight: 8,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('expr'), { maxLength: 3 }))
          .map(([kind, items]): Expr => ({ kind, items })),
      },
      ...listed.map((list) => ({
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('or', 'or', 'and'), list)
          .map(([kind, items]): Expr => ({ kind, items })),
      })),
    ),
  })).expr;
}
