import { type Mark, markJson, markOf } from '../mark.ts';

/*
 * A mark as words: `managed_by=rulewright set=soc ...`. No name and no hash has a space or a bracket in it.
 */

/** What the words of a mark look like, for the pattern of what stands around them. */
export const wordsPattern = 'managed_by=rulewright(?: \\w+=[\\w.-]*)*';

export const wordsOf = (mark: Mark): string =>
  Object.entries(markJson(mark))
    .map(([key, value]) => `${key}=${value ?? ''}`)
    .join(' ');

/** The mark that words are; null where they are none. */
export function markInWords(text: string): Mark | null {
  const words = Object.fromEntries(
    text.split(' ').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const { rule, applied, revision } = words;
  return markOf({
    ...words,
    rule: rule === '' ? null : (rule ?? ''),
    applied: applied === '' ? null : (applied ?? ''),
    revision: /^\d+$/.test(revision ?? '') ? Number(revision) : null,
  });
}
