import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import type { Atom, Expr, SameAs } from '../../../ir/expr.ts';
import type { FieldType } from '../../../ir/field-type.ts';
import type { TypeOf } from '../../backend.ts';
import type { Messages } from './messages.ts';
import { isSpeakable } from './names.ts';
import { all, allOf, anyOf, none, print, type Spelling, type Term, test, unless } from './term.ts';

/** What a condition is to a test, whatever is true of the language that isn't known: never less, or never more. */
export type Side = 'most' | 'least';

/** A test of the values of one field. */
export type ValueTest = Exclude<Atom, { kind: 'exists' | 'null' | 'sameAs' | 'keyword' }>;

/** Notes that a term is not all that the rule says, and gives it. */
export type Doubt = (reason: Diagnostic, term: Term) => Term;

/** What a test is written with. */
export interface Around {
  /** What is known of its field. */
  readonly type: FieldType | undefined;
  readonly side: Side;
  readonly doubt: Doubt;
  /** Asks no more than that the field is there, for the language isn't known to do what is said. */
  readonly open: (what: string) => Term;
}

/** What tells one of MaxPatrol's languages from another. */
export interface Dialect {
  readonly spelling: Spelling;
  /** In small letters, what no field can be called. */
  readonly words: ReadonlySet<string>;
  readonly isThere: (field: string) => string;
  readonly test: (atom: ValueTest, around: Around) => Term;
  readonly sameAs: (atom: SameAs, negated: boolean, doubt: Doubt) => Term;
  readonly messages: Messages;
}

/**
 * Writes a condition that is right whatever is true of its language where it isn't known. What `not`
 * makes of a field that is missing is one of those: so "not" is brought down to the tests, and there
 * says that the field may be missing.
 */
export class Filter {
  readonly diagnostics = new Map<string, Diagnostic>();
  exact = true;
  private readonly dialect: Dialect;
  private readonly typeOf: TypeOf;

  constructor(dialect: Dialect, typeOf: TypeOf) {
    this.dialect = dialect;
    this.typeOf = typeOf;
  }

  write = (when: Expr): string => print(this.say(when, false), this.dialect.spelling);

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
    const { dialect } = this;
    if (atom.kind === 'keyword') {
      const { keyword, noKeyword } = dialect.messages;
      return this.doubt((negated ? noKeyword : keyword)(atom.at), all);
    }
    const { field, at } = atom;
    this.checkName(field, at);
    switch (atom.kind) {
      case 'exists':
      case 'null': {
        const isThere = (atom.kind === 'null') === negated;
        return test(isThere ? dialect.isThere(field) : dialect.spelling.isMissing(field));
      }
      case 'sameAs':
        this.checkName(atom.other, at);
        return dialect.sameAs(atom, negated, this.doubt);
      default:
        return negated ? unless(field, this.test(atom, 'least')) : this.test(atom, 'most');
    }
  }

  private test(atom: ValueTest, side: Side): Term {
    const { dialect, doubt } = this;
    const { field, at } = atom;
    const open = (what: string): Term =>
      doubt(
        dialect.messages.notAsked(field, what, at),
        side === 'most' ? test(dialect.isThere(field)) : none,
      );
    return dialect.test(atom, { type: this.typeOf(field), side, doubt, open });
  }

  /** Each reason is told once of each field. */
  private readonly doubt: Doubt = (reason, term) => {
    this.exact = false;
    if (!this.diagnostics.has(reason.message)) this.diagnostics.set(reason.message, reason);
    return term;
  };

  private checkName(field: string, at: Span): void {
    if (isSpeakable(field, this.dialect.words)) return;
    const reason = this.dialect.messages.fieldName(field, at);
    this.diagnostics.set(reason.message, reason);
  }
}
