import type { Atom, Expr } from '../../ir/expr.ts';
import { fold } from '../../ir/fold.ts';
import { print } from '../../ir/print.ts';
import { compileAtom } from '../evaluate.ts';
import type { Event } from '../event.ts';
import { needs, signOf } from './signs.ts';
import { Watch } from './watch.ts';

/** The numbers of the expressions that are true of an event, from 0, in no order. */
export type Matcher = (event: Event) => readonly number[];

/**
 * Many expressions held against one event after the other. They mean what `compile` says; but an event
 * is walked through once for all, and asked only of those expressions that have one of their signs in
 * it. A test that several have is asked once.
 */
export function compileAll(exprs: readonly Expr[]): Matcher {
  const watch = new Watch();
  const tests = new Tests(watch);
  const predicates = exprs.map((expr) =>
    fold<() => boolean>(expr, {
      and: (items) => () => {
        for (const item of items) if (!item()) return false;
        return true;
      },
      or: (items) => () => {
        for (const item of items) if (item()) return true;
        return false;
      },
      not: (item) => () => !item(),
      atom: (atom) => tests.of(atom),
    }),
  );
  const always: number[] = [];
  const wakes: number[][] = [];
  exprs.forEach((expr, number) => {
    const signs = needs(expr);
    if (!signs) always.push(number);
    else
      for (const sign of signs) {
        const id = watch.sign(sign);
        wakes[id] ??= [];
        wakes[id].push(number);
      }
  });
  const askedIn = exprs.map(() => 0);
  let now = 0;
  return (event) => {
    now++;
    const found: number[] = [];
    const seen = watch.look(event);
    tests.forget();
    for (const number of always) if (predicates[number]!()) found.push(number);

    for (const id of seen)
      for (const number of wakes[id] ?? []) {
        if (askedIn[number] === now) continue;
        askedIn[number] = now;
        if (predicates[number]!()) found.push(number);
      }
    return found;
  };
}

/** The tests of all expressions, each asked once of an event. */
class Tests {
  private readonly watch: Watch;
  private readonly known = new Map<string, () => boolean>();
  private now = 0;

  constructor(watch: Watch) {
    this.watch = watch;
  }

  of(atom: Atom): () => boolean {
    const key = print(atom);
    let test = this.known.get(key);
    if (!test) {
      test = this.make(atom);
      this.known.set(key, test);
    }
    return test;
  }

  /** What is known is of the last event. */
  forget(): void {
    this.now++;
  }

  private make(atom: Atom): () => boolean {
    const { watch } = this;
    const sign = signOf(atom);
    if (sign) {
      const id = watch.sign(sign);
      return () => watch.sees(id);
    }
    if (atom.kind === 'keyword') watch.keepValues();
    const test = compileAtom(atom, watch);
    let askedIn = 0;
    let answer = false;
    return () => {
      if (askedIn === this.now) return answer;
      askedIn = this.now;
      answer = test(watch);
      return answer;
    };
  }
}
