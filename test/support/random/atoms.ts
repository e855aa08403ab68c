import fc from 'fast-check';
import type { AtomKind, Match, OfKind } from '../../../src/ir/expr.ts';
import { parseNetwork } from '../../../src/ir/network.ts';
import { ANY, literal, type Pattern, pattern } from '../../../src/ir/pattern.ts';
import { at } from '../../ir/nodes.ts';
import { network } from './addresses.ts';
import { field, fieldOrObject } from './fields.ts';
import { regexes } from './regexes.ts';
import { piece, text } from './texts.ts';

/* Random tests of one event, of each kind. */

export const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 4688, 1.5, -0.5, 0.1, 2 ** 53, 1e20, 1e21, -1e21, 1e-6, 1e-7),
  fc.integer({ min: -200, max: 200 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const order = fc.constantFrom('lt', 'lte', 'gt', 'gte');

export const patterns: fc.Arbitrary<Pattern> = fc.oneof(
  text.map(literal),
  fc
    .tuple(fc.boolean(), text.map(literal), fc.boolean())
    .map(([open, of, goesOn]) =>
      pattern([...(open ? [ANY] : []), ...of, ...(goesOn ? [ANY] : [])]),
    ),
  fc.array(piece, { maxLength: 6 }).map(pattern),
);

/** Each part of a date, with the least and the greatest number that it can be, and one more. */
const dateParts = fc.constantFrom(
  ...([
    ['minute', -1, 60],
    ['hour', -1, 24],
    ['day', 0, 32],
    ['week', 0, 54],
    ['month', 0, 13],
    ['year', 1969, 2030],
  ] as const),
);

/** Of each kind, its atoms. */
export const atoms: { readonly [K in AtomKind]: fc.Arbitrary<OfKind<K>> } = {
  match: fc
    .tuple(fieldOrObject, patterns, fc.boolean())
    .map(([field, pattern, cased]): Match => ({ kind: 'match', field, pattern, cased, at })),
  number: fc
    .tuple(field, number)
    .map(([field, value]): OfKind<'number'> => ({ kind: 'number', field, value, at })),
  boolean: fc
    .tuple(field, fc.boolean())
    .map(([field, value]): OfKind<'boolean'> => ({ kind: 'boolean', field, value, at })),
  compare: fc
    .tuple(field, order, number)
    .map(
      ([field, order, value]): OfKind<'compare'> => ({ kind: 'compare', field, order, value, at }),
    ),
  regex: fc
    .tuple(field, regexes)
    .map(([field, regex]): OfKind<'regex'> => ({ kind: 'regex', field, regex, at })),
  cidr: fc.tuple(field, network).map(
    ([field, { text }]): OfKind<'cidr'> => ({
      kind: 'cidr',
      field,
      network: parseNetwork(text)!,
      at,
    }),
  ),
  exists: fieldOrObject.map((field): OfKind<'exists'> => ({ kind: 'exists', field, at })),
  null: fieldOrObject.map((field): OfKind<'null'> => ({ kind: 'null', field, at })),
  sameAs: fc
    .tuple(field, fc.constantFrom('equals', 'starts', 'ends', 'contains'), field)
    .map(([field, how, other]): OfKind<'sameAs'> => ({ kind: 'sameAs', field, how, other, at })),
  timePart: fc
    .tuple(
      field,
      dateParts.chain(([part, least, most]) =>
        fc.integer({ min: least, max: most }).map((value) => ({ part, value })),
      ),
      fc.oneof(fc.constant('eq' as const), order),
    )
    .map(
      ([field, { part, value }, order]): OfKind<'timePart'> => ({
        kind: 'timePart',
        field,
        part,
        order,
        value,
        at,
      }),
    ),
  keyword: fc
    .tuple(patterns, fc.boolean())
    .map(([pattern, cased]): OfKind<'keyword'> => ({ kind: 'keyword', pattern, cased, at })),
};

export const kinds = Object.keys(atoms) as AtomKind[];

/** Of the kinds that are named, or of all. */
export const atomOf = (some: readonly AtomKind[] = kinds): fc.Arbitrary<OfKind<AtomKind>> =>
  fc.oneof(
    { withCrossShrink: true },
    ...some.map((kind) => ({
      // most of what rules say is a match
      weight: kind === 'match' ? 5 : kind === 'regex' ? 3 : 1,
      arbitrary: atoms[kind] as fc.Arbitrary<OfKind<AtomKind>>,
    })),
  );
