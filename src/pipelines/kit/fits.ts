import type { Pattern } from '../../ir/pattern.ts';

/** Whether a short text is all of a pattern. ASCII letters ignore case unless `cased`. */
export function fits(of: Pattern, value: string, cased = false): boolean {
  const same = (text: string) =>
    cased ? text : text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  const held = same(value);
  /** Where the pieces so far may end. */
  let ends = new Set([0]);
  for (const piece of of) {
    const next = new Set<number>();
    for (const end of ends)
      if (piece.kind === 'text') {
        const text = same(piece.text);
        if (held.startsWith(text, end)) next.add(end + text.length);
      } else if (piece.kind === 'one') {
        if (end < held.length) next.add(end + 1);
      } else for (let to = end; to <= held.length; to++) next.add(to);
    ends = next;
  }
  return ends.has(held.length);
}
