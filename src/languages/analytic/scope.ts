import type { Range } from './token.ts';
import type { Node } from './tree.ts';

/** What a name stands for behind the commands of a pipeline. */
export type Binding =
  /** The event's own field. */
  | { readonly kind: 'field'; readonly name: string }
  /** What an `eval` makes of the fields before it. */
  | { readonly kind: 'value'; readonly node: Node; readonly scope: Scope }
  /** What no event tells by itself: a count, a lookup's answer, a part that `rex` cuts out. */
  | { readonly kind: 'made'; readonly by: string; readonly at: Range };

/** The names at one place of a pipeline. */
export class Scope {
  private readonly own = new Map<string, Binding>();
  private readonly outer: Scope | null;
  /** What took all other names away, as `stats` does; null where the event's fields are still there. */
  readonly closedBy: string | null;

  constructor(outer: Scope | null = null, closedBy: string | null = outer?.closedBy ?? null) {
    this.outer = outer;
    this.closedBy = closedBy;
  }

  set(name: string, binding: Binding): this {
    this.own.set(name, binding);
    return this;
  }

  get(name: string): Binding | undefined {
    let scope: Scope | null = this;
    while (scope) {
      const found = scope.own.get(name);
      if (found) return found;
      scope = scope.outer;
    }
    return undefined;
  }

  /** A scope in which only these names are left. */
  closed(by: string, names: readonly string[]): Scope {
    const scope = new Scope(null, by);
    for (const name of names) scope.set(name, this.get(name) ?? { kind: 'field', name });
    return scope;
  }
}
