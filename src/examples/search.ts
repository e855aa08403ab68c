import type { Event } from '../evaluate/event.ts';
import { type Literal, type Normal, opposite } from '../ir/normal.ts';
import type { Dice, Effort } from './dice.ts';
import { eventOf } from './event.ts';

/** A list that shares its end with others: what is left to do at a point where the ways part. */
type List<T> = { readonly head: T; readonly rest: List<T> } | null;

/** A point where some item of an `or` is chosen. */
interface Fork {
  readonly ways: readonly Normal[];
  next: number;
  readonly todo: List<Normal>;
  readonly open: List<Normal>;
  /** How many literals were chosen before. */
  readonly chosen: number;
}

/** What is looked for, and how. */
export interface Hunt {
  /** All of them are to be true. */
  readonly goals: readonly Normal[];
  /** Whether an event is one that is wanted. */
  readonly isWanted: (event: Event) => boolean;
  /** Ids of literals that are chosen first where there is a choice, or whose opposites are. */
  readonly first: ReadonlySet<number>;
  readonly dice: Dice;
  readonly effort: Effort;
}

/**
 * An event that all goals are true of; null where none was found with the effort that is allowed. Literals are
 * chosen until every goal is true, values are looked for that they hold of, and where there are none the last
 * choice that had to do with it is made anew.
 */
export class Search {
  private readonly hunt: Hunt;
  private readonly chosen: Literal[] = [];
  private readonly ids = new Set<number>();
  private readonly forks: Fork[] = [];
  private readonly touches = new Map<Normal, boolean>();

  constructor(hunt: Hunt) {
    this.hunt = hunt;
  }

  run(): Event | null {
    const { goals, effort, dice, isWanted } = this.hunt;
    let todo = goals.reduceRight<List<Normal>>((rest, head) => ({ head, rest }), null);
    let open: List<Normal> = null;
    for (;;) {
      const left = this.choose(todo, open);
      let next: Fork | null = null;
      if (left !== null) {
        if (left.fork) {
          this.forks.push(left.fork);
          next = this.take();
        } else {
          const event = eventOf(this.chosen, dice, effort);
          if (typeof event !== 'string' && isWanted(event)) return event;
          next = this.back(typeof event === 'string' ? event : null);
        }
      } else next = this.back(null);
      if (!next || !effort.spend(1)) return null;
      todo = { head: next.ways[next.next - 1]!, rest: next.todo };
      open = next.open;
    }
  }

  /** Chooses what there is no choice about; then where the ways part, if they do. Null: it can't be. */
  private choose(from: List<Normal>, waiting: List<Normal>): { fork: Fork | null } | null {
    let todo = from;
    let open = waiting;
    while (todo) {
      const { head, rest }: NonNullable<List<Normal>> = todo;
      todo = rest;
      if (head.kind === 'test') {
        if (this.ids.has(opposite(head.id))) return null;
        if (!this.ids.has(head.id)) {
          this.ids.add(head.id);
          this.chosen.push(head);
        }
      } else if (head.kind === 'and')
        for (const item of head.items) todo = { head: item, rest: todo };
      else open = { head, rest: open };
      if (!this.hunt.effort.spend(1)) return null;
    }
    while (open) {
      const { head, rest }: NonNullable<List<Normal>> = open;
      open = rest;
      const { items } = head as Exclude<Normal, Literal>;
      if (!this.hunt.effort.spend(items.length)) return null;
      if (items.some((item) => item.kind === 'test' && this.ids.has(item.id))) continue;
      const ways = items.filter((item) => item.kind !== 'test' || !this.ids.has(opposite(item.id)));
      if (ways.length === 0) return null;
      const ordered = this.ordered(ways);
      return { fork: { ways: ordered, next: 0, todo: null, open, chosen: this.chosen.length } };
    }
    return { fork: null };
  }

  /** Those first that have to do with what is to be chosen first. */
  private ordered(ways: readonly Normal[]): readonly Normal[] {
    if (ways.length === 1) return ways;
    const mixed = this.hunt.dice.shuffled(ways);
    return [
      ...mixed.filter((way) => this.isFirst(way)),
      ...mixed.filter((way) => !this.isFirst(way)),
    ];
  }

  private isFirst(way: Normal): boolean {
    const { first } = this.hunt;
    if (way.kind === 'test') return first.has(way.id) || first.has(opposite(way.id));
    let touches = this.touches.get(way);
    if (touches === undefined) {
      touches = way.items.some((item) => this.isFirst(item));
      this.touches.set(way, touches);
    }
    return touches;
  }

  /** The next way at the last fork, with what was chosen since forgotten. */
  private take(): Fork | null {
    for (let fork = this.forks.at(-1); fork; fork = this.forks.at(-1)) {
      this.forget(fork.chosen);
      if (fork.next < fork.ways.length) {
        fork.next++;
        return fork;
      }
      this.forks.pop();
    }
    return null;
  }

  /** Goes back: behind the last choice that had to do with the field, where one is to blame. */
  private back(field: string | null): Fork | null {
    if (field !== null) {
      const last = this.chosen.findLastIndex(({ atom }) => 'field' in atom && atom.field === field);
      while (last >= 0 && this.forks.length > 0 && this.forks.at(-1)!.chosen > last)
        this.forks.pop();
    }
    return this.take();
  }

  private forget(chosen: number): void {
    for (const { id } of this.chosen.splice(chosen)) this.ids.delete(id);
  }
}
