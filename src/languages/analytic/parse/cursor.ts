import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Dialect } from '../dialect.ts';
import * as messages from '../messages/index.ts';
import type { Range, Token } from '../token.ts';
import type { Node } from '../tree.ts';
import type { View } from '../view.ts';

export type Report = (diagnostic: Diagnostic) => void;

/** Deeper expressions are nobody's analytic, and would exhaust the stack of whoever walks them. */
const deepest = 60;

/** Reads an expression from where a cursor stands; null where nothing is left to be said. */
type Read = (cursor: Cursor) => Node | null;

/** A place among the tokens of an expression, and what is known of it there. */
export class Cursor {
  readonly tokens: readonly Token[];
  readonly dialect: Dialect;
  readonly view: View;
  readonly report: Report;
  /** Fields that are compared somewhere, to know one where its sign is lost. */
  readonly fields: ReadonlySet<string>;
  /** The field of the last comparison: a value of it that follows is another one. */
  lastField: string | null = null;
  isTooDeep = false;
  private next = 0;
  private depth: number;
  /** Values hold expressions, and expressions hold values. */
  private readonly read: Read;

  constructor(
    tokens: readonly Token[],
    dialect: Dialect,
    view: View,
    report: Report,
    read: Read,
    depth = 0,
  ) {
    this.tokens = tokens;
    this.dialect = dialect;
    this.view = view;
    this.report = report;
    this.read = read;
    this.depth = depth;
    this.fields = new Set(
      tokens.flatMap((token, i) => {
        const after = tokens[i + 1];
        const isField = after?.kind === 'sign' || (after && /^(?:like|in)$/.test(after.lower));
        return token.kind === 'word' && isField ? [token.text] : [];
      }),
    );
  }

  get here(): Token | undefined {
    return this.tokens[this.next];
  }

  /** Whether something stands here that is not the end of what is read. */
  get isOpen(): boolean {
    return this.here !== undefined && !isCloser(this.here);
  }

  ahead(count: number): Token | undefined {
    return this.tokens[this.next + count];
  }

  /** The token that was taken last. */
  get before(): Token | undefined {
    return this.tokens[this.next - 1];
  }

  take(): Token {
    return this.tokens[this.next++]!;
  }

  skip(count: number): void {
    this.next += count;
  }

  at(range: Range) {
    return this.view.at(range.from, range.to);
  }

  textOf({ from, to }: Range): string {
    return this.view.text.slice(from, to);
  }

  /** Leaves a token out that was taken. */
  drop(token: Range = this.take()): void {
    this.report(messages.dropped(this.textOf(token), this.at(token)));
  }

  expression(): Node | null {
    return this.read(this);
  }

  /** What stands inside something else, if that is not too deep. */
  deeper<T>(read: () => T): T | null {
    if (++this.depth > deepest) {
      this.isTooDeep = true;
      this.next = this.tokens.length;
      return null;
    }
    const found = read();
    this.depth--;
    return found;
  }

  /** The tokens up to the next comma, which are then behind us; null where none is before the bracket closes. */
  toComma(): Cursor | null {
    const stop = this.commaAhead();
    if (stop === null) return null;
    const { dialect, view, report, read, depth } = this;
    const tokens = this.tokens.slice(this.next, stop);
    this.next = stop;
    return new Cursor(tokens, dialect, view, report, read, depth);
  }

  /** Ends where a part of it was too deep. */
  behind({ isTooDeep }: Cursor): void {
    if (!isTooDeep) return;
    this.isTooDeep = true;
    this.next = this.tokens.length;
  }

  private commaAhead(): number | null {
    let depth = 0;
    for (let i = this.next; i < this.tokens.length; i++) {
      const token = this.tokens[i]!;
      if (token.kind === 'comma' && depth === 0) return i;
      if (token.kind !== 'bracket') continue;
      if (isCloser(token)) {
        if (depth-- === 0) return null;
      } else depth++;
    }
    return null;
  }
}

export const isCloser = ({ kind, text }: Token): boolean =>
  kind === 'bracket' && /[)\]}]/.test(text);
