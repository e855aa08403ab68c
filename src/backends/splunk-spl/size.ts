import { isAll, only } from '../../ir/regex/charset.ts';
import type { RegexNode } from '../../ir/regex/tree.ts';

/*
 * PCRE takes no regular expression that it would compile to more than 64 KB, as it is built by default:
 * https://www.pcre.org/current/doc/html/pcre2limits.html. A class takes 33 bytes, a character two and
 * more, and what is repeated and is more than a character is there as often.
 */

export const mostSize = 60_000;

const CLASS = 40;
const charSize = (point: number): number => (point < 0x80 ? 2 : 5);

/** How large a regular expression of our own is: without groups that are repeated. */
export function sizeOfText(regex: string): number {
  let size = 0;
  for (const [part] of regex.matchAll(/\[(?:\\.|[^\]\\])*\]|\\?[\s\S]/gu))
    size += part.startsWith('[') ? CLASS : charSize(part.codePointAt(part.length - 1)!);
  return size;
}

/** Parentheses stand at most so deep in each other (PARENS_NEST_LIMIT); a few are left for what is put around them. */
export const mostDepth = 240;

/** How deep the parentheses of a regular expression stand in each other. */
export function depthOf(regex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [part] of regex.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[()]/g)) {
    if (part === '(') deepest = Math.max(deepest, ++depth);
    else if (part === ')') depth--;
  }
  return deepest;
}

/** How large a rule's is. */
export function sizeOfTree(node: RegexNode): number {
  switch (node.kind) {
    case 'set': {
      const point = only(node.set);
      if (point !== null) return charSize(point);
      return isAll(node.set) ? 2 : CLASS;
    }
    case 'concat':
    case 'alt':
      return node.items.reduce((sum, item) => sum + sizeOfTree(item) + 3, 6);
    case 'repeat': {
      if (node.item.kind === 'set') return sizeOfTree(node.item) + 6;
      const copies = Number.isFinite(node.max) ? node.max : Math.max(1, node.min);
      return (sizeOfTree(node.item) + 12) * copies;
    }
    case 'look':
    case 'capture':
    case 'atomic':
      return sizeOfTree(node.item) + 12;
    default:
      return 3;
  }
}
