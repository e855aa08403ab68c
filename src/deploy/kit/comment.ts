import { type Mark, markJson, markOf } from '../mark.ts';

/*
 * A mark as a comment of Mustache's: `{{! managed_by=rulewright set=soc ... }}`. No name and no hash has
 * a space or a brace in it.
 */

export const commentOf = (mark: Mark): string =>
  `{{! ${Object.entries(markJson(mark))
    .map(([key, value]) => `${key}=${value ?? ''}`)
    .join(' ')} }}`;

/** The mark at the head of a text, and what stands behind it. */
export function splitComment(text: string): { mark: Mark | null; rest: string } {
  const found = /^\{\{! (managed_by=rulewright(?: \w+=[\w.-]*)*) \}\}/.exec(text);
  if (!found) return { mark: null, rest: text };
  const words = Object.fromEntries(
    found[1]!.split(' ').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const { rule, applied, revision } = words;
  const mark = markOf({
    ...words,
    rule: rule === '' ? null : (rule ?? ''),
    applied: applied === '' ? null : (applied ?? ''),
    revision: /^\d+$/.test(revision ?? '') ? Number(revision) : null,
  });
  return mark ? { mark, rest: text.slice(found[0].length) } : { mark: null, rest: text };
}
