import { type Pattern, simple } from '../../../../ir/pattern.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import { all, any, type Clause, regexp, wildcard } from '../clauses.ts';
import { pack } from '../literals.ts';
import type { ValueTest } from '../typed.ts';
import { neededBy } from './fit.ts';

/** More words would narrow little, and each is looked for among all words of the index. */
const mostWords = 4;
/** So many signs are looked for at the most: automata of many take more memory than engines have. */
const mostSigns = 4000;
/** Where a longer text is asked for, its words are enough. */
const longestPhrase = 500;

/**
 * What finds all texts that pass a test, and more, among the words of an analyzed text: a phrase for a whole text,
 * and for a part of one what its letters and digits in a row stand in. Null where all texts with a value are needed.
 *
 * The standard analyzer never parts ASCII letters and digits, and makes them small; but it cuts a word of more
 * than 255 units, so that words of half that length count as any.
 * https://unicode.org/reports/tr29/#Word_Boundaries
 */
export function wordsClause(atom: ValueTest, leaf: Leaf): Clause | null {
  const needed = neededBy(atom);
  if (!needed || !leaf.isSearched || !leaf.hasStandardWords) return null;
  const part = simple(needed.pattern);
  if (part?.where === 'whole' && leaf.hasPositions && isPhrase(part.text))
    return { match_phrase: { [leaf.path]: part.text } };
  const chosen = wordsIn(needed.pattern).slice(0, mostWords);
  if (chosen.length === 0) return null;
  const held = all(chosen.map((word) => wildcard(leaf.path, `*${word}*`, false)));
  return any([held, regexp(leaf.path, cutWord, 'NONE', false)]);
}

/** The same for tests of which one is to pass: a word of each, as a few expressions. */
export function wordsOfAny(atoms: readonly ValueTest[], leaf: Leaf): Clause | null {
  if (!leaf.isSearched || !leaf.hasStandardWords) return null;
  const words = atoms.map((atom) => wordsIn(neededBy(atom)?.pattern ?? [])[0]);
  if (words.includes(undefined) || words.join('').length > mostSigns) return null;
  return any(
    wordTexts(words as readonly string[]).map((text) => regexp(leaf.path, text, 'NONE', false)),
  );
}

/**
 * Words as expressions of those that they may stand in, and one of words so long that they may have been cut: in one
 * expression with the others, an engine would have to count at each sign, and an OpenSearch with 1 GB died of that.
 */
export const wordTexts = (words: readonly string[]): readonly string[] => [
  ...pack('anywhere', [...new Set(words)]),
  cutWord,
];

const cutWord = '.{127,}';

/** Letters and digits in a row, the longest first. */
export function wordsIn(of: Pattern): readonly string[] {
  const words = of.flatMap((piece) =>
    piece.kind === 'text' ? (piece.text.match(/[A-Za-z0-9]+/g) ?? []) : [],
  );
  const small = new Set(words.map((word) => word.slice(0, 100).toLowerCase()));
  return [...small].sort((a, b) => b.length - a.length);
}

const isPhrase = (text: string): boolean =>
  text.length <= longestPhrase && /[A-Za-z0-9]/.test(text);
