import { always, and, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { pairBrackets } from './brackets.ts';
import { commandOf, knownCommands } from './commands.ts';
import { type Dialect, search } from './dialect.ts';
import { type Gathered, lower } from './lower/index.ts';
import * as messages from './messages/index.ts';
import { differsByOne } from './near.ts';
import { parseExpression } from './parse/index.ts';
import { Scope } from './scope.ts';
import type { Command, Flow } from './stage.ts';
import { join, type Range, type Token } from './token.ts';
import type { Node } from './tree.ts';

/** More commands than this are no analytic. */
const most = 200;

/**
 * A search and the commands behind it. The filters among them, wherever they stand, are what the events
 * have to be; what the others do to the events and to their fields is kept for the filters behind them.
 */
export function lowerPipeline(tokens: readonly Token[], to: Gathered, depth = 0): Expr {
  return new Pipeline(to, depth).run(tokens);
}

class Pipeline implements Flow {
  readonly to: Gathered;
  private readonly depth: number;
  private filters: Expr[] = [];
  scope = new Scope();
  /** What names meant before the command that is at work; one that is made of itself means what it was. */
  scopeBefore = this.scope;

  constructor(to: Gathered, depth: number) {
    this.to = to;
    this.depth = depth;
  }

  run(tokens: readonly Token[]): Expr {
    const stages = stagesOf(tokens);
    if (stages.length > most) {
      const last = stages.at(-1)!.at(-1) ?? tokens.at(-1)!;
      this.to.report(messages.tooManyCommands(most, this.to.view.at(last.from, last.to)));
      return always;
    }
    stages.forEach((stage, i) => {
      if (stage.length > 0) this.stage(stage, i === 0);
    });
    return and(this.filters);
  }

  /** Events that pass these filters, besides those that passed the ones before. */
  append(tokens: readonly Token[]): void {
    if (this.depth > 3) return;
    const other = lowerPipeline(tokens, this.to, this.depth + 1);
    this.filters = [or([and(this.filters), other])];
  }

  at({ from, to }: Range) {
    return this.to.view.at(from, to);
  }

  textOf({ from, to }: Range): string {
    return this.to.view.text.slice(from, to);
  }

  /** What of a field's value can't be told of one event. */
  made(name: string, by: string, at: Range): void {
    this.scope.set(name, { kind: 'made', by, at });
  }

  filter(tokens: readonly Token[], dialect: Dialect): void {
    const node = this.parse(tokens, dialect);
    if (node) this.filters.push(lower(node, this.to, dialect, this.scope));
  }

  holds(expr: Expr): void {
    this.filters.push(expr);
  }

  parse(tokens: readonly Token[], dialect: Dialect): Node | null {
    return readExpression(tokens, dialect, this.to);
  }

  private stage(tokens: readonly Token[], isFirst: boolean): void {
    const [first] = tokens;
    const range = join(first!, tokens.at(-1)!);
    if (first!.kind === 'macro' && tokens.length === 1) {
      this.to.widen(messages.open('macro', first!.text, this.at(range)));
      return;
    }
    const { command, name } = this.commandOf(tokens, isFirst);
    if (!command) {
      this.filter(tokens, search);
      return;
    }
    this.scopeBefore = this.scope;
    this.scope = new Scope(this.scope);
    command(this, { name, tokens: tokens.slice(1), range });
  }

  /** The command of a stage; null where it is a search without its name. */
  private commandOf(
    tokens: readonly Token[],
    isFirst: boolean,
  ): { command: Command | null; name: string } {
    const [first, second] = tokens;
    const none = { command: null, name: 'search' };
    if (first!.kind !== 'word' || second?.kind === 'sign') {
      if (!isFirst) this.to.report(messages.lostSearch(first!.text, this.at(first!)));
      return none;
    }
    const found = commandOf(first!.lower);
    if (found && (!isFirst || first!.lower === 'search' || !isOnlyWord(first!.lower)))
      return { command: found, name: first!.lower };
    if (isFirst) return none;
    const meant = closestCommand(first!.lower);
    if (meant) {
      this.to.report(messages.command(first!.text, meant, this.at(first!)));
      return { command: commandOf(meant)!, name: meant };
    }
    const range = join(first!, tokens.at(-1)!);
    this.to.report(messages.unknownCommand(first!.text, knownCommands, this.at(range)));
    return { command: () => {}, name: first!.lower };
  }
}

/** Words that are commands only behind a bar. */
const isOnlyWord = (lower: string): boolean =>
  !/^(?:tstats|search|from|inputlookup|makeresults|datamodel|mstats|where|eval)$/.test(lower);

function closestCommand(lower: string): string | undefined {
  if (lower.length < 4) return undefined;
  return knownCommands.find(
    (name) => Math.abs(name.length - lower.length) <= 1 && differsByOne(name, lower),
  );
}

/** The expression of tokens, with its brackets mended. */
export function readExpression(
  tokens: readonly Token[],
  dialect: Dialect,
  to: Gathered,
): Node | null {
  if (tokens.length === 0) return null;
  const { view } = to;
  const report = to.report.bind(to);
  const paired = pairBrackets(tokens, dialect, view, report);
  const { node, isTooDeep } = parseExpression(paired, dialect, view, report);
  if (isTooDeep) {
    const range = join(tokens[0]!, tokens.at(-1)!);
    to.report(messages.tooDeep(view.at(range.from, range.to)));
  }
  return node;
}

/** Commands stand between bars; those of a search in brackets are its own. */
function stagesOf(tokens: readonly Token[]): Token[][] {
  const stages: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'bracket' && token.text === '[') depth++;
    if (token.kind === 'bracket' && token.text === ']') depth = Math.max(0, depth - 1);
    if (token.kind === 'bar' && depth === 0) stages.push([]);
    else stages.at(-1)!.push(token);
  }
  return stages;
}
