import type { RegexNode } from './tree.ts';

/**
 * Why a tree's references to groups can't be held to PCRE's meaning, or null. Where a group has not
 * matched, PCRE's reference fails and ECMAScript's matches nothing; and ECMAScript reads what is in a
 * look-behind from its end.
 */
export function referenceFault(tree: RegexNode): string | null {
  let fault: string | null = null;

  /** The groups that have matched for certain once the node has, of those that had before it. */
  const walk = (node: RegexNode, before: ReadonlySet<string>): ReadonlySet<string> => {
    switch (node.kind) {
      case 'backReference':
        if (!before.has(node.name))
          fault ??= 'A reference to a group that may not have matched is not supported.';
        return before;
      case 'capture':
        return new Set([...walk(node.item, before), node.name]);
      case 'concat':
        return node.items.reduce((so, item) => walk(item, so), before);
      case 'alt': {
        const [first, ...rest] = node.items.map((item) => walk(item, before));
        return new Set([...first!].filter((name) => rest.every((ways) => ways.has(name))));
      }
      case 'repeat': {
        const after = walk(node.item, before);
        return node.min > 0 ? after : before;
      }
      case 'look': {
        if (!node.ahead && remembers(node.item))
          fault ??= 'A group in a look-behind that is referred to, or atomic, is not supported.';
        const after = walk(node.item, before);
        return node.negate ? before : after;
      }
      case 'atomic':
        return walk(node.item, before);
      default:
        return before;
    }
  };
  walk(tree, new Set());
  return fault;
}

function remembers(node: RegexNode): boolean {
  switch (node.kind) {
    case 'capture':
    case 'atomic':
    case 'backReference':
      return true;
    case 'concat':
    case 'alt':
      return node.items.some(remembers);
    case 'repeat':
    case 'look':
      return remembers(node.item);
    default:
      return false;
  }
}
