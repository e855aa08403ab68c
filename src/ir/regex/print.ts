import { type CharSet, only } from './charset.ts';
import { printSet, spell } from './pcre.ts';
import { isAnyChar, type RegexNode } from './tree.ts';

/** How a language spells single characters and sets of them. */
export interface Spelling {
  readonly point: (point: number) => string;
  readonly set: (set: CharSet) => string;
}

/** The tree as a regular expression of ECMAScript, for the flag `u` alone. */
export const printEcmaScript = (tree: RegexNode): string =>
  printTree(tree, { point: spell, set: printSet });

/** The tree in a language that has ECMAScript's operators. */
export const printTree = (tree: RegexNode, spelling: Spelling): string =>
  new Printer(spelling).print(tree);

class Printer {
  private atomics = 0;
  private readonly spelling: Spelling;

  constructor(spelling: Spelling) {
    this.spelling = spelling;
  }

  print(node: RegexNode): string {
    switch (node.kind) {
      case 'set': {
        const point = only(node.set);
        return point === null ? this.spelling.set(node.set) : this.spelling.point(point);
      }
      case 'concat':
        return node.items
          .map((item) => (item.kind === 'alt' ? this.group(item) : this.print(item)))
          .join('');
      case 'alt':
        return node.items.map((item) => this.print(item)).join('|');
      case 'repeat': {
        const { min, max } = node;
        const item =
          node.item.kind === 'set' ||
          node.item.kind === 'capture' ||
          node.item.kind === 'backReference'
            ? this.print(node.item)
            : this.group(node.item);
        if (min === 0 && max === Number.POSITIVE_INFINITY) return `${item}*`;
        if (min === 1 && max === Number.POSITIVE_INFINITY) return `${item}+`;
        if (min === 0 && max === 1) return `${item}?`;
        return `${item}{${min}${max === min ? '' : max === Number.POSITIVE_INFINITY ? ',' : `,${max}`}}`;
      }
      case 'look':
        if (node.negate && isAnyChar(node.item)) return node.ahead ? '$' : '^';
        return `(?${node.ahead ? '' : '<'}${node.negate ? '!' : '='}${this.print(node.item)})`;
      case 'boundary':
        return node.negate ? '\\B' : '\\b';
      case 'capture':
        return `(?<${node.name}>${this.print(node.item)})`;
      case 'backReference':
        return `\\k<${node.name}>`;
      case 'atomic': {
        // what a look has matched is never given back
        const name = `$p${this.atomics++}`;
        return `(?:(?=(?<${name}>${this.print(node.item)}))\\k<${name}>)`;
      }
    }
  }

  private group(node: RegexNode): string {
    return `(?:${this.print(node)})`;
  }
}
