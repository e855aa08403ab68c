import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import { always, never } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import type { Settings } from '../../language.ts';
import type { Dialect } from '../dialect.ts';
import { type FieldName, fieldOf, nearestField } from '../fields.ts';
import * as messages from '../messages/index.ts';
import type { Binding, Scope } from '../scope.ts';
import type { Sources } from '../sources.ts';
import type { Range } from '../token.ts';
import type { Node, Text, Why, Word } from '../tree.ts';
import { sourceGapOf } from '../value.ts';
import type { View } from '../view.ts';

/** What the whole of an analytic gathers on its way into the IR. */
export interface Gathered {
  readonly view: View;
  readonly settings: Settings;
  readonly sources: Sources;
  report(diagnostic: Diagnostic): void;
  /** Why the expression is true of more events than the text means. */
  widen(diagnostic: Diagnostic): void;
  /** Atoms that may still be made, so that no `eval` of an `eval` grows without end. */
  budget: number;
}

/**
 * What an expression is true of.
 *
 * @param isNegative under a "not": what can't be told is then left out, so that the whole finds more, never less
 */
export type Truth = (context: Context, node: Node, isNegative: boolean) => Expr;

/** Where an expression stands: how it is read, what its names mean, and who is told of it. */
export class Context {
  readonly to: Gathered;
  readonly dialect: Dialect;
  readonly scope: Scope;
  /** Inside `lower()` the case of letters never counts. */
  private readonly isFolded: boolean;
  /** Tests hold expressions, as `if` does, and expressions hold tests. */
  private readonly truthOf: Truth;

  constructor(to: Gathered, dialect: Dialect, scope: Scope, truthOf: Truth, isFolded = false) {
    this.to = to;
    this.dialect = dialect;
    this.scope = scope;
    this.truthOf = truthOf;
    this.isFolded = isFolded;
  }

  truth(node: Node, isNegative: boolean): Expr {
    return this.truthOf(this, node, isNegative);
  }

  /** Inside `lower()` and `upper()`. */
  get folded(): Context {
    return new Context(this.to, this.dialect, this.scope, this.truthOf, true);
  }

  /** Conditions of `if` and `case` are where's, whoever asks what comes of them. */
  conditionsIn(scope: Scope): Context {
    const { dialect } = this;
    const id = dialect.id === 'car' ? dialect.id : 'where';
    return new Context(this.to, { ...dialect, id }, scope, this.truthOf);
  }

  /** In where and eval a test may be NULL, too. */
  get isThreeValued(): boolean {
    return this.dialect.id === 'where';
  }

  get isCased(): boolean {
    return this.isThreeValued && !this.isFolded;
  }

  at(range: Range): Span {
    return this.to.view.at(range.from, range.to);
  }

  textOf({ from, to }: Range): string {
    return this.to.view.text.slice(from, to);
  }

  field(name: string): FieldName {
    return fieldOf(name, this.dialect.id === 'car');
  }

  /** CAR's data model has no other names than its own, so one that is nearly one of them is that. */
  nameOf({ text, from, to }: Word | Text): string {
    const meant = this.dialect.id === 'car' ? nearestField(text) : null;
    if (meant === null) return text;
    this.to.report(messages.fieldName(text, meant, this.at({ from, to })));
    return meant;
  }

  /** A value that the user gave for a name that stands in its place. */
  given<T extends Word | Text>(value: T): T {
    const { values } = this.to.settings;
    const name = sourceGapOf(value.text) ?? value.text;
    const found = values.get(name);
    return found === undefined ? value : { ...value, text: found };
  }

  /** What can't be told of an event is left open. */
  open(why: Why, range: Range, isNegative: boolean): Expr {
    return this.widened(messages.open(why, this.textOf(range), this.at(range)), isNegative);
  }

  made(
    binding: Extract<Binding, { kind: 'made' }>,
    name: string,
    range: Range,
    isNegative: boolean,
  ): Expr {
    return this.widened(messages.made(name, binding.by, this.at(range)), isNegative);
  }

  widened(reason: Diagnostic, isNegative: boolean): Expr {
    this.to.widen(reason);
    return isNegative ? never : always;
  }

  /** Whether one more test may be made. */
  spend(range: Range): boolean {
    if (this.to.budget-- > 0) return true;
    if (this.to.budget === -1) this.to.report(messages.tooLarge(this.at(range)));
    return false;
  }
}
