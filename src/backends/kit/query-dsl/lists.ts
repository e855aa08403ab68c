import type { BooleanTest, Cidr, Expr, Keyword, Match, NumberTest } from '../../../ir/expr.ts';
import { type Clause, type Side, terms } from './clauses.ts';
import { fitsRegexp, type Literal, literalOf } from './literals.ts';

/** What writes tests that stand alone, and those that are alike. */
export interface ListWriter {
  /** Lists of texts longer than this become regular expressions. */
  readonly listLength: number;
  write(expr: Expr, side: Side): Clause;
  texts(matches: readonly Match[], side: Side): Clause[];
  networks(field: string, atoms: readonly Cidr[]): Clause[];
  keywords(atoms: readonly Keyword[], side: Side): Clause[];
}

/**
 * The clauses of an "or". Tests that are alike, of the same field, become few: exact values one
 * `terms`, long lists of texts regular expressions, networks and keywords likewise. Each stands where
 * the first of them stood. What isn't held as text stands alone.
 */
export function groupAlike(
  items: readonly Expr[],
  writer: ListWriter,
  side: Side,
  isText: (item: Expr) => boolean,
): Clause[] {
  const groups = new Map<string, Expr[]>();
  items.forEach((item, index) => {
    const key = (isText(item) ? groupOf(item) : null) ?? String(index);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  });
  return [...groups.values()].flatMap((group) => {
    const first = group[0]!;
    if (group.length === 1) return [writer.write(first, side)];
    if (first.kind === 'cidr') return writer.networks(first.field, group as Cidr[]);
    if (first.kind === 'keyword') return writer.keywords(group as Keyword[], side);
    if (isExactValue(first)) return termsClauses(group as ExactValue[]);
    if (group.length <= writer.listLength) return group.map((item) => writer.write(item, side));
    return writer.texts(group as Match[], side);
  });
}

/** What makes two tests alike; null for what stands alone. */
function groupOf(item: Expr): string | null {
  if (item.kind === 'cidr') return `cidr ${item.field}`;
  if (item.kind === 'keyword') return 'keyword';
  if (isExactValue(item)) return `value ${(item as ExactValue).field}`;
  if (item.kind !== 'match') return null;
  const literal = literalOf(item);
  if (!literal || !fitsRegexp(literal.text, literal.fold)) return null;
  return `${literal.where} ${literal.fold} ${item.field}`;
}

/** A test for one value as it stands in the index. */
type ExactValue = NumberTest | BooleanTest | Match;

const isExactValue = (item: Expr): boolean =>
  item.kind === 'number' ||
  item.kind === 'boolean' ||
  (item.kind === 'match' && isBare(literalOf(item)));

const isBare = (literal: Literal | null): boolean =>
  literal !== null && literal.where === 'whole' && !literal.fold;

/** The value as the index has it. A fraction is text, for Java writes 12345678.5 as 1.23456785E7. */
export function exactValue(item: ExactValue): string | number | boolean {
  if (item.kind === 'match') return literalOf(item)!.text;
  const { value } = item;
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? value : String(value);
}

/** index.max_terms_count is 65,536. */
const mostTerms = 65_536;

function termsClauses(items: readonly ExactValue[]): Clause[] {
  const values = items.map(exactValue);
  const field = items[0]!.field;
  return Array.from({ length: Math.ceil(values.length / mostTerms) }, (_, i) =>
    terms(field, values.slice(i * mostTerms, (i + 1) * mostTerms)),
  );
}
