import type { Expr } from '../../ir/expr.ts';
import { eachAtom, rewrite } from '../../ir/fold.ts';

/** The fields that an expression asks, each once. */
export function fieldsOf(when: Expr): readonly string[] {
  const fields = new Set<string>();
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') return;
    fields.add(atom.field);
    if (atom.kind === 'sameAs') fields.add(atom.other);
  });
  return [...fields];
}

export const withoutPrefix = (field: string, dataset: string): string =>
  field.slice(dataset.length + 1);

/** The expression with fields as they are called behind `rename "Processes.*" AS "*"`. */
export const renamed = (when: Expr, dataset: string): Expr =>
  rewrite(when, {
    atom: (atom): Expr => {
      if (atom.kind === 'keyword') return atom;
      const field = withoutPrefix(atom.field, dataset);
      return atom.kind === 'sameAs'
        ? { ...atom, field, other: withoutPrefix(atom.other, dataset) }
        : { ...atom, field };
    },
  });

/** Fields that may have several values, of which tstats makes as many results: see the models' descriptions. */
const many = ['answer', 'query', 'process_hash', 'parent_process_hash', 'src_port', 'src_user'];

/** Whether what is asked would be asked of single values of one event. */
export const hasSeveral = (when: Expr): boolean =>
  fieldsOf(when).some((field) => many.includes(field.split('.').at(-1)!));
