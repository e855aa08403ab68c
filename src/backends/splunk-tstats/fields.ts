import type { Expr } from '../../ir/expr.ts';
import { fieldsOf } from '../../ir/fields.ts';
import { rewrite } from '../../ir/fold.ts';

/** What every data set has of an event, under no prefix. */
const base = ['source', 'sourcetype', 'host'];

export const withoutPrefix = (field: string, dataset: string): string =>
  base.includes(field) ? field : field.slice(dataset.length + 1);

/** A field of a data set: its name behind the data set's, or behind those of data sets inside it. */
export const isFieldOf = (name: string, field: string): boolean =>
  base.includes(field) || (field.startsWith(`${name}.`) && /^\w+(?:\.\w+)+$/.test(field));

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
const many = [
  'answer',
  'authentication_method',
  'object_attrs',
  'query',
  'process_hash',
  'parent_process_hash',
  'src_port',
  'src_user',
];

/** Whether what is asked would be asked of single values of one event. */
export const hasSeveral = (when: Expr): boolean =>
  fieldsOf(when).some((field) => many.includes(field.split('.').at(-1)!));
