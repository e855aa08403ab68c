import { always, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import * as messages from '../messages.ts';
import type { Field, FieldTest } from '../pipeline.ts';
import { holdsAny, named, requiredOf, type Said } from './change.ts';
import { fits } from './fits.ts';

/** Fields that hold what a rule's field does in some events only. A why follows the rule's name of the field. */

const gap = (of: FieldTest, to: string): Expr => ({ kind: 'null', field: to, at: of.at });

/** A field that some events lack though they have such a value, whatever it is. */
export const sometimes = (to: string, why: string): Field => ({
  ask(test) {
    const reason = messages.values(test.field, why, test.at);
    if (test.kind === 'exists') return { when: always, reason };
    return { when: or([named(to).ask(test).when, gap(test, to)]), reason };
  },
});

/** A field that is not there where its value would be one of some. */
export const unless = (to: string, values: readonly string[], why: string): Field => ({
  ask(test) {
    const asked = named(to).ask(test);
    const reason = messages.values(test.field, why, test.at);
    if (test.kind === 'exists') return { when: always, reason };
    if (test.kind === 'null') return { ...asked, reason };
    const wanted =
      test.kind === 'match'
        ? test.pattern
        : test.kind === 'regex'
          ? requiredPattern(test.regex.tree)
          : null;
    if (!wanted || !values.some((value) => fits(wanted, value))) return asked;
    return { when: or([asked.when, gap(test, to)]), reason };
  },
});

/** A host's name, in a field that holds its address where the name isn't known. */
export const hostName = (to: string): Field => ({
  ask(test) {
    const { when, why } = sayHost(test.kind, { ...test, field: to });
    return why === undefined
      ? { when }
      : { when, reason: messages.values(test.field, why, test.at) };
  },
});

const mixed = 'is held beside addresses there, which this does not tell';

function sayHost(kind: FieldTest['kind'], test: FieldTest): Said {
  if (kind === 'null') return { when: always, why: mixed };
  const wanted = test.kind === 'match' ? test : test.kind === 'regex' ? requiredOf(test) : null;
  if (!wanted || fits(wanted.pattern, '-')) return holdsAny(test, mixed);
  const letters = wanted.pattern.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  const isTold = test.kind === 'match' && /[^0-9a-f.:]/i.test(letters);
  return isTold ? { when: wanted } : { when: wanted, why: mixed };
}
