import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import * as messages from './messages.ts';

/** Gives what `run` gives; null where that takes too long. */
export type Patience = <T>(run: () => T) => T | null;

/** What is noted while a pipeline is read, and while it is at work. */
export interface Watch {
  /** Whether what was read has regular expressions or templates of its user's. */
  mayLast: boolean;
  /** The step that it is at, or was last. */
  step: Span | null;
}

/** Of so many rules a pipeline may take too long; then it is left alone. */
const mostTooLong = 3;

/** How long a pipeline may be at work on a rule. */
export class Limits {
  private tooLong = 0;
  private readonly watch: Watch;
  private readonly patience: Patience;

  constructor(watch: Watch, patience: Patience) {
    this.watch = watch;
    this.patience = patience;
  }

  /**
   * What is made of a rule; or that it takes too long.
   *
   * @param mayLast where it can't, it is not watched, which takes a tenth of a millisecond
   * @param at the rule's place
   */
  within<T>(mayLast: boolean, at: Span, run: () => T): T | Diagnostic {
    if (!mayLast) return run();
    const isLeft = this.tooLong === mostTooLong;
    const made = isLeft ? null : this.patience(run);
    if (made === null && !isLeft) this.tooLong++;
    return made ?? messages.tooLong(this.watch.step ?? at, at, isLeft);
  }
}
