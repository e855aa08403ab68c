import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { and, never, not, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import type { Place } from '../../yaml/document.ts';
import { climb } from '../kit/precedence.ts';
import * as messages from './messages.ts';

/** What a condition is about: the searches of its detection. */
export interface Searches {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The meaning of a search; called for each use. Null where there have been too many. */
  use(name: string): Expr | null;
}

interface Token {
  readonly text: string;
  /** In small letters, as the words of a condition are compared. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Deeper conditions are nobody's rule, and would exhaust the stack of whoever walks them. */
const deepest = 64;

/**
 * The expression of a condition such as `all of selection_* and not 1 of filter_*`; "not" binds
 * tighter than "and", "and" tighter than "or" (Sigma rules specification 2.1, "Condition").
 * On a fault, it is told to `report`, and the expression is not to be used.
 *
 * @param place where the condition stands
 */
export function parseCondition(
  condition: string,
  searches: Searches,
  place: Place,
  report: (diagnostic: Diagnostic) => void,
): Expr {
  return new Parser(condition, searches, place, report).run();
}

/** Conditions seen before: most rules of a set share a few. */
const known = new Map<string, readonly Token[]>();
const mostKnown = 1000;

function tokensOf(condition: string): readonly Token[] {
  const before = known.get(condition);
  if (before) return before;
  const tokens = tokenize(condition);
  if (known.size < mostKnown) known.set(condition, tokens);
  return tokens;
}

/** Parentheses and bars stand alone; all else is separated by space. */
function tokenize(condition: string): Token[] {
  const tokens: Token[] = [];
  const token = /[()]|\|\|?|&&|!|[^\s()|]+/g;
  for (let found = token.exec(condition); found; found = token.exec(condition)) {
    const [text] = found;
    tokens.push({
      text,
      word: text.toLowerCase(),
      from: found.index,
      to: found.index + text.length,
    });
  }
  return tokens;
}

/** Thrown to leave the parser at a fault of the syntax, once reported. */
const stop = Symbol('stop');

class Parser {
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;
  private readonly searches: Searches;
  private readonly place: Place;
  private readonly report: (diagnostic: Diagnostic) => void;

  constructor(
    text: string,
    searches: Searches,
    place: Place,
    report: (diagnostic: Diagnostic) => void,
  ) {
    this.searches = searches;
    this.place = place;
    this.report = report;
    this.tokens = tokensOf(text);
  }

  run(): Expr {
    try {
      const foreign = this.tokens.find(
        ({ text }) => text === '||' || text === '&&' || text === '!',
      );
      if (foreign) this.fail(messages.foreignWord(foreign.text, this.at(foreign)));
      const expr = this.expression();
      const rest = this.tokens[this.next];
      if (rest?.text === '|') this.fail(messages.aggregationPlace(this.at(rest)));
      if (rest?.text === ')')
        this.fail(messages.conditionSyntax('This ")" closes nothing.', this.at(rest)));
      if (rest)
        this.fail(
          messages.conditionSyntax(
            `"and" or "or" is missing before "${rest.text}".`,
            this.at(rest),
          ),
        );
      return expr;
    } catch (error) {
      if (error === stop) return never;
      throw error;
    }
  }

  private fail(diagnostic: Diagnostic): never {
    this.report(diagnostic);
    throw stop;
  }

  private at(token: Token): Span {
    return this.place.part(token.from, token.to);
  }

  private is(word: string): boolean {
    return this.tokens[this.next]?.word === word;
  }

  private expression(): Expr {
    return climb(
      () => this.operand(),
      (least) => {
        const binding = this.is('or') ? 1 : this.is('and') ? 2 : 0;
        if (binding === 0 || binding < least) return null;
        this.next++;
        return { binding, join: binding === 1 ? or : and };
      },
      1,
    );
  }

  private operand(): Expr {
    const token = this.tokens[this.next];
    if (!token || token.word === 'and' || token.word === 'or' || token.word === ')')
      this.missing(token);
    if (token.text === '|') this.fail(messages.aggregationPlace(this.at(token)));
    this.next++;
    if (token.text === '(' || token.word === 'not') {
      if (++this.depth > deepest)
        this.fail(
          messages.conditionSyntax(`This is nested more than ${deepest} deep.`, this.at(token)),
        );
      const inner = token.text === '(' ? this.group(token) : not(this.operand());
      this.depth--;
      return inner;
    }
    if (this.is('of')) return this.selector(token);
    return this.search(token);
  }

  private missing(before: Token | undefined): never {
    const previous = this.tokens[this.next - 1];
    if (!previous && !before)
      this.fail(messages.conditionSyntax('The condition is empty.', this.place));
    const where = before ? `before "${before.text}"` : `after "${previous!.text}"`;
    this.fail(
      messages.conditionSyntax(`A search is missing ${where}.`, this.at(before ?? previous!)),
    );
  }

  private group(opening: Token): Expr {
    const inner = this.expression();
    if (!this.is(')')) {
      const rest = this.tokens[this.next];
      this.fail(
        rest && rest.text !== '|'
          ? messages.conditionSyntax(
              `"and" or "or" is missing before "${rest.text}".`,
              this.at(rest),
            )
          : rest
            ? messages.aggregationPlace(this.at(rest))
            : messages.conditionSyntax('This "(" is never closed.', this.at(opening)),
      );
    }
    this.next++;
    return inner;
  }

  /** `1 of`, `any of` and `all of`, of a pattern or of `them`. */
  private selector(quantity: Token): Expr {
    this.next++;
    const pattern = this.tokens[this.next];
    if (!pattern || /^[()|]$/.test(pattern.text)) this.missing(pattern);
    this.next++;
    const how = quantity.word;
    if (how !== '1' && how !== 'any' && how !== 'all')
      this.fail(
        messages.conditionSyntax(
          `"${quantity.text} of" is not part of Sigma.`,
          this.at(quantity),
          'There are "1 of", "any of" and "all of".',
        ),
      );
    const names = this.select(pattern);
    if (names.length === 0) {
      this.report(messages.emptySelector(pattern.text, this.at(pattern)));
      return never;
    }
    return (how === 'all' ? and : or)(names.map((name) => this.use(name)));
  }

  private use(name: string): Expr {
    const search = this.searches.use(name);
    if (!search) throw stop; // its owner has said why
    return search;
  }

  /** Names with a leading underscore are left out, unless the pattern begins with one. */
  private select({ text, word }: Token): readonly string[] {
    const open = this.searches.names.filter((name) => !name.startsWith('_'));
    if (word === 'them') return open;
    const among = text.startsWith('_') ? this.searches.names : open;
    return among.filter((name) => globs(text, name));
  }

  private search(token: Token): Expr {
    if (this.searches.has(token.text)) return this.use(token.text);
    if (/^(?:1|any|all)$/i.test(token.text))
      this.fail(
        messages.conditionSyntax(
          `"of" is missing after "${token.text}".`,
          this.at(token),
          `Write "${token.text} of them", or a pattern of names.`,
        ),
      );
    if (token.text.includes('*'))
      this.fail(
        messages.conditionSyntax(
          'A pattern of names needs "1 of" or "all of" before it.',
          this.at(token),
        ),
      );
    this.report(messages.unknownSearch(token.text, this.searches.names, this.at(token)));
    return never;
  }
}

/** Whether a name is the pattern, in which `*` is any run. The leftmost place for each part will do. */
function globs(pattern: string, name: string): boolean {
  if (pattern.indexOf('*') === pattern.length - 1) return name.startsWith(pattern.slice(0, -1));
  const parts = pattern.split('*');
  const last = parts.pop()!;
  if (parts.length === 0) return name === last;
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const found = i === 0 ? (name.startsWith(part) ? 0 : -1) : name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
