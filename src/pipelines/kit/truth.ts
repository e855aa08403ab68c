import { type Change, holdsAny, wholeOf } from './change.ts';

/** Words for yes and no are held as true and false; nothing is known of other words. */
export const truth = (yes = 'true', no = 'false'): Change => ({
  keeps: false,
  say(test) {
    const { field, at } = test;
    const whole = test.kind === 'match' ? wholeOf(test.pattern)?.toLowerCase() : undefined;
    const isYes = test.kind === 'boolean' ? test.value : whole === yes.toLowerCase();
    const isTold = test.kind === 'boolean' || isYes || whole === no.toLowerCase();
    const isCased = test.kind === 'match' && test.cased;
    if (!isTold || isCased)
      return holdsAny(test, 'is held as true or false there, which this does not say');
    return { when: { kind: 'boolean', field, value: isYes, at } };
  },
});
