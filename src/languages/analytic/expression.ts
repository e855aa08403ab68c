import { closest } from '../../diagnostic/closest.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { climb } from '../kit/precedence.ts';
import type { Dialect } from './dialect.ts';
import * as messages from './messages/index.ts';
import { join, type Range, type Token } from './token.ts';
import type { Node, Relation, Sign, Text, Word } from './tree.ts';
import type { View } from './view.ts';

type Report = (diagnostic: Diagnostic) => void;

/** Deeper expressions are nobody's analytic, and would exhaust the stack of whoever walks them. */
const deepest = 60;

export interface Parsed {
  /** Null where nothing is left to be said. */
  readonly node: Node | null;
  readonly isTooDeep: boolean;
}

/** The expression of tokens whose brackets are in pairs. What is missing or too much is mended, and told. */
export function parseExpression(
  tokens: readonly Token[],
  dialect: Dialect,
  view: View,
  report: Report,
): Parsed {
  return new Parser(tokens, dialect, view, report).run();
}

/** Words that stand between a field and what it is held against. */
const relations: Readonly<Record<string, Relation['how']>> = {
  like: 'like',
  ilike: 'like',
  in: 'in',
  regexp: 'regex',
  rlike: 'regex',
  regex: 'regex',
  match: 'regex',
  matches: 'regex',
  contains: 'contains',
  contain: 'contains',
  includes: 'contains',
  include: 'contains',
  startswith: 'startswith',
  endswith: 'endswith',
  cidrmatch: 'cidr',
  is: 'null',
};

const isArithmetic = ({ kind, text }: Token): boolean => kind === 'word' && /^[-+*/%.]$/.test(text);

class Parser {
  private next = 0;
  private depth = 0;
  private isTooDeep = false;
  /** The field of the last `=`, and whether a value behind it would be a second one. */
  private lastField: string | null = null;
  private readonly tokens: readonly Token[];
  private readonly dialect: Dialect;
  private readonly view: View;
  private readonly report: Report;
  /** Fields that are compared somewhere, to know one where its sign is lost. */
  private readonly fields: ReadonlySet<string>;

  constructor(tokens: readonly Token[], dialect: Dialect, view: View, report: Report) {
    this.tokens = tokens;
    this.dialect = dialect;
    this.view = view;
    this.report = report;
    this.fields = new Set(
      tokens.flatMap((token, i) => {
        const after = tokens[i + 1];
        const isField = after?.kind === 'sign' || (after && /^(?:like|in)$/.test(after.lower));
        return token.kind === 'word' && isField ? [token.text] : [];
      }),
    );
  }

  run(): Parsed {
    const parts: (Node | null)[] = [];
    while (this.here) {
      if (isCloser(this.here)) this.drop(this.take());
      else parts.push(this.expression());
    }
    return { node: this.isTooDeep ? null : joinAs('and')(parts), isTooDeep: this.isTooDeep };
  }

  private get here(): Token | undefined {
    return this.tokens[this.next];
  }

  private ahead(count: number): Token | undefined {
    return this.tokens[this.next + count];
  }

  private take(): Token {
    return this.tokens[this.next++]!;
  }

  private at(range: Range) {
    return this.view.at(range.from, range.to);
  }

  private drop(token: Range): void {
    this.report(messages.dropped(this.textOf(token), this.at(token)));
  }

  private textOf({ from, to }: Range): string {
    return this.view.text.slice(from, to);
  }

  private expression(): Node | null {
    this.skipOperators();
    return climb<Node | null>(
      () => this.operand(),
      (least) => this.operator(least),
      1,
    );
  }

  /** Operators that stand where an operand should. */
  private skipOperators(): void {
    while (this.here && this.operatorOf(this.here)) this.drop(this.take());
  }

  /** What joins the operand before with the next, if it binds at least that tight. */
  private operator(least: number) {
    for (;;) {
      const { here } = this;
      if (!here || isCloser(here)) return null;
      const named = this.operatorOf(here);
      if (named) {
        const after = this.ahead(1);
        if (!after || isCloser(after) || this.operatorOf(after)) {
          this.drop(this.take());
          continue;
        }
        const binding = this.dialect[named];
        if (binding < least) return null;
        this.take();
        if (
          here.text !== named.toUpperCase() &&
          (this.dialect.id === 'search' || here.lower !== named)
        )
          this.report(messages.operatorCase(here.text, named.toUpperCase(), this.at(here)));
        return { binding, join: joinAs(named) };
      }
      if (here.kind === 'comma' || here.kind === 'end') {
        this.drop(this.take());
        continue;
      }
      const kind = this.missing(here);
      const binding = this.dialect[kind];
      if (binding < least) return null;
      if (this.dialect.needsOperator) {
        const place = this.view.at(here.from, here.to);
        this.report(
          messages.missingOperator(kind.toUpperCase(), this.textOf(here), kind === 'or', place),
        );
      }
      return { binding, join: joinAs(kind) };
    }
  }

  /** What is meant where no operator stands: one field can't be two things, so that is an "or". */
  private missing(here: Token): 'and' | 'or' {
    if (!this.dialect.needsOperator) return 'and';
    const sign = this.ahead(1);
    const isSame = here.text === this.lastField && sign?.kind === 'sign' && /^==?$/.test(sign.text);
    return isSame ? 'or' : 'and';
  }

  /** The operator that a word is, or is but for one letter where there has to be one. */
  private operatorOf({ kind, text, lower }: Token): 'and' | 'or' | null {
    if (kind !== 'word') return null;
    if (lower === 'and' || lower === 'or') return lower;
    if (text === '&&') return 'and';
    if (!this.dialect.needsOperator || !/^[A-Z]{2,4}$/.test(text)) return null;
    const near = closest(text, ['AND', 'OR']);
    return near === 'AND' ? 'and' : near === 'OR' ? 'or' : null;
  }

  private operand(): Node | null {
    this.skipOperators();
    const { here } = this;
    if (!here || isCloser(here)) return null;
    if (here.lower === 'not' || here.text === '!') {
      const isField = this.ahead(1)?.kind === 'sign';
      if (!isField) return this.negation();
    }
    if (
      here.kind === 'sign' ||
      here.kind === 'comma' ||
      here.kind === 'end' ||
      here.kind === 'bar'
    ) {
      this.drop(this.take());
      return this.here && !isCloser(this.here) ? this.operand() : null;
    }
    return this.test();
  }

  private negation(): Node | null {
    const not = this.take();
    if (this.dialect.id === 'search' && not.text !== 'NOT')
      this.report(messages.operatorCase(not.text, 'NOT', this.at(not)));
    const item = this.deeper(() => this.operand());
    if (!item) {
      this.drop(not);
      return null;
    }
    return { kind: 'not', item, ...join(not, item) };
  }

  private deeper(read: () => Node | null): Node | null {
    if (++this.depth > deepest) {
      this.isTooDeep = true;
      this.next = this.tokens.length;
      return null;
    }
    const node = read();
    this.depth--;
    return node;
  }

  /** A value, and what it is held against if something follows. */
  private test(): Node | null {
    const left = this.value();
    if (!left) return null;
    const { here } = this;
    if (here?.kind === 'sign') return this.comparison(left);
    const relation = this.relation(left);
    if (relation) return relation;
    return this.lostSign(left);
  }

  private comparison(first: Node): Node {
    const parts: Node[] = [];
    let left = first;
    while (this.here?.kind === 'sign') {
      const written = this.take();
      const sign = signOf(written.text);
      if (this.dialect.id === 'search') this.signMends(written, sign);
      while (this.here?.kind === 'sign') this.drop(this.take());
      const right = this.here && !isCloser(this.here) ? this.rightSide() : null;
      if (!right) {
        const range = join(left, written);
        this.report(messages.noValue(this.textOf(range), this.at(range)));
        parts.push({ kind: 'unknown', why: 'broken', ...range });
        break;
      }
      parts.push({ kind: 'compare', left, sign, right, ...join(left, right) });
      if (left.kind === 'word') this.lastField = left.text;
      left = right;
    }
    return parts.length === 1
      ? parts[0]!
      : { kind: 'and', items: parts, ...join(first, parts.at(-1)!) };
  }

  private signMends(written: Token, sign: Sign): void {
    if (written.text === '==' || written.text === '=~' || written.text === '<>')
      this.report(messages.sign(written.text, sign, this.at(written)));
    const { text } = this.view;
    const range = { from: written.from, to: written.to };
    while (/[ \t]/.test(text[range.from - 1] ?? '')) range.from--;
    while (/[ \t]/.test(text[range.to] ?? '')) range.to++;
    if (range.to - range.from > written.to - written.from && (sign === '=' || sign === '!='))
      this.report(messages.spaces(text.slice(range.from, range.to), sign, this.at(range)));
  }

  /** What stands behind a sign. Several values in brackets are any of them. */
  private rightSide(): Node | null {
    const { here } = this;
    if (here?.kind === 'bracket' && this.dialect.id !== 'where') return this.group(true);
    const value = this.value(true);
    if (value?.kind === 'word' && this.dialect.id === 'car') return this.bareText(value);
    return value;
  }

  /** Words behind a sign that have lost their quotes: all up to the next operator. */
  private bareText(first: Word): Node {
    let last: Range = first;
    while (this.here?.kind === 'word' && !this.operatorOf(this.here)) {
      const after = this.ahead(1);
      if (after?.kind === 'sign' || (after && after.lower in relations)) break;
      last = this.take();
    }
    if (last === first) return first;
    const range = join(first, last);
    const text = this.textOf(range);
    this.report(messages.lostQuotes(text, this.at(range)));
    return { kind: 'word', text, ...range };
  }

  private relation(left: Node): Node | null {
    let count = 0;
    const first = this.ahead(count);
    if (first?.kind !== 'word') return null;
    if (/^(?:does|do|did|is)$/.test(first.lower) && this.ahead(1)?.lower === 'not') count += 1;
    const negated = this.ahead(count)?.lower === 'not';
    if (negated) count++;
    const word = this.ahead(count);
    if (word?.lower === 'between' && this.dialect.id !== 'search') return this.between(left, count);
    const how = word?.kind === 'word' ? relations[word.lower] : undefined;
    if (!word || !how) return this.isNull(left, first, negated, count);
    const after = this.ahead(count + 1);
    const isFollowed =
      after &&
      (after.kind === 'string' || after.kind === 'word' || after.kind === 'bracket') &&
      !isCloser(after);
    if (!isFollowed) return null;
    // in a search, these are words to look for unless they are written as operators are
    if (
      this.dialect.id === 'search' &&
      word.text !== word.text.toUpperCase() &&
      word.lower !== 'in'
    )
      return null;
    if (how === 'null') return this.isNull(left, first, negated, count);
    this.next += count + 1;
    if (this.dialect.id === 'search' && how !== 'in')
      this.report(
        messages.foreignRelation(this.textOf(join(left, word)), this.at(join(left, word))),
      );
    // "includes one of [...]"
    while (/^(?:one|any|of)$/.test(this.here?.lower ?? '') && this.here?.kind === 'word')
      this.take();
    const right = this.values();
    if (right.length === 0) {
      const range = join(left, word);
      this.report(messages.noValue(this.textOf(range), this.at(range)));
      return { kind: 'unknown', why: 'broken', ...range };
    }
    const end = this.tokens[this.next - 1]!;
    return {
      kind: 'relation',
      how,
      left,
      right,
      negated,
      from: left.from,
      to: Math.max(end.to, left.to),
    };
  }

  /** `is null`, `is not null`. */
  private isNull(left: Node, first: Token, negated: boolean, count: number): Node | null {
    if (first.lower !== 'is') return null;
    const at = negated ? count : 1;
    const isNegated = this.ahead(1)?.lower === 'not';
    const end = this.ahead(isNegated ? 2 : at);
    if (end?.lower !== 'null') return null;
    this.next += isNegated ? 3 : at + 1;
    return {
      kind: 'relation',
      how: 'null',
      left,
      right: [],
      negated: isNegated,
      ...join(left, end),
    };
  }

  /** `a between 1 and 3`. */
  private between(left: Node, count: number): Node | null {
    const [negated, word] = [count > 0, this.ahead(count)!];
    this.next += count + 1;
    const low = this.value();
    if (this.here?.lower === 'and') this.take();
    const high = low && this.value();
    if (!low || !high) {
      const range = join(left, word);
      this.report(messages.noValue(this.textOf(range), this.at(range)));
      return { kind: 'unknown', why: 'broken', ...range };
    }
    const range = join(left, high);
    const items: Node[] = [
      { kind: 'compare', left, sign: '>=', right: low, ...range },
      { kind: 'compare', left, sign: '<=', right: high, ...range },
    ];
    const both: Node = { kind: 'and', items, ...range };
    return negated ? { kind: 'not', item: both, ...range } : both;
  }

  /** The values behind IN and its kin: a list in brackets, or one. */
  private values(): readonly Node[] {
    const { here } = this;
    if (here?.kind !== 'bracket' || isCloser(here)) {
      const value = this.value(true);
      return value ? [value] : [];
    }
    return this.list(this.take());
  }

  /** Values up to the bracket that closes them. Operators between them are no more than commas. */
  private list(open: Token): Node[] {
    const values: Node[] = [];
    while (this.here && !isCloser(this.here)) {
      const token = this.here;
      if (token.kind === 'comma' || token.kind === 'end') this.take();
      else if (token.lower === 'or' && token.kind === 'word') {
        this.report(messages.listOperator(token.text, this.at(token)));
        this.take();
      } else if (token.kind === 'string' || (token.kind === 'word' && token.lower !== 'and')) {
        const value = this.value(true);
        if (value) values.push(value);
      } else break;
    }
    if (this.here && isCloser(this.here)) this.take();
    else {
      // `IN ("*a*" AND b IN ("c"))`: the list ended before
      const end = this.tokens[this.next - 1] ?? open;
      this.report(messages.listEnd(this.textOf(end), this.at(end)));
    }
    return values;
  }

  private value(isBehindSign = false): Node | null {
    const { here } = this;
    if (!here || isCloser(here)) return null;
    let node = this.primary(isBehindSign);
    if (!node || this.dialect.id === 'search') return node;
    // a sum: what it comes to can't be told of the event's fields
    while (
      this.here &&
      (isArithmetic(this.here) || /^[-+]\d/.test(this.here.text)) &&
      this.here.kind === 'word'
    ) {
      const sign = this.here;
      const after = this.ahead(1);
      if (isBehindSign && this.dialect.id === 'car' && sign.text === '*') break;
      if (isArithmetic(sign) && (!after || isCloser(after) || after.kind === 'sign')) break;
      this.take();
      let next: Range | null = isArithmetic(sign) ? this.primary(false) : null;
      if (/^(?:second|minute|hour|day|week|month)s?$/.test(this.here?.lower ?? ''))
        next = this.take();
      node = { kind: 'unknown', why: 'computed', ...join(node, next ?? sign) };
    }
    return node;
  }

  private primary(isBehindSign: boolean): Node | null {
    const token = this.here;
    if (!token || isCloser(token)) return null;
    if (token.kind === 'bracket') return this.group(isBehindSign);
    if (token.kind === 'macro') {
      this.take();
      return { kind: 'unknown', why: 'macro', ...range(token) };
    }
    if (token.kind === 'string') {
      this.take();
      return textOf(token);
    }
    if (token.kind !== 'word') return null;
    const after = this.ahead(1);
    if (after?.kind === 'bracket' && after.text === '(' && after.isJoined && this.isFunction(token))
      return this.call();
    this.take();
    if (
      this.dialect.id === 'where' &&
      /^[\w.]+(?:[-+*/%][\w.]+)+$/.test(token.text) &&
      !/^[\d.-]+$/.test(token.text)
    )
      return { kind: 'unknown', why: 'computed', ...range(token) };
    return { kind: 'word', text: token.text, ...range(token) };
  }

  private isFunction({ text, lower }: Token): boolean {
    if (!/^[A-Za-z_][\w.]*$/.test(text) || lower === 'not' || lower === 'and' || lower === 'or')
      return false;
    if (lower in relations && !['match', 'like', 'in', 'cidrmatch'].includes(lower)) return false;
    return this.dialect.id !== 'search' || functions.has(lower);
  }

  private call(): Node {
    const name = this.take();
    this.take();
    const args: Node[] = [];
    let end: Range = name;
    this.deeper(() => {
      while (this.here && !isCloser(this.here)) {
        if (this.here.kind === 'comma') {
          this.take();
          continue;
        }
        const from = this.next;
        const arg = this.argument();
        if (arg) args.push(arg);
        if (this.next === from) this.drop(this.take());
      }
      if (this.here) end = this.take();
      return null;
    });
    return { kind: 'call', name: name.lower, args, ...join(name, end) };
  }

  /** An argument ends at a comma, which an expression would pass over. */
  private argument(): Node | null {
    const stop = this.commaBefore();
    if (stop === null) return this.expression();
    const inner = new Parser(
      this.tokens.slice(this.next, stop),
      this.dialect,
      this.view,
      this.report,
    );
    inner.depth = this.depth;
    const { node, isTooDeep } = inner.run();
    this.next = isTooDeep ? this.tokens.length : stop;
    this.isTooDeep ||= isTooDeep;
    return node;
  }

  private commaBefore(): number | null {
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

  private group(isBehindSign: boolean): Node | null {
    const open = this.take();
    if (open.text === '[' && this.dialect.id === 'search') return this.subsearch(open);
    if (open.text === '[' || open.text === '{') {
      const list = this.list(open);
      // CAR writes fields as [log_name]
      if (list.length === 1 && !isBehindSign) return list[0]!;
      const last = this.tokens[this.next - 1]!;
      return { kind: 'call', name: 'list', args: list, ...join(open, last) };
    }
    const inner = this.deeper(() => this.expression());
    while (this.here && !isCloser(this.here) && !this.isTooDeep) this.drop(this.take());
    const close = this.here ? this.take() : null;
    if (!inner) {
      const range = close ? join(open, close) : open;
      if (!this.isTooDeep) this.report(messages.emptyBrackets(this.textOf(range), this.at(range)));
      return null;
    }
    return inner;
  }

  private subsearch(open: Token): Node {
    const from = this.here?.from ?? open.to;
    let depth = 1;
    let to = open.to;
    let last: Token = open;
    while (this.here) {
      const token = this.take();
      last = token;
      if (token.text === '[' && token.kind === 'bracket') depth++;
      if (token.text === ']' && token.kind === 'bracket' && --depth === 0) break;
      to = token.to;
    }
    return { kind: 'subsearch', inner: { from, to: Math.max(from, to) }, ...join(open, last) };
  }

  /** `TargetFilename "C:\*"`: a field that others have a sign behind, and a value. */
  private lostSign(left: Node): Node {
    const { here } = this;
    if (left.kind !== 'word' || here?.kind !== 'string' || !this.fields.has(left.text)) return left;
    this.take();
    const right = textOf(here);
    const isLike =
      /%/.test(here.text) && this.dialect.id !== 'where' ? this.usesLike() : /%/.test(here.text);
    const after = `${left.text}${isLike ? ' LIKE ' : '='}${this.textOf(here)}`;
    const range = join(left, here);
    this.report(messages.lostSign(this.textOf(range), after, this.at(range)));
    return isLike
      ? { kind: 'relation', how: 'like', left, right: [right], negated: false, ...range }
      : { kind: 'compare', left, sign: '=', right, ...range };
  }

  private usesLike(): boolean {
    return this.tokens.some(({ kind, lower }) => kind === 'word' && lower === 'like');
  }
}

const range = ({ from, to }: Range): Range => ({ from, to });

const textOf = (token: Token): Text => ({
  kind: 'string',
  text: token.text,
  quote: token.quote!,
  ...range(token),
});

const isCloser = ({ kind, text }: Token): boolean => kind === 'bracket' && /[)\]}]/.test(text);

const joinAs =
  (kind: 'and' | 'or') =>
  (items: readonly (Node | null)[]): Node | null => {
    const there = items.filter((item) => item !== null);
    if (there.length < 2) return there[0] ?? null;
    return { kind, items: there, ...join(there[0]!, there.at(-1)!) };
  };

function signOf(text: string): Sign {
  if (text === '==' || text === '=~') return '=';
  return text === '<>' ? '!=' : (text as Sign);
}

/** The functions of where and eval that are also met in searches, and those of searches. */
const functions: ReadonlySet<string> = new Set([
  'case',
  'term',
  'cidrmatch',
  'match',
  'like',
  'isnull',
  'isnotnull',
  'searchmatch',
  'lower',
  'upper',
  'len',
  'now',
]);
