import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Atom, Cidr, Expr, Keyword, Match, SameAs } from '../../../ir/expr.ts';
import type { FieldType } from '../../../ir/field-type.ts';
import { pattern } from '../../../ir/pattern.ts';
import type { TypeOf } from '../../backend.ts';
import { all, any, type Clause, exists, matchNone, none, type Side, term } from './clauses.ts';
import {
  compareClause,
  dateClause,
  type Notes,
  networkClauses,
  regexClause,
} from './expressions.ts';
import { Holder } from './held/holder.ts';
import type { Schema } from './held/schema.ts';
import { keywordClauses } from './keywords.ts';
import * as limits from './limits.ts';
import { exactValue, groupAlike, type ListWriter } from './lists.ts';
import { literalClause, literalOf, literalsClauses } from './literals.ts';
import * as messages from './messages.ts';
import { isTaken, wildcardOf } from './patterns.ts';
import { nothingShort, Scan, type Shortening, shorten, shortenKeyword } from './scan.ts';
import { isAboutPresence, typedClause } from './typed.ts';

/** What is known of the fields that are asked. */
export interface Ground {
  readonly typeOf: TypeOf;
  readonly schema: Schema | null;
  readonly dialect: Dialect;
}

/** In what engines that take Query DSL differ. */
export interface Dialect {
  /** What is asked of many fields counts as a clause for each. */
  readonly isExpanded: boolean;
  /** `_ignored` names fields with a text that was too long for them. */
  readonly notesLong: boolean;
}

export const nothingKnown: TypeOf = () => undefined;

/** Writes one rule's query, and keeps what is to be said of it. */
export class Writer implements ListWriter, Notes {
  readonly diagnostics: Diagnostic[] = [];
  exact = true;
  /** A test was left out, so that no more is found than is meant. */
  isLeftOut = false;
  readonly scan = new Scan();
  readonly listLength: number;
  /** What writes tests of fields whose mappings are known. */
  readonly holder: Holder | null;
  private readonly most: Shortening;
  private readonly typeOf: TypeOf;
  private readonly schema: Schema | null;

  constructor(listLength: number, most: Shortening, ground: Ground, root: Side) {
    const { typeOf, schema, dialect } = ground;
    this.listLength = listLength;
    this.most = most;
    this.schema = schema;
    this.typeOf = schema ? nothingKnown : typeOf;
    this.holder = schema && new Holder(schema, dialect.notesLong, this, root);
  }

  write(expr: Expr, side: Side): Clause {
    switch (expr.kind) {
      case 'and':
        return all(expr.items.map((item) => this.write(item, side)));
      case 'or':
        return any(this.either(expr.items, side));
      case 'not':
        return none(this.write(expr.item, side === 'most' ? 'least' : 'most'));
      default:
        return this.atom(expr, side);
    }
  }

  private either(items: readonly Expr[], side: Side): Clause[] {
    if (!this.holder) return groupAlike(items, this, side, (item) => this.holds(item) === 'text');
    const isKeyword = ({ kind }: Expr) => kind === 'keyword';
    const keywords = items.filter(isKeyword) as readonly Keyword[];
    return [
      ...(keywords.length > 0 ? this.keywords(keywords, side) : []),
      ...this.holder.either(
        items.filter((item) => !isKeyword(item)),
        (item) => this.write(item, side),
        side,
      ),
    ];
  }

  /** Tests of one keyword, of which one is to hold. */
  alike(atoms: readonly Atom[], side: Side): Clause[] {
    const writeOne = (atom: Expr) => this.plain(atom as Atom, side);
    const writer: ListWriter = {
      listLength: this.listLength,
      write: writeOne,
      texts: (matches) => this.texts(matches, side),
      networks: (field, some) => this.networks(field, some),
      keywords: (some) => this.keywords(some, side),
    };
    return groupAlike(atoms, writer, side, () => true);
  }

  /** What the index holds a test's field as. */
  private holds(item: Expr): FieldType['holds'] {
    return ('field' in item && this.typeOf(item.field)?.holds) || 'text';
  }

  private atom(atom: Atom, side: Side): Clause {
    if (!this.holder || atom.kind === 'keyword') return this.plain(atom, side);
    return atom.kind === 'sameAs' ? this.same(atom, side) : this.holder.write(atom, side);
  }

  /** A test of a field by its own name. */
  plain(atom: Atom, side: Side): Clause {
    const holds = this.holds(atom);
    if (holds !== 'text' && !isAboutPresence(atom)) {
      const reason = messages.intoType(atom.field, holds, atom.at);
      return typedClause(atom, holds) ?? this.approximate(reason, side, () => exists(atom.field));
    }
    switch (atom.kind) {
      case 'match':
        return this.match(atom, side);
      case 'number':
      case 'boolean':
        return term(atom.field, exactValue(atom));
      case 'compare':
        return compareClause(atom, this);
      case 'regex':
        return regexClause(atom, side, this);
      case 'cidr':
        return any(this.networks(atom.field, [atom]));
      case 'exists':
        return this.exists(atom.field, atom);
      case 'null':
        return none(this.exists(atom.field, atom));
      case 'sameAs':
        return this.same(atom, side);
      case 'timePart':
        return dateClause(atom, side, this);
      case 'keyword':
        return any(this.keywords([atom], side));
    }
  }

  private same(atom: SameAs, side: Side): Clause {
    const isThere = (field: string) =>
      this.holder?.isThere(field, atom, side) ?? this.exists(field, atom);
    return this.approximate(messages.sameField(atom.at), side, () =>
      all([isThere(atom.field), isThere(atom.other)]),
    );
  }

  /** Notes that a clause is not exact; it is left out of what must not find more. */
  approximate(reason: Diagnostic, side: Side, most: () => Clause): Clause {
    this.exact = false;
    this.diagnostics.push(reason);
    if (side === 'least') this.isLeftOut = true;
    return side === 'most' ? most() : matchNone;
  }

  /** What is said of keywords because nothing is known of them. */
  remark(one: Diagnostic): void {
    if (!this.holder) this.diagnostics.push(one);
  }

  refuse(reason: Diagnostic): Clause {
    this.diagnostics.push(reason);
    return matchNone;
  }

  private match(atom: Match, side: Side): Clause {
    const { field, pattern: of, cased, at } = atom;
    const literal = literalOf(atom);
    const onStack = literal && (literal.where === 'start' || literal.where === 'whole');
    if (literal && onStack) {
      const bare = literal.where === 'whole' && !literal.fold;
      return literal.text.length > limits.textLength && !bare
        ? this.refuse(messages.textTooLong(limits.textLength, at))
        : literalClause(field, literal);
    }
    if (!isTaken(of, cased)) {
      // one character less told apart is one path less to keep
      const open = pattern(of.map((piece) => (piece.kind === 'one' ? { kind: 'any' } : piece)));
      if (!isTaken(open, cased)) return this.refuse(messages.tooDear(at));
      return this.approximate(messages.relaxed(at), side, () => wildcardOf(field, open, cased));
    }
    return literal ? literalClause(field, literal) : wildcardOf(field, of, cased);
  }

  /** The addresses of networks, as few regular expressions. */
  networks(field: string, atoms: readonly Cidr[]): Clause[] {
    return networkClauses(field, atoms, this);
  }

  private exists(field: string, { at }: Atom): Clause {
    return field.includes('*') ? this.refuse(messages.fieldPattern(field, at)) : exists(field);
  }

  isSpelledOut(field: string): boolean {
    return this.schema?.isRuntime(field) ?? false;
  }

  /** Many texts of one field, as few regular expressions. */
  texts(matches: readonly Match[], side: Side): Clause[] {
    const { field, at } = matches[0]!;
    const literals = matches.map((match) => literalOf(match)!);
    const { where, fold } = literals[0]!;
    const whole = literals.map(({ text }) => text);
    const isSpelled = this.isSpelledOut(field);
    if (where === 'whole' || where === 'start')
      return literalsClauses(field, where, whole, fold, isSpelled);
    this.scan.addTexts(whole, where, fold);
    const short = whole.map((text) => shorten(text, where, this.most.texts));
    const clauses = literalsClauses(field, where, short, fold, isSpelled);
    if (short.every((text, i) => text === whole[i])) return clauses;
    const reason = messages.shortened(whole.length, this.most.texts, where, at);
    return [this.approximate(reason, side, () => any(clauses))];
  }

  /** Keywords of any field, as few regular expressions. */
  keywords(atoms: readonly Keyword[], side: Side): Clause[] {
    for (const atom of atoms) this.scan.addKeyword(atom);
    const { at } = atoms[0]!;
    this.remark(messages.everyField(at));
    const most = this.most.keywords;
    const short =
      most === nothingShort.keywords ? atoms : atoms.map((one) => shortenKeyword(one, most));
    const clauses = this.holder
      ? this.holder.keywords(short, side, this.diagnostics)
      : keywordClauses(short, this.diagnostics);
    if (short === atoms) return clauses;
    const reason = messages.shortenedKeywords(most, at);
    return [this.approximate(reason, side, () => any(clauses))];
  }
}
