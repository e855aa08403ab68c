import { ANY, type Pattern, type Piece, pattern, text } from '../pattern.ts';
import type { CharSet } from './charset.ts';
import { EDGE, type RegexNode } from './tree.ts';

/**
 * A pattern that every text with the regular expression in it has, ignoring case: the letters that it
 * can't do without, in their order. `net\s+user` needs `*net*user*`.
 */
export function requiredPattern(tree: RegexNode): Pattern {
  const items = tree.kind === 'concat' ? tree.items : [tree];
  const before = isEdge(items[0], 'start') ? [] : [ANY];
  const behind = isEdge(items.at(-1), 'end') ? [] : [ANY];
  return pattern([...before, ...needs(tree), ...behind]);
}

const isEdge = (node: RegexNode | undefined, side: keyof typeof EDGE): boolean =>
  node?.kind === 'look' && JSON.stringify(node) === JSON.stringify(EDGE[side]);

function needs(node: RegexNode): readonly Piece[] {
  switch (node.kind) {
    case 'set': {
      const char = letterOf(node.set);
      return [char === null ? ANY : text(char)];
    }
    case 'concat':
      return node.items.flatMap(needs);
    case 'repeat':
      if (node.min === 0) return [ANY];
      return node.max === 1 ? needs(node.item) : [...needs(node.item), ANY];
    case 'capture':
    case 'atomic':
      return needs(node.item);
    case 'alt':
    case 'backReference':
      return [ANY];
    case 'look':
    case 'boundary':
      return []; // they take no room
  }
}

/** The only character of a set, or the ASCII letter whose two cases it is. */
function letterOf(set: CharSet): string | null {
  const [first, last, small, end] = set;
  if (set.length === 2 && first === last) return String.fromCodePoint(first!);
  const cases = set.length === 4 && first === last && small === end && small === first! + 32;
  return cases && small! >= 0x61 && small! <= 0x7a ? String.fromCodePoint(small!) : null;
}
