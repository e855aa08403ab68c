import { always, and, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { car } from './dialect.ts';
import { type Gathered, lower } from './lower/index.ts';
import * as messages from './messages/index.ts';
import { readExpression } from './pipeline.ts';
import { Scope } from './scope.ts';
import { join, type Range, type Token } from './token.ts';

/*
 * CAR's pseudo-code (https://car.mitre.org): statements that name what a search finds, what a filter leaves
 * of it, and which of it is put out. What joins and groups make is not about one event: what they are
 * made of is found instead.
 */

/** What a statement begins with, behind its name. */
const verbs =
  /^(?:search|filter|join|group|from|select|count|average|standard_deviation|min|max|sum)$/;

/** Whether a text is pseudo-code, not a search. */
export function isCar(tokens: readonly Token[]): boolean {
  const isStatement = tokens.some(
    (token, i) => startsStatement(tokens, i) && token.lower !== 'output',
  );
  if (isStatement || tokens[0]?.lower === 'filter') return true;
  const isPiped = tokens.some(({ kind }) => kind === 'bar');
  return (
    !isPiped &&
    tokens.some(({ kind, text }) => kind === 'sign' && text === '==') &&
    !isSplunks(tokens)
  );
}

/** Fields that only a search of Splunk's has. */
const isSplunks = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ kind, lower }) => kind === 'word' && /^(?:source|sourcetype|index|eventcode)$/.test(lower),
  );

const startsStatement = (tokens: readonly Token[], i: number): boolean => {
  const [name, sign, verb] = tokens.slice(i, i + 3);
  if (name?.kind !== 'word') return false;
  if (name.lower === 'output') return tokens[i + 1]?.kind === 'word';
  if (sign?.kind !== 'sign' || !/^==?$/.test(sign.text)) return false;
  return verb?.kind === 'word' && verbs.test(verb.lower) && tokens[i + 3]?.kind !== 'sign';
};

interface Part {
  readonly expr: Expr;
  readonly range: Range;
  /** All events of a kind, before any filter. */
  readonly isBase: boolean;
}

export const lowerCar = (tokens: readonly Token[], to: Gathered): Expr =>
  new Reader(to).run(tokens);

class Reader {
  private readonly to: Gathered;
  private readonly parts = new Map<string, Part>();
  private readonly used = new Set<string>();
  private readonly outputs: Token[] = [];
  private unnamed = 0;

  constructor(to: Gathered) {
    this.to = to;
  }

  run(tokens: readonly Token[]): Expr {
    for (const statement of this.statements(tokens)) this.statement(statement);
    return or(this.chosen().map(({ expr }) => expr));
  }

  private at({ from, to }: Range) {
    return this.to.view.at(from, to);
  }

  private textOf({ from, to }: Range): string {
    return this.to.view.text.slice(from, to);
  }

  /** A statement begins where another is named, or at a line that gives a name to a value. */
  private statements(tokens: readonly Token[]): Token[][] {
    const all: Token[][] = [];
    let depth = 0;
    tokens.forEach((token, i) => {
      if (token.kind === 'bracket') depth += /[([{]/.test(token.text) ? 1 : -1;
      const isStart = startsStatement(tokens, i) || (depth <= 0 && this.namesValue(tokens, i));
      if (all.length === 0 || isStart) {
        all.push([]);
        depth = token.kind === 'bracket' && /[([{]/.test(token.text) ? 1 : 0;
      }
      all.at(-1)!.push(token);
    });
    return all;
  }

  private namesValue(tokens: readonly Token[], i: number): boolean {
    const [before, name, sign, value] = [tokens[i - 1], tokens[i], tokens[i + 1], tokens[i + 2]];
    if (!before || name?.kind !== 'word' || sign?.text !== '=' || !value) return false;
    if (!this.to.view.text.slice(before.to, name.from).includes('\n')) return false;
    if (
      /^(?:and|or|not|where)$/.test(before.lower) ||
      before.kind === 'comma' ||
      before.kind === 'sign'
    )
      return false;
    const isDotted = name.text.includes('.') && value.text.includes('.') && value.kind === 'word';
    return (
      isDotted ||
      value.text === '[' ||
      /^(?:select|[\d.]+)$/i.test(value.text) ||
      /^[a-z]+_/.test(value.text)
    );
  }

  private statement(tokens: readonly Token[]): void {
    const [first, sign, third] = tokens;
    const range = join(first!, tokens.at(-1)!);
    if (first!.lower === 'output') {
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
    else this.keep(name, this.lower(tokens), range);
  }

  private namesAValue(tokens: readonly Token[]): boolean {
    return (
      tokens[1]?.text === '=' &&
      (this.unnamed > 1 || this.parts.size > 0 || tokens[2]?.text === '[')
    );
  }

  /** A name that is given twice, but not to what is made of the first, is given to both. */
  private keep(name: string, expr: Expr, range: Range, isBase = false): void {
    const before = this.parts.get(name);
    const isOther = before && !before.isBase && !isBase && !this.used.has(name);
    if (isOther) this.to.report(messages.twice(name, this.at(range)));
    this.parts.set(name, { expr: isOther ? or([before.expr, expr]) : expr, range, isBase });
    this.used.delete(name);
  }

  /** `x = search Process:Create`. */
  private search(name: string, tokens: readonly Token[], range: Range): void {
    const last = tokens.at(-1);
    const object = last ? this.textOf(join(tokens[0]!, last)) : '';
    if (this.to.sources.object(object))
      this.to.report(messages.whereToLook(this.textOf(range), this.at(range)));
    else {
      this.to.sources.other(object);
      this.to.report(messages.noSource(object, this.at(range)));
    }
    this.keep(name, always, range, true);
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
    const expr = this.lower(this.withoutGroups(condition));
    this.keep(name, source ? and([source.expr, expr]) : expr, range);
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
    if (from.length === 0) {
      this.to.report(messages.structure(this.textOf(range), this.at(range)));
      return;
    }
    const why = tokens.some(({ lower }) => lower === 'join') ? 'joined' : 'repeats';
    this.to.widen(messages.open(why, this.textOf(range), this.at(range)));
    this.keep(name, or(from.map(({ expr }) => expr)), range);
  }

  private lower(tokens: readonly Token[]): Expr {
    const named = tokens.map((token) => this.withoutPart(token));
    const node = readExpression(named, car, this.to);
    return node ? lower(node, this.to, car, new Scope()) : always;
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
