import type { RegexNode } from '../../ir/regex/tree.ts';

/**
 * Whether a look-behind has a length that PCRE can't know beforehand. Each of its alternatives must
 * have one. https://www.pcre.org/original/doc/html/pcrepattern.html#lookbehind
 */
export function hasOpenLookBehind(node: RegexNode): boolean {
  switch (node.kind) {
    case 'look': {
      const ways = node.item.kind === 'alt' ? node.item.items : [node.item];
      const isOpen = !node.ahead && ways.some((way) => lengthOf(way) === null);
      return isOpen || hasOpenLookBehind(node.item);
    }
    case 'concat':
    case 'alt':
      return node.items.some(hasOpenLookBehind);
    case 'repeat':
    case 'capture':
    case 'atomic':
      return hasOpenLookBehind(node.item);
    default:
      return false;
  }
}

/** How many characters all texts of a node have, or null where they differ. */
function lengthOf(node: RegexNode): number | null {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'concat':
      return node.items.reduce<number | null>((sum, item) => plus(sum, lengthOf(item)), 0);
    case 'alt': {
      const [first, ...rest] = node.items.map(lengthOf);
      return rest.every((length) => length === first) ? first! : null;
    }
    case 'repeat': {
      const length = lengthOf(node.item);
      return length !== null && node.min === node.max ? length * node.min : null;
    }
    case 'capture':
    case 'atomic':
      return lengthOf(node.item);
    case 'look':
    case 'boundary':
      return 0;
    case 'backReference':
      return null;
  }
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;
