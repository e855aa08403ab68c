import { ANY, pattern, text } from '../../ir/pattern.ts';
import { type Change, holdsAny } from './change.ts';

const why = 'is held without its folder there';

/** A path becomes its last part: `C:\Windows\System32\amsi.dll` becomes `amsi.dll`; there is none without a folder. */
export const fileName: Change = {
  keeps: false,
  say(test) {
    if (test.kind !== 'match') return holdsAny(test, why);
    const last = test.pattern.at(-1);
    // what ends in something else may stand there with its folder
    if (last?.kind !== 'text' || !/\.\w*$/.test(last.text)) return holdsAny(test, why);
    const slash = last.text.lastIndexOf('\\');
    const name = text(last.text.slice(slash + 1));
    if (slash >= 0) {
      const isAll = slash === 0 && test.pattern.length === 2 && test.pattern[0]!.kind === 'any';
      const when = { ...test, pattern: [name] };
      return isAll ? { when } : { when, why };
    }
    const [first, second] = test.pattern;
    const isAll = test.pattern.length === 2 && first!.kind === 'any' && second === last;
    const before = test.pattern.length === 1 ? [] : [ANY];
    const when = { ...test, pattern: pattern([...before, name]) };
    return isAll ? { when } : { when, why };
  },
};
