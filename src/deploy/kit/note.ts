import type { Mark } from '../mark.ts';
import { markInWords, wordsOf, wordsPattern } from './words.ts';

/*
 * A mark as the last line of a text that people read: `[managed_by=rulewright set=soc ...]`, for what has no
 * other place that its server keeps.
 */

export const withNote = (text: string, mark: Mark): string =>
  `${text}${text === '' ? '' : '\n'}[${wordsOf(mark)}]`;

const note = new RegExp(`(?:^|\\n)\\[(${wordsPattern})\\]\\s{0,10}$`);

/** The mark at the end of a text, and what stands before it. */
export function splitNote(text: string): { mark: Mark | null; rest: string } {
  const found = note.exec(text);
  const mark = found && markInWords(found[1]!);
  return mark ? { mark, rest: text.slice(0, found.index) } : { mark: null, rest: text };
}
