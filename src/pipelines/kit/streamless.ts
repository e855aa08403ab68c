import { ANY, pattern, text } from '../../ir/pattern.ts';
import { type Change, holdsAny, requiredOf } from './change.ts';

const why = 'is held without the stream of a file there';

/** `x.docm:Zone.Identifier` becomes `x.docm`; the colon of a drive stays. */
export const streamless: Change = {
  keeps: true,
  say(test) {
    if (test.kind !== 'match' && test.kind !== 'regex') return { when: test };
    const { pattern: of, ...rest } = test.kind === 'regex' ? requiredOf(test) : test;
    const at = of.findIndex((piece) => piece.kind === 'text' && /:(?!\\)/.test(piece.text));
    if (at < 0) return { when: test };
    const before = (of[at] as { text: string }).text.split(/:(?!\\)/)[0]!;
    const left = pattern([...of.slice(0, at), text(before), ANY]);
    return left.length === 1 ? holdsAny(test, why) : { when: { ...rest, pattern: left }, why };
  },
};
