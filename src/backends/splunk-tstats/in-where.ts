import type { Expr } from '../../ir/expr.ts';
import { rewrite } from '../../ir/fold.ts';
import type { Network } from '../../ir/network.ts';
import { ANY, ONE, type Pattern, text } from '../../ir/pattern.ts';

/**
 * An expression as the WHERE clause of tstats is asked it: by values and wildcards. No page says that it
 * knows networks, or compares numbers as numbers: what has to be there is asked, and a `?` keeps it inexact.
 */
export const inWhere = (when: Expr): Expr =>
  rewrite(when, {
    atom: (atom): Expr => {
      if (atom.kind !== 'cidr' && atom.kind !== 'compare') return atom;
      const start = atom.kind === 'cidr' ? startOf(atom.network) : [];
      const pattern = [...start, ...some];
      return { kind: 'match', field: atom.field, pattern, cased: false, at: atom.at };
    },
  });

const some: Pattern = [ONE, ANY];

/** What all addresses of a network begin with. */
function startOf({ version, bytes, prefix }: Network): Pattern {
  const whole = version === 4 ? [...bytes].slice(0, Math.min(3, Math.floor(prefix / 8))) : [];
  return whole.length === 0 ? [] : [text(`${whole.join('.')}.`)];
}
