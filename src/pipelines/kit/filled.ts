import { not } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { text } from '../../ir/pattern.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import * as messages from '../messages.ts';
import type { Field, FieldTest } from '../pipeline.ts';
import { fits } from './fits.ts';

/**
 * A field with another name, that holds `value` where it would be missing. A test that is true of that value
 * finds events that have none, too.
 */
export const filled = (to: string, value: string): Field => ({
  same: to,
  ask(test) {
    const { at } = test;
    const isFilled: Expr = { kind: 'match', field: to, pattern: [text(value)], cased: false, at };
    if (test.kind === 'null') return { when: isFilled };
    if (test.kind === 'exists') return { when: not(isFilled) };
    const when = { ...test, field: to };
    if (test.kind === 'match' && test.pattern.length === 1 && test.pattern[0]!.kind === 'any')
      return { when: not(isFilled) };
    const isTold =
      test.kind === 'match'
        ? !fits(test.pattern, value, test.cased)
        : test.kind === 'regex'
          ? !fits(requiredPattern(test.regex.tree), value)
          : !isTrueOf(test, Number(value));
    if (isTold) return { when };
    const why = `is "${value}" there where it is missing, which this does not tell`;
    return { when, reason: messages.values(test.field, why, at) };
  },
});

function isTrueOf(test: FieldTest, number: number): boolean {
  if (test.kind === 'number') return test.value === number;
  if (test.kind !== 'compare') return false;
  const { order, value } = test;
  return (
    (order === 'lt' && number < value) ||
    (order === 'lte' && number <= value) ||
    (order === 'gt' && number > value) ||
    (order === 'gte' && number >= value)
  );
}
