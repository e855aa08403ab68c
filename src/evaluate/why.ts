import type { Atom, Expr } from '../ir/expr.ts';
import { compile } from './evaluate.ts';
import { type Event, readerOf, type Scalar } from './event.ts';

/** Why an expression is true of an event, or is not. */
export interface Why {
  readonly holds: boolean;
  /** The tests that made it so, in the order of the rule, each with whether it is true itself. */
  readonly because: readonly { readonly atom: Atom; readonly holds: boolean }[];
}

/** Of an `and` that is not true, the parts that are not; of an `or` that is, the parts that are; else all. */
export function why(expr: Expr, event: Event): Why {
  if (expr.kind === 'not') {
    const { holds, because } = why(expr.item, event);
    return { holds: !holds, because };
  }
  if (expr.kind !== 'and' && expr.kind !== 'or') {
    const holds = compile(expr)(event);
    return { holds, because: [{ atom: expr, holds }] };
  }
  const parts = expr.items.map((item) => why(item, event));
  const decides = expr.kind === 'or';
  const deciding = parts.filter(({ holds }) => holds === decides);
  const holds = deciding.length > 0 ? decides : !decides;
  const because = (deciding.length > 0 ? deciding : parts).flatMap((part) => part.because);
  return { holds, because };
}

/** The values that tests of a field are held against. */
export function valuesOf(field: string, event: Event): readonly Scalar[] {
  const values: Scalar[] = [];
  readerOf(field)(event, (value) => {
    values.push(value);
    return false;
  });
  return values;
}
