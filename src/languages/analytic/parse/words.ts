import { closest } from '../../../diagnostic/closest.ts';
import type { Dialect } from '../dialect.ts';
import type { Token } from '../token.ts';
import type { Relation } from '../tree.ts';

/* Words that join, relate or compute. */

/** The operator that a word is, or is but for one letter where there has to be one. */
export function operatorOf(
  { kind, text, lower }: Token,
  { needsOperator }: Dialect,
): 'and' | 'or' | null {
  if (kind !== 'word') return null;
  if (lower === 'and' || lower === 'or') return lower;
  if (text === '&&') return 'and';
  if (!needsOperator || !/^[A-Z]{2,4}$/.test(text)) return null;
  const near = closest(text, ['AND', 'OR']);
  return near === 'AND' ? 'and' : near === 'OR' ? 'or' : null;
}

/** Words that stand between a field and what it is held against. */
const relations: Readonly<Record<string, Relation['how']>> = {
  like: 'like',
  ilike: 'like',
  in: 'in',
  regexp: 'regex',
  rlike: 'regex',
  regex: 'regex',
  match: 'regex',
  matches: 'regex',
  contains: 'contains',
  contain: 'contains',
  includes: 'contains',
  include: 'contains',
  startswith: 'startswith',
  endswith: 'endswith',
  cidrmatch: 'cidr',
  is: 'null',
  exists: 'null',
  exist: 'null',
};

export const relationOf = (token: Token | undefined): Relation['how'] | undefined =>
  token && Object.hasOwn(relations, token.lower) ? relations[token.lower] : undefined;

/** Whether a word before a bracket calls a function. */
export function isFunction({ text, lower }: Token, { id }: Dialect): boolean {
  if (!/^[A-Za-z_][\w.]*$/.test(text) || lower === 'not' || lower === 'and' || lower === 'or')
    return false;
  if (Object.hasOwn(relations, lower) && !/^(?:match|like|in|cidrmatch)$/.test(lower)) return false;
  return id !== 'search' || functions.has(lower);
}

/** The functions of where and eval that are also met in searches, and those of searches. */
const functions: ReadonlySet<string> = new Set([
  'case',
  'term',
  'cidrmatch',
  'match',
  'like',
  'isnull',
  'isnotnull',
  'searchmatch',
  'lower',
  'upper',
  'len',
  'now',
]);

export const isArithmetic = ({ kind, text }: Token): boolean =>
  kind === 'word' && /^[-+*/%.]$/.test(text);
