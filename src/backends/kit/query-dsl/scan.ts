import type { Keyword } from '../../../ir/expr.ts';
import type { Simple } from '../../../ir/pattern.ts';
import { text } from '../../../ir/pattern.ts';
import * as limits from './limits.ts';
import { sharedLength, sortAlike } from './literals.ts';

/** How many characters of a text are looked for, where all of them would be too many. */
export interface Shortening {
  readonly texts: number;
  readonly keywords: number;
}

export const nothingShort: Shortening = {
  texts: Number.POSITIVE_INFINITY,
  keywords: Number.POSITIVE_INFINITY,
};

/**
 * What a query makes an engine look for in the middle of texts. To look for something there takes an
 * automaton that can begin again at each character, and many of those take more memory than there is.
 */
export class Scan {
  private readonly lists: string[][] = [];
  private readonly keywords: number[] = [];

  addTexts(texts: readonly string[], where: Simple['where'], fold: boolean): void {
    const sorted = sortAlike(texts, fold);
    this.lists.push(where === 'end' ? sorted.map(reverse) : sorted);
  }

  addKeyword({ pattern }: Keyword): void {
    this.keywords.push(
      pattern.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 1), 0),
    );
  }

  /** How much must be left out for an engine to hold it, or null where nothing must. */
  shortening(): Shortening | null {
    const everywhere = this.keywords.reduce((sum, length) => sum + length, 0);
    const keywords =
      everywhere <= limits.scannedEverywhere
        ? nothingShort.keywords
        : Math.max(3, Math.floor(limits.scannedEverywhere / this.keywords.length));
    let texts = nothingShort.texts;
    if (this.states(texts) > limits.scanned) {
      texts = 4;
      while (this.states(texts + 1) <= limits.scanned) texts++;
    }
    const short = keywords !== nothingShort.keywords || texts !== nothingShort.texts;
    return short ? { texts, keywords } : null;
  }

  /** The different beginnings of all texts, of at most that length. */
  private states(most: number): number {
    return this.lists.reduce(
      (sum, list) =>
        list.reduce((states, one, i) => {
          const shared = i === 0 ? 0 : sharedLength(list[i - 1]!, one);
          return states + Math.min(one.length, most) - Math.min(shared, most);
        }, sum),
      0,
    );
  }
}

const reverse = (of: string): string => [...of].reverse().join('');

/** The part of a text that is still looked for: its beginning, or its end where it is to end there. */
export function shorten(of: string, where: Simple['where'], most: number): string {
  if (of.length <= most) return of;
  const chars = [...of];
  return where === 'end' ? chars.slice(-most).join('') : chars.slice(0, most).join('');
}

/** A keyword that the events with the keyword have too: a part of its longest word. */
export function shortenKeyword(of: Keyword, most: number): Keyword {
  const texts = of.pattern.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
  const words = texts.flatMap((one) => one.match(/[A-Za-z0-9]+/g) ?? []);
  const longest = [...words, ...texts].reduce(
    (best, word) => (Math.min(word.length, most) > Math.min(best.length, most) ? word : best),
    '',
  );
  return { ...of, pattern: [text(shorten(longest, 'start', most))] };
}
