import { ANY, text } from '../../ir/pattern.ts';
import { type Change, holdsAny } from './change.ts';

const why = 'is held as one text or as several there, with the names of hashes or without';

/** `SHA1=...,MD5=...` is held as it is, or as a value for each hash, named or not. */
export const hashText: Change = {
  keeps: false,
  say(test) {
    const [only] = test.kind === 'match' ? test.pattern.filter(({ kind }) => kind !== 'any') : [];
    const isOne = test.kind === 'match' && test.pattern.length <= 3 && only?.kind === 'text';
    const found = isOne
      ? /^(?:(?:md5|sha1|sha256|imphash)=)?([0-9a-f]{8,64})$/i.exec(only.text)
      : null;
    if (test.kind !== 'match' || !found) return holdsAny(test, why);
    return { when: { ...test, pattern: [ANY, text(found[1]!), ANY] }, why };
  },
};
