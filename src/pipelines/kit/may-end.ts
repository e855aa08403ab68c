import { always, never } from '../../ir/build.ts';
import type { Expr, Match } from '../../ir/expr.ts';
import { rewrite } from '../../ir/fold.ts';
import { flatten } from '../../passes/flatten.ts';

/** Whether an expression may be true of an event whose field ends in a text. */
export function mayEnd(when: Expr, field: string, end: string): boolean {
  const { kind, ...left } = flatten(
    rewrite(when, {
      atom: (atom): Expr => {
        if (atom.kind === 'keyword' || atom.field !== field) return atom;
        if (atom.kind === 'exists') return always;
        if (atom.kind === 'null') return never;
        return atom.kind === 'match' ? ofMatch(atom, end) : atom;
      },
    }),
  );
  return !(kind === 'or' && 'items' in left && left.items.length === 0);
}

function ofMatch(test: Match, end: string): Expr {
  const last = test.pattern.at(-1);
  if (last?.kind !== 'text') return last ? test : never;
  if (!last.text.endsWith(end)) return never;
  const isAll = last.text === end && test.pattern.length === 2 && test.pattern[0]!.kind === 'any';
  return isAll ? always : test;
}
