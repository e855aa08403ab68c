import type { Expr } from '../../ir/expr.ts';
import { fieldsOf } from '../../ir/fields.ts';
import { rewrite } from '../../ir/fold.ts';

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
