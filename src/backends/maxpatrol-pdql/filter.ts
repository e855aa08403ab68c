import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { decimalOf, isDecimal } from '../../ir/decimal.ts';
import type { Atom, Expr, Match } from '../../ir/expr.ts';
import { networkText, parseAddress } from '../../ir/network.ts';
import { literal, type Pattern, simple } from '../../ir/pattern.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import type { TypeOf } from '../backend.ts';
import * as messages from './messages.ts';
import { isSpeakable } from './quote.ts';
import { all, allOf, anyOf, none, print, type Term, test, unless, values } from './term.ts';
import { conditionOf, type Doubt, type Letters, plainTerm, type Side } from './texts.ts';

/**
 * Writes a filter that is right whatever is true of PDQL where it isn't known: whether the case of
 * letters counts, unless the user says, and what `not` makes of a field that is missing. So "not" is
 * brought down to the tests, and there says that the field may be missing.
 */
export class Filter {
  readonly diagnostics = new Map<string, Diagnostic>();
  exact = true;
  private readonly typeOf: TypeOf;
  private readonly letters: Letters;

  constructor(typeOf: TypeOf, letters: Letters) {
    this.typeOf = typeOf;
    this.letters = letters;
  }

  write = (when: Expr): string => print(this.say(when, false));

  private say(expr: Expr, negated: boolean): Term {
    switch (expr.kind) {
      case 'not':
        return this.say(expr.item, !negated);
      case 'and':
      case 'or': {
        const terms = expr.items.map((item) => this.say(item, negated));
        return (expr.kind === 'and') === negated ? anyOf(terms) : allOf(terms);
      }
      default:
        return this.atom(expr, negated);
    }
  }

  private atom(atom: Atom, negated: boolean): Term {
    if (atom.kind === 'keyword')
      return this.doubt((negated ? messages.noKeyword : messages.keyword)(atom.at), all);
    const { field, at } = atom;
    this.checkName(field, at);
    switch (atom.kind) {
      case 'exists':
      case 'null':
        return test(`${field} ${(atom.kind === 'null') === negated ? '!=' : '='} null`);
      case 'sameAs': {
        this.checkName(atom.other, at);
        const both = allOf([field, atom.other].map((name) => test(`${name} != null`)));
        const message = messages.notAsked(`${field}, ${atom.other}`, 'compare two fields', at);
        return this.doubt(message, negated ? all : both);
      }
      default:
        return negated ? unless(field, this.test(atom, 'least')) : this.test(atom, 'most');
    }
  }

  /** A test of the values of one field. */
  private test(
    atom: Exclude<Atom, { kind: 'exists' | 'null' | 'sameAs' | 'keyword' }>,
    side: Side,
  ): Term {
    const { field, at } = atom;
    const type = this.typeOf(field);
    const open = (what: string): Term =>
      this.doubt(
        messages.notAsked(field, what, at),
        side === 'most' ? test(`${field} != null`) : none,
      );
    switch (atom.kind) {
      case 'match':
        if (type?.holds === 'number') return this.wholeNumber(atom) ?? open('look into numbers');
        if (type?.holds === 'address') return wholeAddress(atom) ?? open('look into addresses');
        return this.texts(atom, atom.pattern, side);
      case 'number':
        return type?.holds === 'number'
          ? test(`${field} = ${decimalOf(atom.value)}`)
          : this.texts(atom, literal(String(atom.value)), side, true);
      case 'boolean':
        return this.texts(atom, literal(String(atom.value)), side, true);
      case 'compare': {
        if (type?.holds !== 'number') return open('compare texts as numbers');
        const sign = { lt: '<', lte: '<=', gt: '>', gte: '>=' }[atom.order];
        return test(`${field} ${sign} ${decimalOf(atom.value)}`);
      }
      case 'cidr':
        if (type?.holds !== 'address') return open('look for a network in a text');
        return test(`in_subnet(${field}, "${networkText(atom.network)}")`);
      case 'regex': {
        if (type && type.holds !== 'text')
          return open(`look into ${type.holds === 'number' ? 'numbers' : 'addresses'}`);
        const term =
          side === 'least'
            ? none
            : conditionOf(field, requiredPattern(atom.regex.tree), false, type, side, this.letters)
                .term;
        return this.doubt(messages.parts(field, at), term);
      }
      case 'timePart':
        return open('take a date apart');
    }
  }

  private texts(
    { field, at, ...atom }: Exclude<Atom, { kind: 'keyword' }>,
    of: Pattern,
    side: Side,
    cased = 'cased' in atom && atom.cased,
  ): Term {
    const { term, doubt } = conditionOf(field, of, cased, this.typeOf(field), side, this.letters);
    if (!doubt) return term;
    const told: Readonly<Record<Doubt, () => Diagnostic>> = {
      case: () => this.aboutCase(field, of, cased, at),
      parts: () => messages.parts(field, at),
      control: () => messages.control(field, at),
    };
    return this.doubt(told[doubt](), term);
  }

  private aboutCase(field: string, of: Pattern, cased: boolean, at: Span): Diagnostic {
    if (this.letters === 'ignored') return messages.caseIgnored(field, at);
    if (this.letters === 'told') return messages.caseTold(field, at);
    const plainly = cased ? null : print(plainTerm(field, of));
    return messages.caseUnknown(field, plainly, at);
  }

  private wholeNumber({ field, pattern }: Match): Term | null {
    const whole = simple(pattern);
    if (whole?.where === 'anywhere' && whole.text === '') return test(`${field} != null`);
    if (whole?.where !== 'whole' || !isDecimal(whole.text)) return null;
    return decimalOf(Number(whole.text)) === whole.text ? test(`${field} = ${whole.text}`) : null;
  }

  /** Notes that a term is not all that the rule says. Each reason is told once of each field. */
  private doubt(reason: Diagnostic, term: Term): Term {
    this.exact = false;
    if (!this.diagnostics.has(reason.message)) this.diagnostics.set(reason.message, reason);
    return term;
  }

  private checkName(field: string, at: Span): void {
    if (isSpeakable(field)) return;
    const reason = messages.fieldName(field, at);
    this.diagnostics.set(reason.message, reason);
  }
}

/** An address as a whole: of IPv4, for IPv6's have many spellings. */
function wholeAddress({ field, pattern }: Match): Term | null {
  const whole = simple(pattern);
  if (whole?.where === 'anywhere' && whole.text === '') return test(`${field} != null`);
  if (whole?.where !== 'whole' || parseAddress(whole.text)?.version !== 4) return null;
  return values(field, [whole.text]);
}
