import { always, and, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { car } from './dialect.ts';
import { namesOf } from './fields.ts';
import { type Gathered, lower } from './lower/index.ts';
import * as messages from './messages/index.ts';
import { searchedIn } from './objects.ts';
import { readExpression } from './pipeline.ts';
import { Scope } from './scope.ts';
import { isOutput, startsStatement, statementsIn } from './statements.ts';
import { join, type Range, type Token } from './token.ts';

/*
 * CAR's pseudo-code (https://car.mitre.org): statements that name what a search finds, what a filter leaves
 * of it, and which of it is put out. What joins and groups make is not about one event: what they are
 * made of is found instead.
 */

interface Part {
  readonly expr: Expr;
  readonly range: Range;
  /** All events of a kind, before any filter. */
  readonly isBase: boolean;
  /** What they are found among: `Process:Create`. */
  readonly among: string | null;
  /** The object that this is about, if it is one. */
  readonly object: string | null;
}

export const lowerCar = (tokens: readonly Token[], to: Gathered): Expr =>
  new Reader(to).run(tokens);

class Reader {
  private readonly to: Gathered;
  private readonly parts = new Map<string, Part>();
  /** Names of what is made of many events: counts, averages. */
  private readonly made = new Scope();
  private readonly used = new Set<string>();
  private readonly outputs: Token[] = [];
  private unnamed = 0;

  constructor(to: Gathered) {
    this.to = to;
  }

  run(tokens: readonly Token[]): Expr {
    for (const statement of statementsIn(tokens, this.to.view)) this.statement(statement);
    const chosen = this.chosen();
    const among = new Map(
      chosen.map((part) => [searchedIn(part.among ?? '').categories?.join() ?? part.among, part]),
    );
    if (among.size > 1) {
      const names = [...among.values()].map((part) => part.among ?? 'every event');
      this.to.widen(messages.lookedTogether(names, this.at(chosen.at(-1)!.range)));
    }
    return or(chosen.map(({ expr }) => expr));
  }

  private at({ from, to }: Range) {
    return this.to.view.at(from, to);
  }

  private textOf({ from, to }: Range): string {
    return this.to.view.text.slice(from, to);
  }

  private statement(tokens: readonly Token[]): void {
    const [first, sign, third] = tokens;
    const range = join(first!, tokens.at(-1)!);
    if (isOutput(first!)) {
      this.outputs.push(...tokens.slice(1).filter(({ kind }) => kind === 'word'));
      this.to.report(messages.structure(this.textOf(range), this.at(range)));
      return;
    }
    const isNamed = first!.kind === 'word' && sign?.kind === 'sign' && startsStatement(tokens, 0);
    const name = isNamed ? first!.text : `part ${++this.unnamed}`;
    const [verb, rest] = isNamed ? [third!.lower, tokens.slice(3)] : ['', tokens];
    if (verb === 'search') this.search(name, rest, range);
    else if (verb === 'filter') this.filter(name, rest, range);
    else if (!isNamed && first!.lower === 'filter') this.filter(name, tokens.slice(1), range);
    else if (isNamed || (sign?.kind === 'sign' && this.namesAValue(tokens)))
      this.derived(
        isNamed ? name : first!.text,
        isNamed ? tokens.slice(2) : tokens.slice(2),
        range,
      );
    else {
      const about = { among: null, object: null, isBase: false };
      this.keep(name, this.lower(tokens, null), range, about);
    }
  }

  private namesAValue(tokens: readonly Token[]): boolean {
    return (
      tokens[1]?.text === '=' &&
      (this.unnamed > 1 || this.parts.size > 0 || tokens[2]?.text === '[')
    );
  }

  /** A name that is given twice, but not to what is made of the first, is given to both. */
  private keep(
    name: string,
    expr: Expr,
    range: Range,
    { among, object, isBase }: Pick<Part, 'among' | 'object' | 'isBase'>,
  ): void {
    const before = this.parts.get(name);
    const isOther = before && !before.isBase && !isBase && !this.used.has(name);
    if (isOther) this.to.report(messages.twice(name, this.at(range)));
    const whole = isOther ? or([before.expr, expr]) : expr;
    this.parts.set(name, { expr: whole, range, isBase, among, object });
    this.used.delete(name);
  }

  /** `x = search Process:Create`. */
  private search(name: string, tokens: readonly Token[], range: Range): void {
    const last = tokens.at(-1);
    const among = last ? this.textOf(join(tokens[0]!, last)).replace(/^\(|\)$/g, '') : '';
    const { object, categories } = searchedIn(among);
    this.to.sources.searched(among, categories);
    this.to.report(
      categories
        ? messages.whereToLook(this.textOf(range), this.at(range))
        : messages.noSource(among, this.at(range)),
    );
    this.keep(name, always, range, { among, object, isBase: true });
  }

  /** `filter processes where (...)`, `filter a, b where ...`, `filter processes (where ...)`. */
  private filter(name: string, tokens: readonly Token[], range: Range): void {
    const at = tokens.findIndex(({ lower, kind }) => kind === 'word' && lower === 'where');
    const source = tokens[0]?.kind === 'word' ? this.parts.get(tokens[0].text) : undefined;
    if (source) this.used.add(tokens[0]!.text);
    const isSql =
      tokens.some(({ lower }) => lower === 'join') && tokens.some(({ lower }) => lower === 'from');
    if (isSql) {
      this.derived(name, tokens, range);
      return;
    }
    const opening = tokens[at - 1]?.text === '(' ? [tokens[at - 1]!] : [];
    const isSourced = tokens[0]?.kind === 'word' && tokens[1]?.kind !== 'sign';
    const first = isSourced ? 1 : 0;
    const condition = at < 0 ? tokens.slice(first) : [...opening, ...tokens.slice(at + 1)];
    const head = tokens.slice(0, at < 0 ? first : at - opening.length);
    if (head.length > 0) {
      const headRange = join(head[0]!, head.at(-1)!);
      this.to.report(messages.structure(this.textOf(headRange), this.at(headRange)));
    }
    const { among = null, object = null } = source ?? {};
    const expr = this.lower(this.withoutGroups(condition), object);
    const whole = source ? and([source.expr, expr]) : expr;
    this.keep(name, whole, range, { among, object, isBase: false });
    this.nameIt(name, range);
  }

  /** The words before the condition are no part of it. */
  private nameIt(name: string, { from }: Range): void {
    const at = { from, to: from + name.length };
    if (!name.startsWith('part ')) this.to.report(messages.structure(name, this.at(at)));
  }

  /** Cuts off what counts events: `GROUP BY`, `REPEATS 5 TIMES`. */
  private withoutGroups(tokens: readonly Token[]): readonly Token[] {
    const at = tokens.findIndex(
      ({ lower, kind }, i) =>
        kind === 'word' &&
        ((/^(?:group|order)$/.test(lower) && tokens[i + 1]?.lower === 'by') ||
          /^(?:repeats|having)$/.test(lower)),
    );
    if (at < 0) return tokens;
    const end = tokens.findLastIndex(({ kind }) => kind !== 'bracket');
    const range = join(tokens[at]!, tokens[Math.max(at, end)]!);
    this.to.widen(messages.open('repeats', this.textOf(range), this.at(range)));
    return [...tokens.slice(0, at), ...tokens.slice(Math.max(at, end) + 1)];
  }

  /** What is made of other parts: any event of theirs. */
  private derived(name: string, tokens: readonly Token[], range: Range): void {
    const from = [...new Set(tokens.map(({ text }) => text.split('.')[0]!))].flatMap((word) => {
      const part = this.parts.get(word);
      if (part) this.used.add(word);
      return part && !part.isBase ? [part] : [];
    });
    this.made.set(name, { kind: 'made', by: tokens[0]?.text ?? name, at: range });
    if (from.length === 0) {
      this.to.report(messages.structure(this.textOf(range), this.at(range)));
      return;
    }
    const why = tokens.some(({ lower }) => lower === 'join') ? 'joined' : 'repeats';
    this.to.widen(messages.open(why, this.textOf(range), this.at(range)));
    const among = [...new Set(from.map((part) => part.among))];
    const [one = null] = among;
    const about = { among: among.length === 1 ? one : among.join(' '), object: null };
    this.keep(name, or(from.map(({ expr }) => expr)), range, { ...about, isBase: false });
  }

  private lower(tokens: readonly Token[], object: string | null): Expr {
    const named = tokens.map((token) => this.withoutPart(token));
    const node = readExpression(named, car, this.to);
    const scope = new Scope(this.made);
    for (const [written, field] of Object.entries(namesOf(object ?? '')))
      scope.set(written, { kind: 'field', name: field });
    return node ? lower(node, this.to, car, scope) : always;
  }

  /** `service.exe` is the field `exe` of what is called `service`. */
  private withoutPart(token: Token): Token {
    const dot = token.kind === 'word' ? token.text.indexOf('.') : -1;
    if (dot < 0 || !this.parts.has(token.text.slice(0, dot))) return token;
    const text = token.text.slice(dot + 1);
    return { ...token, text, lower: text.toLowerCase() };
  }

  /** What is put out; where nothing is said of that, what no other part is made of. */
  private chosen(): readonly Part[] {
    const named = this.outputs.flatMap((token) => {
      const part = this.parts.get(token.text);
      if (!part) this.to.report(messages.noOutput(token.text, this.at(token)));
      return part ? [part] : [];
    });
    if (named.length > 0) return named;
    const ends = [...this.parts].filter(([name]) => !this.used.has(name)).map(([, part]) => part);
    const filtered = ends.filter(({ isBase }) => !isBase);
    return filtered.length > 0 ? filtered : ends;
  }
}
