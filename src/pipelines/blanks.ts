import { or } from '../ir/build.ts';
import type { Atom, Expr } from '../ir/expr.ts';
import { rewrite } from '../ir/fold.ts';
import { requiredPattern } from '../ir/regex/required.ts';
import { type Asked, open } from '../passes/map-fields.ts';
import { fits } from './kit/fits.ts';
import * as messages from './messages.ts';

/*
 * A schema may leave out fields whose value says nothing, such as the empty text: there, a field with
 * such a value and a missing one are the same. What a rule says of one of them alone can't be asked.
 */

/** An expression, and those of its tests that stand for "missing, or any of the values that are left out". */
export interface Settled {
  readonly when: Expr;
  readonly settled: ReadonlySet<Atom>;
}

/** Tests of one field side by side that ask for it missing and for all values that are left out become one. */
export function settle(when: Expr, blanks: readonly string[]): Settled {
  const settled = new Set<Atom>();
  const grouped = (items: readonly Expr[], atomOf: (item: Expr) => Atom | null) => {
    const byField = new Map<string, Map<string, Expr>>();
    for (const item of items) {
      const atom = atomOf(item);
      const asks = atom && blankOf(atom);
      if (atom === null || asks === null || atom.kind === 'keyword') continue;
      const asked = byField.get(atom.field) ?? new Map<string, Expr>();
      byField.set(atom.field, asked.set(asks, item));
    }
    const all = [...byField.values()].filter(
      (asked) => asked.has(missing) && blanks.every((blank) => asked.has(blank)),
    );
    if (all.length === 0) return items;
    const gone = new Set(all.flatMap((asked) => blanks.map((blank) => asked.get(blank))));
    for (const asked of all) settled.add(atomOf(asked.get(missing)!)!);
    return items.filter((item) => !gone.has(item));
  };
  const rewritten = rewrite(when, {
    or: (node) => ({ ...node, items: grouped(node.items, claimed) }),
    and: (node) => ({ ...node, items: grouped(node.items, denied) }),
  });
  return { when: rewritten, settled };
}

const own = (item: Expr): Atom | null =>
  item.kind === 'and' || item.kind === 'or' || item.kind === 'not' ? null : item;

const claimed = (item: Expr): Atom | null => (item.kind === 'exists' ? null : own(item));

/** What an item says is not so; `exists` says that of `null`. */
const denied = (item: Expr): Atom | null =>
  item.kind === 'not' ? claimed(item.item) : item.kind === 'exists' ? item : null;

const missing = '\0missing';

/** The value that a test asks for, if that is all that it asks for. */
function blankOf(atom: Atom): string | null {
  if (atom.kind === 'null' || atom.kind === 'exists') return missing;
  if (atom.kind !== 'match' || atom.pattern.length > 1) return null;
  const [piece] = atom.pattern;
  return piece === undefined ? '' : piece.kind === 'text' ? piece.text : null;
}

/**
 * What is asked instead of a test, where values that it is true of may have been left out.
 *
 * @param isMissing what is asked where a field is missing
 */
export function orLeftOut(
  atom: Atom,
  asked: Asked,
  isMissing: (field: string) => Expr,
  blanks: readonly string[],
): Asked {
  if (atom.kind === 'keyword' || !isTrueOf(atom, blanks)) return asked;
  const reason = asked.reason ?? messages.leftOut(atom.field, atom.at);
  if (atom.kind === 'null') return { when: asked.when, reason };
  // what is there, or isn't: all
  if (atom.kind === 'exists') return open(reason);
  const field = atom.kind === 'sameAs' ? atom.other : atom.field;
  return { when: or([asked.when, isMissing(field)]), reason };
}

function isTrueOf(atom: Atom, blanks: readonly string[]): boolean {
  switch (atom.kind) {
    case 'exists':
    case 'null':
    case 'sameAs':
      return true;
    case 'match':
      return blanks.some((blank) => fits(atom.pattern, blank));
    case 'regex':
      return blanks.some((blank) => fits(requiredPattern(atom.regex.tree), blank));
    default:
      return false;
  }
}
