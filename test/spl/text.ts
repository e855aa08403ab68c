import type { Reading } from './reading.ts';

/**
 * Small letters: of ASCII alone, or of all alphabets. Either way a letter of ASCII is its two cases and
 * no other sign: that search takes a Kelvin sign for a k is not thought of.
 */
export function foldCase(text: string, reading: Reading): string {
  const { foldsAllLetters } = reading;
  if (text === last.text && foldsAllLetters === last.foldsAllLetters) return last.folded;
  const folded = fold(text, reading);
  last = { text, foldsAllLetters, folded };
  return folded;
}

/** The tests of one field ask for the same text in turn. */
let last = { text: '', foldsAllLetters: false, folded: '' };

const fold = (text: string, reading: Reading): string => {
  const folded = text.replace(/[A-Z]+/g, (of) => of.toLowerCase());
  return reading.foldsAllLetters ? beyondAscii(folded, (of) => of.toLowerCase()) : folded;
};

export const capitals = (text: string, reading: Reading): string => {
  const folded = text.replace(/[a-z]+/g, (of) => of.toUpperCase());
  return reading.foldsAllLetters ? beyondAscii(folded, (of) => of.toUpperCase()) : folded;
};

const beyondAscii = (text: string, fold: (char: string) => string): string =>
  text.replace(/[^\0-\x7f]/gu, (char) => (/[\0-\x7f]/.test(fold(char)) ? char : fold(char)));

/** The number that a text is, or null. What counts as one is a matter of reading. */
export function numberOf(text: string, reading: Reading): number | null {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (!reading.looseNumbers) return null;
  const plain = text.trim().replace(/(?<=\d),(?=\d{3})/g, '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return Number(plain);
  if (/^[+-]?0x[\da-f]+$/i.test(plain))
    return Number(plain.replace(/^[+-]/, '')) * (plain.startsWith('-') ? -1 : 1);
  if (/^[+-]?inf(?:inity)?$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  return null;
}
