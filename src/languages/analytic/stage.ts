import type { Span } from '../../diagnostic/source.ts';
import type { Expr } from '../../ir/expr.ts';
import type { Dialect } from './dialect.ts';
import type { Gathered } from './lower/index.ts';
import type { Scope } from './scope.ts';
import type { Range, Token } from './token.ts';
import type { Node } from './tree.ts';

/** A command with what stands behind its name. */
export interface Stage {
  readonly name: string;
  readonly tokens: readonly Token[];
  readonly range: Range;
}

/** A pipeline at one of its commands: what the command may do to it. */
export interface Flow {
  readonly to: Gathered;
  /** What names mean behind the command. */
  scope: Scope;
  /** What names meant before it; one that is made of itself means what it was. */
  readonly scopeBefore: Scope;
  /** Events have to pass this expression. */
  filter(tokens: readonly Token[], dialect: Dialect): void;
  /** Events have to be this. */
  holds(expr: Expr): void;
  /** Events of another pipeline come to those that have passed so far. */
  append(tokens: readonly Token[]): void;
  /** A field's value is none of an event's own. */
  made(name: string, by: string, at: Range): void;
  parse(tokens: readonly Token[], dialect: Dialect): Node | null;
  at(range: Range): Span;
  textOf(range: Range): string;
}

/** What a command does to the events that come to it. */
export type Command = (flow: Flow, stage: Stage) => void;
