import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { always, and, never, not, or } from '../../ir/build.ts';
import type { Expr, Order } from '../../ir/expr.ts';
import { parseNetwork } from '../../ir/network.ts';
import { ANY, type Pattern, pattern, text } from '../../ir/pattern.ts';
import { parseRegex } from '../../ir/regex/parse.ts';
import { RegexFault } from '../../ir/regex/pcre.ts';
import type { Settings } from '../language.ts';
import type { Dialect } from './dialect.ts';
import { type FieldName, fieldOf, isKnownField } from './fields.ts';
import * as messages from './messages.ts';
import type { Binding, Scope } from './scope.ts';
import { channelOf, isSourceField, isTimeModifier, type Sources } from './sources.ts';
import { join, type Range } from './token.ts';
import type { Call, Comparison, Node, Relation, Sign, Text, Why, Word } from './tree.ts';
import {
  gapOf,
  isNumber,
  isPlainNumber,
  isStandIn,
  isValue,
  matchesText,
  patternOf,
  type Reading,
  unescaped,
} from './value.ts';
import type { View } from './view.ts';
import { separatorOf, withWildcards } from './wildcards.ts';

/** What the whole of an analytic gathers on its way into the IR. */
export interface Gathered {
  readonly view: View;
  readonly settings: Settings;
  readonly sources: Sources;
  report(diagnostic: Diagnostic): void;
  /** Why the expression is true of more events than the text means. */
  widen(diagnostic: Diagnostic): void;
  /** Atoms that may still be made, so that no `eval` of an `eval` grows without end. */
  budget: number;
}

/** What an atom is said of and how: where the text stands, and whether case counts. */
interface Test {
  readonly sign:
    | Sign
    | 'in'
    | 'like'
    | 'regex'
    | 'contains'
    | 'startswith'
    | 'endswith'
    | 'cidr'
    | 'null';
  readonly value: Word | Text | null;
  readonly at: Range;
  readonly isNegative: boolean;
}

/**
 * The meaning of an expression. In a search and in CAR's pseudo-code a test is true or not. In where and
 * eval it may also be NULL, where a field is not there, and so is its NOT: what makes an expression true
 * and what makes it false are two questions (Splunk, Search Reference, "eval": "Null").
 */
export class Lowering {
  private readonly to: Gathered;
  private readonly dialect: Dialect;
  private readonly scope: Scope;

  constructor(to: Gathered, dialect: Dialect, scope: Scope) {
    this.to = to;
    this.dialect = dialect;
    this.scope = scope;
  }

  /**
   * What the expression is true of.
   *
   * @param isNegative under a "not": what can't be told is then left out, so that the whole finds more, never less
   */
  truth(node: Node, isNegative = false): Expr {
    switch (node.kind) {
      case 'and':
        return and(node.items.map((item) => this.truth(item, isNegative)));
      case 'or':
        return or(node.items.map((item) => this.truth(item, isNegative)));
      case 'not':
        return this.isThreeValued
          ? this.falsity(node.item, isNegative)
          : not(this.truth(node.item, !isNegative));
      case 'compare':
        return this.compare(node, isNegative);
      case 'relation':
        return this.relation(node, isNegative);
      case 'call':
        return this.call(node, isNegative);
      case 'word':
      case 'string':
        return this.word(node, isNegative);
      case 'subsearch':
        return this.subsearch(node, isNegative);
      case 'unknown':
        return this.open(node.why, node, isNegative);
    }
  }

  /** What the expression is false of: not what it is NULL of. */
  private falsity(node: Node, isNegative: boolean): Expr {
    switch (node.kind) {
      case 'and':
        return or(node.items.map((item) => this.falsity(item, isNegative)));
      case 'or':
        return and(node.items.map((item) => this.falsity(item, isNegative)));
      case 'not':
        return this.truth(node.item, isNegative);
      case 'compare':
        return this.compare({ ...node, sign: opposite[node.sign] }, isNegative);
      case 'relation':
        return this.relation({ ...node, negated: !node.negated }, isNegative);
      case 'call':
        return this.callFalse(node, isNegative);
      default:
        return this.open('computed', node, isNegative);
    }
  }

  private get isThreeValued(): boolean {
    return this.dialect.id === 'where';
  }

  private at(range: Range): Span {
    return this.to.view.at(range.from, range.to);
  }

  private textOf({ from, to }: Range): string {
    return this.to.view.text.slice(from, to);
  }

  /** What can't be told of an event is left open. */
  private open(why: Why, range: Range, isNegative: boolean): Expr {
    this.to.widen(messages.open(why, this.textOf(range), this.at(range)));
    return isNegative ? never : always;
  }

  private made(
    binding: Extract<Binding, { kind: 'made' }>,
    name: string,
    range: Range,
    isNegative: boolean,
  ): Expr {
    this.to.widen(messages.made(name, binding.by, this.at(range)));
    return isNegative ? never : always;
  }

  /* Comparisons */

  private compare({ left, sign, right, ...range }: Comparison, isNegative: boolean): Expr {
    if (this.isThreeValued) {
      const isFlipped = isConstant(left) && !isConstant(right);
      const [one, two] = isFlipped ? [right, left] : [left, right];
      const turned = isFlipped ? flipped[sign] : sign;
      if (isConstant(one) && isConstant(two) && !(one.kind === 'string' && one.quote === "'"))
        return this.constants(one, turned, two);
      return this.valueTest(one, this.scope, turned, two, range, isNegative);
    }
    return this.valueTest(left, this.scope, sign, right, range, isNegative);
  }

  /** A test of a value that is a field, or is made of fields by `eval`. */
  private valueTest(
    left: Node,
    scope: Scope,
    sign: Test['sign'],
    right: Node,
    range: Range,
    isNegative: boolean,
    depth = 0,
  ): Expr {
    if (!this.spend(range)) return never;
    if (right.kind === 'unknown') return this.open(right.why, range, isNegative);
    if (right.kind === 'call' && right.name === 'list' && sign === '=')
      return or(
        right.args.map((one) => this.valueTest(left, scope, '=', one, join(left, one), isNegative)),
      );
    if (right.kind === 'or' || right.kind === 'and')
      return this.spread(left, scope, sign, right, range, isNegative);
    if (!isValue(right)) return this.open('computed', range, isNegative);
    if (depth > 20) return this.open('computed', range, isNegative);
    const again = (node: Node, within: Scope, negative = isNegative) =>
      this.valueTest(node, within, sign, right, range, negative, depth + 1);
    if (left.kind === 'call') {
      const [first, second, third] = left.args;
      if ((left.name === 'lower' || left.name === 'upper') && first)
        return this.folded(first, scope, left.name, sign, right, range, isNegative, depth);
      if ((left.name === 'tostring' || left.name === 'tonumber' || left.name === 'trim') && first)
        return again(first, scope);
      if (left.name === 'if' && first && second) {
        const chosen = new Lowering(this.to, whereOf(this.dialect), scope);
        const then = and([chosen.truth(first, isNegative), again(second, scope)]);
        if (!third) return then;
        return or([then, and([not(chosen.truth(first, !isNegative)), again(third, scope)])]);
      }
      if (left.name === 'case') return this.cases(left.args, scope, again, isNegative);
      if (left.name === 'coalesce' && first) {
        const chosen = new Lowering(this.to, whereOf(this.dialect), scope);
        const rest = left.args.slice(1);
        const tail: Node = { ...left, args: rest };
        if (rest.length === 0) return again(first, scope);
        const isThere = chosen.presence(first, isNegative);
        return or([and([again(first, scope)]), and([not(isThere), again(tail, scope)])]);
      }
      return this.open('computed', range, isNegative);
    }
    if (left.kind === 'string' && left.quote === '"' && depth > 0)
      return this.constants(left, sign, right);
    if (left.kind === 'word' && isNumber(left.text) && depth > 0)
      return this.constants(left, sign, right);
    if (!isValue(left))
      return this.open(left.kind === 'unknown' ? left.why : 'computed', range, isNegative);
    // CAR's fields have no quotes: `"x" in raw event` is about no field
    if (left.kind === 'string' && this.dialect.id === 'car')
      return this.open('broken', range, isNegative);
    const binding = scope.get(left.text);
    if (binding?.kind === 'made') return this.made(binding, left.text, range, isNegative);
    if (binding?.kind === 'value') {
      this.to.report(messages.resolved(left.text, this.at(range)));
      return again(binding.node, binding.scope);
    }
    if (!binding && scope.closedBy !== null) {
      this.to.widen(messages.lostField(left.text, scope.closedBy, this.at(range)));
      return isNegative ? never : always;
    }
    const name = binding?.name ?? left.text;
    return this.fieldTest(name, { sign, value: right, at: range, isNegative });
  }

  /** `if(like(a, "x" OR "y"))` and `a=("x" OR "y")`: each of the values. */
  private spread(
    left: Node,
    scope: Scope,
    sign: Test['sign'],
    right: Extract<Node, { kind: 'and' | 'or' }>,
    range: Range,
    isNegative: boolean,
  ): Expr {
    this.to.report(messages.spread(this.textOf(range), this.at(range)));
    const parts = right.items.map((item) =>
      isValue(item) || item.kind === 'and' || item.kind === 'or'
        ? this.valueTest(left, scope, sign, item, join(left, item), isNegative)
        : this.truth(item, isNegative),
    );
    return (right.kind === 'or') === (sign !== '!=') ? or(parts) : and(parts);
  }

  private cases(
    args: readonly Node[],
    scope: Scope,
    again: (node: Node, scope: Scope) => Expr,
    isNegative: boolean,
  ): Expr {
    const chosen = new Lowering(this.to, whereOf(this.dialect), scope);
    const parts: Expr[] = [];
    const before: Expr[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      parts.push(and([...before, chosen.truth(args[i]!, isNegative), again(args[i + 1]!, scope)]));
      if (parts.length > 30) break; // the budget would end it too, but later
      before.push(not(chosen.truth(args[i]!, !isNegative)));
    }
    return or(parts);
  }

  private presence(node: Node, isNegative: boolean): Expr {
    if (node.kind !== 'word' && node.kind !== 'string')
      return this.open('computed', node, isNegative);
    const binding = this.scope.get(node.text);
    if (binding && binding.kind !== 'field') return this.open('computed', node, isNegative);
    return {
      kind: 'exists',
      field: this.field(binding?.name ?? node.text).field,
      at: this.at(node),
    };
  }

  /** `lower(a)="x"`: any case of a is meant, and a value that has the other case can't be met. */
  private folded(
    inner: Node,
    scope: Scope,
    how: 'lower' | 'upper',
    sign: Test['sign'],
    right: Word | Text,
    range: Range,
    isNegative: boolean,
    depth: number,
  ): Expr {
    const lost = how === 'lower' ? /[A-Z]/ : /[a-z]/;
    if ((sign === '=' || sign === 'in' || sign === 'like') && lost.test(right.text)) {
      this.to.report(messages.neverCase(how, right.text, this.at(range)));
      return never;
    }
    const folding = new Folding(this.to, this.dialect, this.scope);
    return folding.valueTest(inner, scope, sign, right, range, isNegative, depth + 1);
  }

  private constants(one: Word | Text, sign: Test['sign'], two: Word | Text): Expr {
    const [a, b] = [unescaped(one.text), unescaped(two.text)];
    const isBoth = isNumber(a) && isNumber(b);
    const order = isBoth ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
    const isTrue = (() => {
      switch (sign) {
        case '=':
          return this.dialect.id === 'where'
            ? a === b
            : matchesText(patternOf(two, 'search'), a, false);
        case '!=':
          return this.dialect.id === 'where'
            ? a !== b
            : !matchesText(patternOf(two, 'search'), a, false);
        case 'in':
          return matchesText(
            patternOf(two, this.dialect.id === 'where' ? 'literal' : 'search'),
            a,
            this.isCased,
          );
        case 'like':
          return matchesText(patternOf(two, 'like'), a, this.isCased);
        case '<':
          return order < 0;
        case '<=':
          return order <= 0;
        case '>':
          return order > 0;
        case '>=':
          return order >= 0;
        default:
          return null;
      }
    })();
    if (isTrue === null) return this.open('computed', join(one, two), false);
    return isTrue ? always : never;
  }

  protected get isCased(): boolean {
    return this.dialect.id === 'where';
  }

  private field(name: string): FieldName {
    return fieldOf(name, this.dialect.id === 'car');
  }

  /** A test of one of the event's fields. */
  private fieldTest(name: string, test: Test): Expr {
    const { sign, value, at, isNegative } = test;
    if (isTimeModifier(name)) {
      this.to.report(messages.whenToLook(this.textOf(at), this.at(at)));
      return isNegative ? never : always;
    }
    if (/^_?(?:index)?time(?:stamp)?$/i.test(name) && sign !== '=')
      return this.open('time', at, isNegative);
    if (isSourceField(name) && value) return this.sourceTest(name, value, test);
    const { field } = this.field(name);
    if (field === 'EventID' && value && (sign === '=' || sign === 'in'))
      this.to.sources.event(value.text);
    const place = this.at(at);
    switch (sign) {
      case 'null':
        return { kind: 'null', field, at: place };
      case '!=': {
        const is = this.fieldTest(name, { ...test, sign: '=', isNegative: !isNegative });
        if (is.kind === 'exists') return { ...is, kind: 'null' }; // field!=*
        return and([{ kind: 'exists', field, at: place }, not(is)]);
      }
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.order(field, sign, value!, at, isNegative);
      case 'regex':
        return this.regex(field, value!, at);
      case 'cidr':
        return this.network(field, value!, at);
      default:
        return this.text(name, test);
    }
  }

  private order(
    field: string,
    sign: Sign,
    value: Word | Text,
    at: Range,
    isNegative: boolean,
  ): Expr {
    const written = this.given(value).text;
    if (isNumber(written)) {
      const order = ({ '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as Record<string, Order>)[
        sign
      ]!;
      return { kind: 'compare', field, order, value: Number(written), at: this.at(at) };
    }
    const gap =
      gapOf(written) ?? (value.kind === 'word' && /^[A-Za-z_]\w*$/.test(written) ? written : null);
    if (gap !== null) {
      this.to.report(messages.unknownName(gap, this.at(value)));
      return never;
    }
    return this.open('computed', at, isNegative);
  }

  /** A value that the user gave for a name that stands in its place. */
  private given<T extends Word | Text>(value: T): T {
    const { values } = this.to.settings;
    const name = gapOf(value.text) ?? value.text;
    const found = values.get(name);
    return found === undefined ? value : { ...value, text: found };
  }

  private regex(field: string, value: Word | Text, at: Range): Expr {
    const raw = value.text.replace(/(?<!\\)((?:\\\\)*)\\"/g, '$1"');
    const flags = { i: false, m: false, s: false };
    // a string of eval loses a backslash of two before it is a regular expression; `regex` takes it as it is
    const readings = this.isThreeValued
      ? [unescaped(value.text), raw]
      : [raw, unescaped(value.text)];
    const parsed = readings.map((source) => parseRegex(source, flags));
    const [first, second] = parsed;
    if (!(first instanceof RegexFault))
      return { kind: 'regex', field, regex: first!, at: this.at(at) };
    if (!(second instanceof RegexFault) && readings[0] !== readings[1]) {
      this.to.report(messages.backslashes(readings[0]!, readings[1]!, this.at(value)));
      return { kind: 'regex', field, regex: second!, at: this.at(at) };
    }
    this.to.report(messages.badRegex(first.message, this.at(value)));
    return never;
  }

  private network(field: string, value: Word | Text, at: Range): Expr {
    const network = parseNetwork(value.text);
    if (network) return { kind: 'cidr', field, network, at: this.at(at) };
    this.to.report(messages.badNetwork(value.text, this.at(value)));
    return never;
  }

  /** Equal to a text, or to a pattern of one. */
  private text(name: string, { sign, value: written, at }: Test): Expr {
    const value = this.given(written!);
    if (value === written && isStandIn(value.text))
      this.to.report(messages.standIn(value.text, this.at(value)));
    const about = this.field(name);
    const { field } = about;
    const place = this.at(at);
    if (this.isBareName(value)) {
      this.to.report(messages.unknownName(value.text, this.at(value)));
      return never;
    }
    if (
      sign === '=' &&
      value.kind === 'word' &&
      /^null$/i.test(value.text) &&
      this.dialect.id !== 'search'
    )
      return { kind: 'null', field, at: place };
    if (!this.isThreeValued && (sign === '=' || sign === 'in')) {
      if (value.text === '*') return { kind: 'exists', field, at: place };
      const network = /^[\dA-Fa-f.:]+\/\d+$/.test(value.text) ? parseNetwork(value.text) : null;
      if (network) return { kind: 'cidr', field, network, at: place };
    }
    if ((sign === '=' || sign === 'in') && isPlainNumber(value.text) && about.holds === 'other')
      return { kind: 'number', field, value: Number(value.text), at: place };
    let of = this.wild(value, sign);
    if (sign === 'contains') of = pattern([ANY, ...of, ANY]);
    else if (sign === 'startswith') of = pattern([...of, ANY]);
    else if (sign === 'endswith') of = pattern([ANY, ...of]);
    else if (sign !== 'like') of = this.mended(of, about, value);
    if (about.holds === 'name') return this.named(field, of, place);
    return { kind: 'match', field, pattern: of, cased: this.isCased, at: place };
  }

  /** A word without quotes is a field to where; one that is none is a name that its reader is to fill in. */
  private isBareName({ kind, text: word }: Word | Text): boolean {
    return (
      this.isThreeValued &&
      kind === 'word' &&
      /^[A-Za-z]\w*$/.test(word) &&
      !isKnownField(word) &&
      !/^(?:true|false|null)$/i.test(word)
    );
  }

  /** The value's pattern, by the wildcards of its place; those of another are put right if that is the intent. */
  private wild(value: Word | Text, sign: Test['sign']): Pattern {
    const isLike = sign === 'like';
    const as: Reading = isLike ? 'like' : this.isThreeValued ? 'literal' : 'search';
    const of = patternOf(value, as);
    const foreign = isLike
      ? value.text.includes('*') || !/[%_]/.test(value.text)
      : this.isThreeValued && value.text.includes('*');
    if (!foreign || gapOf(value.text) !== null || sign === 'contains') return of;
    const meant = value.text.includes('*')
      ? patternOf({ text: isLike ? value.text.replace(/%/g, '*') : value.text }, 'search')
      : pattern([ANY, ...of, ANY]);
    return this.intended(of, meant, value);
  }

  /** Wildcards that were lost on the way, and are put back if that is the intent. */
  private mended(of: Pattern, about: FieldName, value: Word | Text): Pattern {
    if (of.some(({ kind }) => kind === 'placeholder')) return of;
    if (this.isThreeValued && value.text.includes('*')) return of; // it was asked about those
    const meant = withWildcards(of, about);
    return meant === null ? of : this.intended(of, meant, value);
  }

  private intended(of: Pattern, meant: Pattern, value: Word | Text): Pattern {
    const isIntent = this.to.settings.mend === 'intent';
    this.to.report(messages.lostWildcards(isIntent, of, meant, this.at(value)));
    return isIntent ? meant : of;
  }

  /** The last part of a path: what stands behind its last separator. */
  private named(field: string, of: Pattern, at: Span): Expr {
    const match = (pieces: Pattern): Expr => ({
      kind: 'match',
      field,
      pattern: pieces,
      cased: this.isCased,
      at,
    });
    const [first] = of;
    if (first?.kind === 'placeholder') return match(pattern([ANY, ...of]));
    if (first?.kind !== 'text' || /[\\/]|^[A-Za-z]:/.test(first.text)) return match(of);
    const behind = (separator: string) => match(pattern([ANY, text(separator), ...of]));
    const last = of.at(-1)!;
    const isWindows =
      last.kind === 'text' && /\.\w{2,4}$/.test(last.text) && separatorOf(last.text) === '\\';
    return isWindows ? behind('\\') : or([behind('\\'), behind('/')]);
  }

  /* Where to look */

  private sourceTest(name: string, value: Word | Text, { sign, at, isNegative }: Test): Expr {
    const isEqual = sign === '=' || sign === 'in' || sign === 'like' || sign === '!=';
    const channel = /^(?:source|sourcetype|source_type|eventtype)$/i.test(name)
      ? channelOf(value.text.replace(/\\\\/g, '\\'))
      : null;
    const place = this.at(at);
    if (channel !== null && isEqual) {
      if (sign !== '!=') this.to.sources.channel(channel);
      const is: Expr = {
        kind: 'match',
        field: 'Channel',
        pattern: [text(channel)],
        cased: false,
        at: place,
      };
      return sign === '!=' ? not(is) : is;
    }
    if (!isNegative && sign !== '!=') this.to.sources.other(`${name}=${value.text}`);
    const lower = name.toLowerCase();
    const of = patternOf(value, sign === 'like' ? 'like' : 'search');
    const is: Expr = { kind: 'match', field: lower, pattern: of, cased: false, at: place };
    return sign === '!=' ? not(is) : is;
  }

  /* Relations and calls */

  private relation(node: Relation, isNegative: boolean): Expr {
    const { how, left, right, negated } = node;
    const isNegated = negated ? !isNegative : isNegative;
    const is = (() => {
      if (how === 'null') return this.presenceOf(left, isNegated, true);
      const sign = how === 'cidr' ? 'cidr' : how;
      return or(
        right.map((value) =>
          this.valueTest(left, this.scope, sign, value, join(left, value), isNegated),
        ),
      );
    })();
    if (!negated) return is;
    // in a search, `NOT IN` is a NOT; elsewhere the field has to be there
    if (this.dialect.id === 'search' || how === 'null') return not(is);
    return and([this.presenceOf(left, isNegative, false), not(is)]);
  }

  private presenceOf(left: Node, isNegative: boolean, isNull: boolean): Expr {
    if (!isValue(left)) return this.open('computed', left, isNegative);
    const binding = this.scope.get(left.text);
    if (binding?.kind === 'made') return this.made(binding, left.text, left, isNegative);
    if (binding?.kind === 'value') return isNegative ? never : always;
    const { field } = this.field(binding?.name ?? left.text);
    return { kind: isNull ? 'null' : 'exists', field, at: this.at(left) };
  }

  private call(node: Call, isNegative: boolean): Expr {
    const { name, args } = node;
    const [first, second] = args;
    const test = (sign: Test['sign'], field: Node | undefined, value: Node | undefined): Expr =>
      field && value
        ? this.valueTest(field, this.scope, sign, value, node, isNegative)
        : this.open('broken', node, isNegative);
    switch (name) {
      case 'match':
        return test('regex', first, second);
      case 'like':
        return test('like', first, second);
      case 'cidrmatch':
        return test('cidr', second, first);
      case 'in': {
        if (!first || args.length < 2) return this.open('broken', node, isNegative);
        const values = args.slice(1);
        return or(
          values.map((value) =>
            this.valueTest(first, this.scope, 'in', value, join(first, value), isNegative),
          ),
        );
      }
      case 'isnull':
        return first
          ? this.covering(this.presenceOf(first, isNegative, true), node)
          : this.open('broken', node, isNegative);
      case 'isnotnull':
        return first
          ? this.covering(this.presenceOf(first, isNegative, false), node)
          : this.open('broken', node, isNegative);
      case 'true':
        return always;
      case 'false':
        return never;
      case 'case':
      case 'term':
        if (this.dialect.id === 'search' && first && isValue(first))
          return this.keyword(first, isNegative, name === 'case', node);
        return this.open('computed', node, isNegative);
      default: {
        const method = /^(.+)\.(?:matches|match)$/.exec(name);
        if (method && first) {
          const left: Word = { kind: 'word', text: method[1]!, from: node.from, to: node.to };
          return test('regex', left, first);
        }
        return this.open('computed', node, isNegative);
      }
    }
  }

  private covering(expr: Expr, range: Range): Expr {
    return expr.kind === 'exists' || expr.kind === 'null' ? { ...expr, at: this.at(range) } : expr;
  }

  /** What a function is false of: where its field is there. Those that ask about that are never NULL. */
  private callFalse(node: Call, isNegative: boolean): Expr {
    const is = this.call(node, !isNegative);
    const field = node.name === 'cidrmatch' ? node.args[1] : node.args[0];
    if (!['match', 'like', 'cidrmatch', 'in'].includes(node.name) || !field) return not(is);
    return and([this.presenceOf(field, isNegative, false), not(is)]);
  }

  private subsearch(node: Extract<Node, { kind: 'subsearch' }>, isNegative: boolean): Expr {
    const inner = this.textOf(node.inner);
    const lookup = /\binputlookup\s+(?:append=\w+\s+)?([\w.-]+)/i.exec(inner);
    if (lookup) {
      this.to.report(messages.lookup(lookup[1]!, this.at(node)));
      return never;
    }
    this.to.widen(messages.subsearch(this.at(node)));
    return isNegative ? never : always;
  }

  /* Words */

  private word(node: Word | Text, isNegative: boolean): Expr {
    if (this.dialect.id !== 'search') return this.bare(node, isNegative);
    if (node.text === '*') return always;
    return this.keyword(node, isNegative, false, node);
  }

  /** A field alone, which is true where it is; or what is left of something. */
  private bare(node: Word | Text, isNegative: boolean): Expr {
    if (node.kind === 'word' && /^(?:true|false)$/i.test(node.text))
      return /^t/i.test(node.text) ? always : never;
    return this.open('broken', node, isNegative);
  }

  /** Splunk's index holds words, and we look anywhere in the text: that finds more. */
  private keyword(value: Word | Text, isNegative: boolean, cased: boolean, range: Range): Expr {
    this.to.widen(messages.keyword(value.text, this.at(range)));
    if (isNegative) return never;
    const pieces = patternOf(value, 'search').filter((piece, i, all) => {
      const isEdge = i === 0 || i === all.length - 1;
      return !(isEdge && piece.kind === 'any');
    });
    return { kind: 'keyword', pattern: pattern(pieces), cased, at: this.at(range) };
  }

  private spend(range: Range): boolean {
    if (this.to.budget-- > 0) return true;
    if (this.to.budget === -1) this.to.report(messages.tooLarge(this.at(range)));
    return false;
  }
}

/** A lowering for which the case of letters never counts: inside `lower()`. */
class Folding extends Lowering {
  protected override get isCased(): boolean {
    return false;
  }
}

const isConstant = (node: Node): node is Word | Text =>
  node.kind === 'string' || (node.kind === 'word' && isNumber(node.text));

const opposite: Readonly<Record<Sign, Sign>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

const flipped: Readonly<Record<Sign, Sign>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Conditions of `if` and `case` are where's, whoever asks what comes of them. */
const whereOf = (dialect: Dialect): Dialect =>
  dialect.id === 'car' ? dialect : { ...dialect, id: 'where' };
