import type { Regex, RegexNode } from '../../../ir/regex/tree.ts';

/**
 * Whether a look-behind has a length that PCRE can't know beforehand. Each of its alternatives must
 * have one, and those of a group inside it one and the same; the tree does not tell the two apart.
 * https://www.pcre.org/original/doc/html/pcrepattern.html#lookbehind
 */
export const hasOpenLookBehind = ({ source, tree }: Regex): boolean =>
  source.includes('(?<') && isOpen(tree, hasGroups(source));

const flat = /\(\?<[=!](?:[^()\\[]|\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])+\])*\)/g;

/** Whether there is a group in some look-behind. */
const hasGroups = (source: string): boolean =>
  (source.match(/\(\?<[=!]/g)?.length ?? 0) > (source.match(flat)?.length ?? 0);

function isOpen(node: RegexNode, withGroups: boolean): boolean {
  const isOpenIn = (item: RegexNode) => isOpen(item, withGroups);
  switch (node.kind) {
    case 'look': {
      const ways = node.item.kind === 'alt' && !withGroups ? node.item.items : [node.item];
      return (!node.ahead && ways.some((way) => lengthOf(way) === null)) || isOpenIn(node.item);
    }
    case 'concat':
    case 'alt':
      return node.items.some(isOpenIn);
    case 'repeat':
    case 'capture':
    case 'atomic':
      return isOpenIn(node.item);
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
