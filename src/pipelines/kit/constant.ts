import { always, never } from '../../ir/build.ts';
import { open } from '../../passes/map-fields.ts';
import * as messages from '../messages.ts';
import type { Field } from '../pipeline.ts';
import { named } from './change.ts';
import { fits } from './fits.ts';

/** A field that is the same in all of these events; `otherwise` is asked what its value alone does not tell. */
export const constant = (value: string, otherwise: Field = leftOpen(value)): Field => ({
  ask(test) {
    const is = (isTrue: boolean) => ({ when: isTrue ? always : never });
    switch (test.kind) {
      case 'match':
        return is(fits(test.pattern, value, test.cased));
      case 'number':
        return is(String(test.value) === value);
      case 'exists':
      case 'null':
        return is(test.kind === 'exists');
      default:
        return otherwise.ask(test);
    }
  },
});

const leftOpen = (value: string): Field => ({
  ask({ field, at }) {
    const why = `is always "${value}" there, which this does not say`;
    return open(messages.values(field, why, at));
  },
});

/** A field that is one of a few values in these events, and never another. */
export const among = (to: string, values: readonly string[]): Field => ({
  ask(test) {
    if (test.kind === 'exists' || test.kind === 'null') return constant('').ask(test);
    const isThere =
      test.kind === 'match'
        ? values.some((value) => fits(test.pattern, value, test.cased))
        : test.kind !== 'number' || values.includes(String(test.value));
    return isThere ? named(to).ask(test) : { when: never };
  },
});
