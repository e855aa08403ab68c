import type { Mark } from '../mark.ts';
import { markInWords, wordsOf, wordsPattern } from './words.ts';

/* A mark as a comment of Mustache's: `{{! managed_by=rulewright set=soc ... }}`. */

export const commentOf = (mark: Mark): string => `{{! ${wordsOf(mark)} }}`;

const comment = new RegExp(`^\\{\\{! (${wordsPattern}) \\}\\}`);

/** The mark at the head of a text, and what stands behind it. */
export function splitComment(text: string): { mark: Mark | null; rest: string } {
  const found = comment.exec(text);
  const mark = found && markInWords(found[1]!);
  return mark ? { mark, rest: text.slice(found[0].length) } : { mark: null, rest: text };
}
