import { compile } from '../../evaluate/evaluate.ts';
import type { Event } from '../../evaluate/event.ts';
import { compileAll, type Matcher } from '../../evaluate/many/index.ts';
import type { Expr } from '../../ir/expr.ts';
import { inTime } from '../in-time.ts';

/** An event, where it stands, and its size in bytes. */
export interface Read {
  readonly event: Event;
  readonly file: number;
  readonly line: number;
  readonly size: number;
}

export interface Heard {
  /** The numbers of the expressions that are true of an event. */
  found(numbers: readonly number[], read: Read): void;
  /** An expression took too long for an event: it is not asked of this and of any later one. */
  givenUp(number: number, read: Read): void;
  /** An event holds more levels of objects than can be walked through. */
  tooDeep(read: Read): void;
}

/** For all of a batch, for an event of one that took longer, and for one expression: in milliseconds. */
const patience = { batch: 3_000, event: 2_000, expression: 1_000 };
const batchEvents = 256;
const batchBytes = 4 * 1024 * 1024;

/**
 * Many expressions held against events in their order, none of them for longer than a second: V8 tries a
 * regular expression in every way, which some on some texts have no end of. To watch the clock costs more
 * than to ask of an event, so they come in batches; only of one that takes long, each is looked at.
 */
export class Patient {
  private readonly exprs: readonly Expr[];
  private readonly heard: Heard;
  /** The numbers of the expressions that are still asked. */
  private asked: readonly number[];
  private matcher: Matcher;
  private batch: Read[] = [];
  private size = 0;

  constructor(exprs: readonly Expr[], heard: Heard) {
    this.exprs = exprs;
    this.heard = heard;
    this.asked = exprs.map((_, number) => number);
    this.matcher = compileAll(exprs);
  }

  take(read: Read): void {
    this.batch.push(read);
    this.size += read.size;
    if (this.batch.length >= batchEvents || this.size >= batchBytes) this.flush();
  }

  /** Asks of what was taken. */
  flush(): void {
    const { batch } = this;
    this.batch = [];
    this.size = 0;
    const all = within(patience.batch, () => batch.map(({ event }) => this.matcher(event)));
    if (typeof all === 'string') this.again();
    for (const [i, read] of batch.entries()) {
      const found = typeof all === 'string' ? this.oneEvent(read) : all[i]!;
      if (found.length > 0)
        this.heard.found(
          found.map((at) => this.asked[at]!),
          read,
        );
    }
  }

  private oneEvent(read: Read): readonly number[] {
    const found = within(patience.event, () => this.matcher(read.event));
    if (typeof found !== 'string') return found;
    if (found === 'too deep') {
      this.heard.tooDeep(read);
      this.again();
      return [];
    }
    const endless = new Set(
      this.asked.filter(
        (number) =>
          within(patience.expression, () => [+compile(this.exprs[number]!)(read.event)]) ===
          'too long',
      ),
    );
    for (const number of endless) this.heard.givenUp(number, read);
    this.asked = this.asked.filter((number) => !endless.has(number));
    this.again();
    return this.matcher(read.event);
  }

  /** One that was broken off knows something of an event, and something not. */
  private again(): void {
    this.matcher = compileAll(this.asked.map((number) => this.exprs[number]!));
  }
}

function within<T extends object>(milliseconds: number, run: () => T): T | 'too long' | 'too deep' {
  try {
    return inTime(milliseconds, run) ?? 'too long';
  } catch (error) {
    if (error instanceof RangeError) return 'too deep'; // no room on the stack
    throw error;
  }
}
