import { startOf } from '../../src/diagnostic/source.ts';
import type { Atom, DatePart, Expr, OfKind, Order } from '../../src/ir/expr.ts';
import { parseNetwork } from '../../src/ir/network.ts';
import { ANY, ONE, type Pattern, pattern, text } from '../../src/ir/pattern.ts';
import { parseRegex } from '../../src/ir/regex/parse.ts';
import { RegexFault } from '../../src/ir/regex/pcre.ts';
import type { Regex } from '../../src/ir/regex/tree.ts';
import type { Rule } from '../../src/ir/rule.ts';

/* Nodes of the IR in few words, for tests. They stand nowhere. */

export const at = startOf({ path: 'test.yml', text: '' });

/** A rule that says nothing about itself. */
export const rule = (when: Expr): Rule => ({
  id: null,
  title: 'A rule',
  path: at.source.path,
  about: {
    tags: [],
    references: [],
    falsePositives: [],
    fields: [],
    scope: [],
    related: [],
    logSource: {},
    custom: {},
  },
  when,
  at,
});

/** A pattern from its text: `*`, `?`, and a backslash before one that is meant as itself. */
export const glob = (of: string): Pattern =>
  pattern(
    [...of.matchAll(/\\([*?\\])|(\*)|(\?)|([^*?\\]+|\\)/g)].map(([, escaped, any, one, rest]) =>
      any ? ANY : one ? ONE : text((escaped ?? rest)!),
    ),
  );

export const match = (field: string, of: string): OfKind<'match'> => ({
  kind: 'match',
  field,
  pattern: glob(of),
  cased: false,
  at,
});

export const cased = (field: string, of: string): Atom => ({ ...match(field, of), cased: true });

export const keyword = (of: string, cased = false): Atom => ({
  kind: 'keyword',
  pattern: glob(of),
  cased,
  at,
});

export const number = (field: string, value: number): Atom => ({
  kind: 'number',
  field,
  value,
  at,
});

export const boolean = (field: string, value: boolean): Atom => ({
  kind: 'boolean',
  field,
  value,
  at,
});

export const compare = (field: string, order: Order, value: number): Atom => ({
  kind: 'compare',
  field,
  order,
  value,
  at,
});

/** The regular expression; flags are some of `ims`. A faulty one is a mistake of the test. */
export function regex(source: string, flags = ''): Regex {
  const [i, m, s] = [...'ims'].map((flag) => flags.includes(flag)) as [boolean, boolean, boolean];
  const parsed = parseRegex(source, { i, m, s });
  if (parsed instanceof RegexFault) throw parsed;
  return parsed;
}

export const re = (field: string, source: string, flags = ''): Atom => ({
  kind: 'regex',
  field,
  regex: regex(source, flags),
  at,
});

export const cidr = (field: string, network: string): Atom => ({
  kind: 'cidr',
  field,
  network: parseNetwork(network)!,
  at,
});

export const exists = (field: string): Atom => ({ kind: 'exists', field, at });
export const isNull = (field: string): Atom => ({ kind: 'null', field, at });

export const sameAs = (
  field: string,
  how: OfKind<'sameAs'>['how'],
  other: string,
): OfKind<'sameAs'> => ({ kind: 'sameAs', field, how, other, at });

export const timePart = (
  field: string,
  part: DatePart,
  order: 'eq' | Order,
  value: number,
): OfKind<'timePart'> => ({ kind: 'timePart', field, part, order, value, at });
