import type { Expr } from './expr.ts';
import { eachAtom } from './fold.ts';

/** The fields that an expression asks, each once, in the order that it names them. */
export function fieldsOf(when: Expr): readonly string[] {
  const fields = new Set<string>();
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') return;
    fields.add(atom.field);
    if (atom.kind === 'sameAs') fields.add(atom.other);
  });
  return [...fields];
}

/** Whether an expression looks for texts in no field of its own. */
export function hasKeywords(when: Expr): boolean {
  let has = false;
  eachAtom(when, ({ kind }) => {
    has ||= kind === 'keyword';
  });
  return has;
}
