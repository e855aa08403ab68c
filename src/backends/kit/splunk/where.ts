import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import { decimalOf } from '../../../ir/decimal.ts';
import type { Atom, Expr, Keyword, Match, SameAs, TimePart } from '../../../ir/expr.ts';
import { networkText } from '../../../ir/network.ts';
import { ANY, pattern } from '../../../ir/pattern.ts';
import { alt, type RegexNode } from '../../../ir/regex/tree.ts';
import { datesOf, datesWithOffset } from '../date-text.ts';
import { numbersOf } from '../number-text.ts';
import * as messages from './messages.ts';
import { needsClasses, patternBody, patternRegex, regexText, wholeRegex } from './pcre.ts';
import { quote, whereField } from './quote.ts';
import { ALTERNATIVE, depthOf, mostDepth, mostSize, sizeOf } from './size.ts';

/**
 * Expressions for the `where` command, which keeps an event when they are true. A test of a field
 * that is not there is NULL, and so is its NOT: "not" is brought down to the tests, and there says
 * isnull. AND binds tighter than OR; both get parentheses inside the other.
 */
export class Where {
  readonly diagnostics: Diagnostic[] = [];
  exact = true;

  write(expr: Expr): string {
    return this.say(expr, false, null);
  }

  private say(expr: Expr, negated: boolean, inside: 'and' | 'or' | null): string {
    if (expr.kind === 'not') return this.say(expr.item, !negated, inside);
    if (expr.kind !== 'and' && expr.kind !== 'or') return this.atom(expr, negated);
    const kind = (expr.kind === 'and') === negated ? 'or' : 'and';
    const items = expr.kind === 'or' ? joinMatches(expr.items) : expr.items;
    if (items.length === 0) return kind === 'and' ? 'true()' : 'false()';
    const parts = items.map((item) =>
      isMatches(item) ? this.found(item, item.regex, negated) : this.say(item, negated, kind),
    );
    const text = parts.join(kind === 'and' ? ' AND ' : ' OR ');
    return parts.length > 1 && inside !== null && inside !== kind ? `(${text})` : text;
  }

  private atom(atom: Atom, negated: boolean): string {
    switch (atom.kind) {
      case 'exists':
        return `${negated ? 'isnull' : 'isnotnull'}(${whereField(atom.field)})`;
      case 'null':
        return `${negated ? 'isnotnull' : 'isnull'}(${whereField(atom.field)})`;
      case 'match':
        return this.found(atom, patternRegex(atom.pattern, atom.cased), negated);
      case 'number':
      case 'boolean':
        return this.found(atom, wholeText(String(atom.value)), negated);
      case 'regex':
        return this.found(atom, regexText(atom.regex), negated);
      case 'keyword':
        return this.atom(rawMatch(atom), negated);
      case 'timePart':
        return this.timePart(atom, negated);
      case 'compare': {
        // as Splunk's numbers end after some 15 digits, and a text's do not
        const numbers = numbersOf(atom.order, decimalOf(atom.value));
        return this.found(atom, wholeRegex(numbers), negated);
      }
      case 'cidr': {
        const field = whereField(atom.field);
        const network = quote(networkText(atom.network));
        return some(`mvfilter(cidrmatch(${network}, ${field}))`, negated);
      }
      case 'sameAs':
        return some(sameAs(atom), negated);
    }
  }

  /** Some value of the field has the regular expression in it; `mvfilter` is what looks at each of many. */
  private found({ field, at }: Sought, regex: string, negated: boolean): string {
    if (sizeOf(regex) > mostSize) this.diagnostics.push(messages.tooLong(at));
    else if (depthOf(regex) > mostDepth) this.diagnostics.push(messages.tooDeep(at));
    if (field === '_raw') return `${negated ? 'NOT ' : ''}match(_raw, ${quote(regex)})`; // one text, in every event
    return some(`mvfilter(match(${whereField(field)}, ${quote(regex)}))`, negated);
  }

  private timePart(atom: TimePart, negated: boolean): string {
    const { field, part, order, value, at } = atom;
    this.exact = false;
    const dates = datesOf(part, order, value);
    if (!dates) {
      this.diagnostics.push(messages.noWeek(at));
      return negated ? 'true()' : `isnotnull(${whereField(field)})`;
    }
    this.diagnostics.push(messages.offsets(at));
    const found: RegexNode = negated ? dates : alt([dates, datesWithOffset()]);
    return this.found(atom, wholeRegex(found), negated);
  }
}

const wholeText = (text: string): string => `^${text.replace(/[.+-]/g, '\\$&')}\\z`;

/** A multivalue expression that holds something where some value passes. */
const some = (values: string, negated: boolean): string =>
  `${negated ? 'isnull' : 'isnotnull'}(${values})`;

/**
 * Each value of the one with each of the other. Texts are compared behind a sign of their own, or
 * Splunk would compare those that are numbers as numbers.
 */
function sameAs({ field, how, other }: SameAs): string {
  const [one, two] = [whereField(field), whereField(other)];
  const [a, b] = [`lower(${one})`, `lower(${two})`];
  const is = {
    equals: `if("=".${a}=="=".${b}, 1, null())`,
    starts: `if("=".substr(${a},1,len(${two}))=="=".${b}, 1, null())`,
    ends: `if(len(${one})>=len(${two}) AND "=".substr(${a},len(${one})-len(${two})+1)=="=".${b}, 1, null())`,
    // the empty text is in every other, but splits none in a way that is told
    contains: `case(len(${two})=0, 1, mvcount(split(${a},${b}))>1, 1)`,
  }[how];
  return `mvmap(${one}, mvmap(${two}, ${is}))`;
}

/** A keyword is looked for in the text of the event. */
const rawMatch = ({ pattern: of, cased, at }: Keyword): Match => ({
  kind: 'match',
  field: '_raw',
  pattern: pattern([ANY, ...of, ANY]),
  cased,
  at,
});

/** A field, and where the rule asks for it. */
interface Sought {
  readonly field: string;
  readonly at: Span;
}

/** Several matches of one field that are one regular expression. */
interface Matches extends Sought {
  readonly kind: 'matches';
  readonly regex: string;
}

const isMatches = (item: Expr | Matches): item is Matches => item.kind === 'matches';

/** Matches of one field that take the same flags are alternatives of one regular expression. */
function joinMatches(given: readonly Expr[]): readonly (Expr | Matches)[] {
  const items = given.map((item) => (item.kind === 'keyword' ? rawMatch(item) : item));
  const groups = new Map<string, Match[]>();
  for (const item of items) {
    if (item.kind !== 'match') continue;
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return items.flatMap((item): readonly (Expr | Matches)[] => {
    const group = item.kind === 'match' ? groups.get(keyOf(item))! : [];
    if (item.kind !== 'match' || group.length === 1) return [item];
    if (group[0] !== item) return [];
    const classes = needsClasses(item.pattern);
    const bodies = group.map(({ pattern: of }) => patternBody(of, classes && !item.cased));
    const flag = item.cased || classes ? '' : '(?i)';
    const { field, at } = item;
    return inParts(bodies).map((part) => ({
      kind: 'matches',
      field,
      regex: flag + part.join('|'),
      at,
    }));
  });
}

/** As many regular expressions as it takes for none to be too long. */
function inParts(bodies: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const body of bodies) {
    const size = sizeOf(body) + ALTERNATIVE;
    if (size > left || parts.length === 0) {
      parts.push([]);
      left = mostSize - 10; // a flag may stand before them
    }
    parts.at(-1)!.push(body);
    left -= size;
  }
  return parts;
}

const keyOf = ({ field, cased, pattern: of }: Match): string =>
  `${cased ? 'cased' : needsClasses(of)} ${field}`;
