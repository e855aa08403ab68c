import { text } from '../../ir/pattern.ts';
import { type Change, holdsAny, requiredOf, wholeOf } from './change.ts';

const why = 'is held without the type of a number there (0x00000001 for DWORD (0x00000001))';

/** `DWORD (0x00000001)` becomes `0x00000001`, and so does a QWORD; all else is as it was. */
export const registryData: Change = {
  keeps: false,
  say(test) {
    switch (test.kind) {
      case 'match': {
        const whole = wholeOf(test.pattern);
        const number = /^[dq]word \((0x[0-9a-fx-]+)\)$/i.exec(whole ?? '')?.[1];
        if (number !== undefined) return { when: { ...test, pattern: [text(number)] }, why };
        const texts = test.pattern.map((piece) => (piece.kind === 'text' ? piece.text : ''));
        const letters = texts.join('');
        // in no number, with its type or without
        if (/[^0-9a-fx\-dqwor ()]/i.test(letters)) return { when: test };
        if (whole !== null && !/^0x/i.test(letters)) return { when: test };
        const isInside = test.pattern.every(({ kind }) => kind !== 'one');
        const ends = [test.pattern[0], test.pattern.at(-1)].map((piece) => piece?.kind === 'any');
        if (/[dqwor ()]/i.test(letters) || !isInside || !letters) return holdsAny(test, why);
        if (ends.every((end) => end) && test.pattern.length === 3) return { when: test };
        return ends.some((end) => !end) && test.pattern.length <= 2
          ? { when: test, why }
          : holdsAny(test, why);
      }
      case 'regex': {
        const said = registryData.say(requiredOf(test));
        return { ...said, why };
      }
      case 'number':
      case 'compare':
      case 'boolean':
        return { when: test };
      default:
        return holdsAny(test, why);
    }
  },
};
