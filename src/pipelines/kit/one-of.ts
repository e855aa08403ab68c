import type { Span } from '../../diagnostic/source.ts';
import { or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { text } from '../../ir/pattern.ts';

/** A field that is one of some texts, each not empty: what tells a kind of event from others. */
export const oneOf = (
  field: string,
  values: readonly (string | number)[],
  at: Span,
  cased = false,
): Expr =>
  or(
    values.map((value) => ({
      kind: 'match',
      field,
      pattern: [text(String(value))],
      cased,
      at,
    })),
  );
