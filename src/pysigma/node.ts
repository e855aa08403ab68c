import type { Span } from '../diagnostic/source.ts';
import { and, not, or } from '../ir/build.ts';
import type { And, Atom, Expr, Or } from '../ir/expr.ts';
import { eachAtom, rewrite } from '../ir/fold.ts';
import { ANY, pattern } from '../ir/pattern.ts';

/*
 * Pipelines speak of a rule as it is written: items, each a field with its values, and what joins them.
 */

/** A field and its values: `Image|endswith: [a, b]`; keywords where it has no field. */
export interface Item {
  readonly kind: 'item';
  readonly field: string | null;
  /** Each a test, or an `or` of tests where a modifier made several of one value. */
  readonly values: readonly Expr[];
  /** All of them are to be true, and not one. */
  readonly all: boolean;
  /** The steps that had a say in it. */
  readonly applied: ReadonlySet<string>;
  readonly at: Span;
}

export type Node =
  | Item
  | { readonly kind: 'and' | 'or'; readonly items: readonly Node[] }
  | { readonly kind: 'not'; readonly item: Node };

/** A rule's expression as items. */
export function nodeOf(expr: Expr, applied: ReadonlySet<string>): Node {
  switch (expr.kind) {
    case 'and':
    case 'or':
      return (
        itemOf(expr, applied) ?? {
          kind: expr.kind,
          items: expr.items.map((item) => nodeOf(item, applied)),
        }
      );
    case 'not':
      return { kind: 'not', item: nodeOf(expr.item, applied) };
    default: {
      const { at } = expr;
      return { kind: 'item', field: fieldOf(expr), values: [expr], all: false, applied, at };
    }
  }
}

/** What tests a list of values; null where it is another expression. */
function itemOf(expr: And | Or, applied: ReadonlySet<string>): Item | null {
  const isKeywords = expr.kind === 'or' && expr.items.every(({ kind }) => kind === 'keyword');
  if ((!expr.isList && !isKeywords) || !expr.items.every(isValue)) return null;
  const fields = new Set(expr.items.map(fieldIn));
  const [first] = atomsIn(expr);
  if (fields.size !== 1 || !first) return null;
  const all = expr.kind === 'and';
  return { kind: 'item', field: fieldOf(first), values: expr.items, all, applied, at: first.at };
}

const isValue = (expr: Expr): boolean =>
  expr.kind === 'or' ? expr.items.every(isAtom) : expr.kind !== 'and' && expr.kind !== 'not';

export const isAtom = (expr: Expr): expr is Atom =>
  expr.kind !== 'and' && expr.kind !== 'or' && expr.kind !== 'not';

const fieldOf = (atom: Atom): string | null => (atom.kind === 'keyword' ? null : atom.field);

const fieldIn = (value: Expr): string | null => fieldOf(atomsIn(value)[0]!);

function atomsIn(expr: Expr): readonly Atom[] {
  const atoms: Atom[] = [];
  eachAtom(expr, (atom) => atoms.push(atom));
  return atoms;
}

/** Items as an expression. */
export function exprOf(node: Node): Expr {
  switch (node.kind) {
    case 'item': {
      const { values, all } = node;
      return values.length === 1
        ? values[0]!
        : { kind: all ? 'and' : 'or', items: values, isList: true };
    }
    case 'not':
      return not(exprOf(node.item));
    default:
      return (node.kind === 'and' ? and : or)(node.items.map(exprOf));
  }
}

export function eachItem(node: Node | null, take: (item: Item) => void): void {
  if (node === null) return;
  if (node.kind === 'item') take(node);
  else if (node.kind === 'not') eachItem(node.item, take);
  else for (const item of node.items) eachItem(item, take);
}

/** The item of another field. What was a keyword is looked for anywhere in it. */
export const withField = (item: Item, field: string): Item => ({
  ...item,
  field,
  values: item.values.map((value) =>
    rewrite(value, {
      atom: (atom) =>
        atom.kind === 'keyword'
          ? { ...atom, kind: 'match', field, pattern: pattern([ANY, ...atom.pattern, ANY]) }
          : { ...atom, field },
    }),
  ),
});

/** The item with other tests for its tests: one, several of which one is to be true, or the same. */
export function withTests(
  item: Item,
  change: (atom: Atom) => Atom | readonly Atom[] | undefined,
): Item | undefined {
  let isChanged = false;
  const values = item.values.map((value) =>
    rewrite(value, {
      atom: (atom) => {
        const made = change(atom);
        if (made === undefined) return atom;
        isChanged = true;
        return Array.isArray(made) ? or(made as readonly Atom[]) : (made as Atom);
      },
    }),
  );
  return isChanged ? { ...item, values: values.map(level) } : undefined;
}

/** An `or` within an `or` is one. */
const level = (value: Expr): Expr =>
  value.kind === 'or'
    ? { ...value, items: value.items.flatMap((item) => (item.kind === 'or' ? item.items : [item])) }
    : value;
