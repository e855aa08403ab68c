import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { isError } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import type { About, Rule, RuleName } from '../ir/rule.ts';
import type { Memory } from '../pipelines/pipeline.ts';
import { eachItem, type Item, type Node, nodeOf } from './node.ts';

/** What chooses the items of a rule that a step is about, and what the step is called. */
export interface Scope {
  readonly id: string | null;
  hasItem(item: Item, draft: Draft): boolean;
  hasName(name: string | null, draft: Draft): boolean;
}

/** A rule on its way through a pipeline: each step finds what those before it have made. */
export class Draft {
  /** Null: nothing is left of it. */
  tree: Node | null;
  about: About;
  readonly name: RuleName;
  readonly at: Span;
  readonly memory: Memory;
  readonly said: Diagnostic[] = [];

  constructor(rule: Rule, memory: Memory) {
    this.tree = nodeOf(rule.when, new Set());
    this.about = rule.about;
    this.name = rule;
    this.at = rule.at;
    this.memory = memory;
  }

  get isRefused(): boolean {
    return this.said.some(isError);
  }

  say(diagnostic: Diagnostic): void {
    const key = ({ code, message, at }: Diagnostic) => `${code} ${message} ${at.start}`;
    if (!this.said.some((one) => key(one) === key(diagnostic))) this.said.push(diagnostic);
  }

  /** The items as they are now. */
  get items(): readonly Item[] {
    const items: Item[] = [];
    eachItem(this.tree, (item) => items.push(item));
    return items;
  }

  /**
   * Changes the items that a scope has.
   *
   * @param change what takes an item's place; null: nothing does; undefined: it stays as it is
   */
  change(scope: Scope, change: (item: Item) => Node | null | undefined): void {
    const walk = (node: Node): Node | null => {
      if (node.kind === 'item') {
        if (!scope.hasItem(node, this)) return node;
        const made = change(node);
        if (made === undefined) return node;
        return made && marked(made, scope.id);
      }
      if (node.kind === 'not') {
        const item = walk(node.item);
        return item && { ...node, item };
      }
      const items = node.items.map(walk).filter((item) => item !== null);
      return items.length === 0 ? null : { ...node, items };
    };
    this.tree = this.tree && walk(this.tree);
  }
}

/** With every item told that a step had a say in it. */
export function marked(node: Node, id: string | null): Node {
  if (id === null) return node;
  if (node.kind === 'item') return { ...node, applied: new Set([...node.applied, id]) };
  if (node.kind === 'not') return { ...node, item: marked(node.item, id) };
  return { ...node, items: node.items.map((item) => marked(item, id)) };
}
