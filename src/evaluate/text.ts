import { type Pattern, type Piece, simple } from '../ir/pattern.ts';

export type TextTest = (text: string) => boolean;

/** Whether a whole text is the pattern. A pattern with a placeholder left in it matches nothing. */
export function patternTest(pattern: Pattern, cased: boolean): TextTest {
  const same = cased ? (text: string) => text : lowerAscii;
  if (pattern.some((piece) => piece.kind === 'placeholder')) return () => false;
  const parts = simple(pattern);
  if (!parts) {
    const glob = compileGlob(pattern, same);
    return (text) => glob(same(text));
  }
  const wanted = same(parts.text);
  switch (parts.where) {
    case 'whole':
      return (text) => text.length === wanted.length && same(text) === wanted;
    case 'start':
      return (text) => same(text).startsWith(wanted);
    case 'end':
      return (text) => same(text).endsWith(wanted);
    case 'anywhere':
      return (text) => same(text).includes(wanted);
  }
}

/** Whether a regular expression of ECMAScript is found somewhere in a text, at one of its code points. */
export function regexTest(source: string): TextTest {
  const anywhere = new RegExp(source, 'u');
  const here = new RegExp(source, 'uy');
  return (text) => {
    if (!anywhere.test(text)) return false;
    if (!/[\ud800-\udbff]/.test(text)) return true;
    // V8 looks between the two units of one character too: a look-behind finds nothing there
    for (let at = 0; at <= text.length; at += charLength(text, at)) {
      here.lastIndex = at;
      if (here.test(text)) return true;
    }
    return false;
  };
}

let lastText = '';
let lastLower = '';

/** Small letters for ASCII's capitals, all else as it is. The tests of one field ask for the same text in turn. */
export function lowerAscii(text: string): string {
  if (text === lastText) return lastLower;
  lastText = text;
  lastLower = /[^\0-\x7f]/.test(text)
    ? text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    : text.toLowerCase();
  return lastLower;
}

/**
 * The pattern against a whole text, in time of their lengths' product at worst: on a mismatch only
 * the last `*` takes more.
 */
function compileGlob(pattern: Pattern, same: (text: string) => string): TextTest {
  const steps = pattern.flatMap((piece: Piece): (string | null)[] =>
    piece.kind === 'text' ? [...same(piece.text)] : [piece.kind === 'any' ? null : ''],
  );
  return (text) => {
    let at = 0;
    let step = 0;
    let star = -1;
    let resume = 0;
    while (at < text.length) {
      const wanted = steps[step];
      if (wanted === null) {
        star = step++;
        resume = at;
      } else if (wanted === '') {
        at += charLength(text, at);
        step++;
      } else if (wanted !== undefined && text.startsWith(wanted, at)) {
        at += wanted.length;
        step++;
      } else if (star >= 0) {
        resume += charLength(text, resume);
        at = resume;
        step = star + 1;
      } else return false;
    }
    while (steps[step] === null) step++;
    return step === steps.length;
  };
}

/** `?` is one character: a code point, as engines count. */
const charLength = (text: string, at: number): number =>
  (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
