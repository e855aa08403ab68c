import type { Event } from '../../../src/evaluate/event.ts';
import { not } from '../../../src/ir/build.ts';
import type { Expr } from '../../../src/ir/expr.ts';
import { type Pattern, pattern, text as textPiece } from '../../../src/ir/pattern.ts';
import type { Case } from './cases.ts';

/*
 * What to try next when a case shows a fault and is too large to be read. fast-check shrinks one step
 * at a time, and an engine takes a second for each; of these it can be asked a hundred at once.
 */

/** The case by one step smaller, in every way: those first that leave out most. */
export const smaller = ({ when, events }: Case): readonly Case[] => [
  ...(events.length > 1 ? events.map((event) => ({ when, events: [event] })) : []),
  ...smallerExprs(when).map((less) => ({ when: less, events })),
  ...events.flatMap((event, i) =>
    smallerValues(event).map((less) => ({ when, events: events.with(i, less as Event) })),
  ),
];

function smallerExprs(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'not':
      return [expr.item, ...smallerExprs(expr.item).map(not)];
    case 'and':
    case 'or':
      return [
        ...expr.items,
        ...smallerLists(expr.items, smallerExprs).map((items): Expr => ({ ...expr, items })),
      ];
    case 'match':
    case 'keyword':
      return smallerPatterns(expr.pattern).map((less) => ({ ...expr, pattern: less }));
    default:
      return [];
  }
}

const smallerPatterns = (of: Pattern): readonly Pattern[] =>
  smallerLists(of, (piece) =>
    piece.kind === 'text' ? smallerTexts(piece.text).map(textPiece) : [],
  ).map(pattern);

function smallerValues(node: unknown): readonly unknown[] {
  if (typeof node === 'string') return smallerTexts(node);
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return [...node, ...smallerLists(node as unknown[], smallerValues)];
  return smallerLists(Object.entries(node), ([key, value]) =>
    smallerValues(value).map((less): [string, unknown] => [key, less]),
  ).map(Object.fromEntries);
}

const smallerTexts = (text: string): readonly string[] =>
  smallerLists([...text], () => []).map((chars) => chars.join(''));

/** One half, the other, all but one, or all with one of them smaller. */
function smallerLists<T>(
  items: readonly T[],
  smallerItems: (item: T) => readonly T[],
): readonly (readonly T[])[] {
  const half = items.length >> 1;
  const halves = half > 0 ? [items.slice(0, half), items.slice(half)] : [];
  // of a long text or list nearly all but one is no step
  const others = items.length > 40 ? [] : items.map((_, i) => items.toSpliced(i, 1));
  const within = items.flatMap((item, i) => smallerItems(item).map((less) => items.with(i, less)));
  return [...halves, ...others, ...within];
}
