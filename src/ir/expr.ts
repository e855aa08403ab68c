import type { Span } from '../diagnostic/source.ts';
import type { Network } from './network.ts';
import type { Pattern } from './pattern.ts';
import type { Regex } from './regex/tree.ts';

/*
 * What a rule says about one event. An event is a JSON object; `field` is a path (`a.b` is the key
 * "a.b", or `b` inside `a`); an array satisfies a test when one of its elements does. What each
 * kind means is said here and done in src/evaluate.
 */

/** Every item is true; with no items, true. */
export interface And {
  readonly kind: 'and';
  readonly items: readonly Expr[];
  /** It is a rule's list of values of one field, which pipelines may speak of as one. */
  readonly isList?: true;
}

/** Some item is true; with no items, false. */
export interface Or {
  readonly kind: 'or';
  readonly items: readonly Expr[];
  readonly isList?: true;
}

/** `item` is not true: an event that lacks the field satisfies `not field=v`. */
export interface Not {
  readonly kind: 'not';
  readonly item: Expr;
}

/** The field's text is the pattern as a whole; ASCII letters ignore case unless `cased`. */
export interface Match {
  readonly kind: 'match';
  readonly field: string;
  readonly pattern: Pattern;
  readonly cased: boolean;
  readonly at: Span;
}

/** The field is this number, or the text that JSON would write for it. */
export interface NumberTest {
  readonly kind: 'number';
  readonly field: string;
  readonly value: number;
  readonly at: Span;
}

/** The field is this boolean, or the text `true` or `false`, small letters as JSON writes them. */
export interface BooleanTest {
  readonly kind: 'boolean';
  readonly field: string;
  readonly value: boolean;
  readonly at: Span;
}

export type Order = 'lt' | 'lte' | 'gt' | 'gte';

/** The field is a number, or text in plain decimal notation (`-1`, `007`, `2.50`), less or greater than `value`. */
export interface Compare {
  readonly kind: 'compare';
  readonly field: string;
  readonly order: Order;
  readonly value: number;
  readonly at: Span;
}

/** The regular expression is found anywhere in the field's text. */
export interface RegexTest {
  readonly kind: 'regex';
  readonly field: string;
  readonly regex: Regex;
  readonly at: Span;
}

/** The field is the text of an IP address in the network; an IPv4 address is in no IPv6 network. */
export interface Cidr {
  readonly kind: 'cidr';
  readonly field: string;
  readonly network: Network;
  readonly at: Span;
}

/** The field is there and not null; the empty string exists. */
export interface Exists {
  readonly kind: 'exists';
  readonly field: string;
  readonly at: Span;
}

/** The field is missing or null. */
export interface Null {
  readonly kind: 'null';
  readonly field: string;
  readonly at: Span;
}

/** Both fields have text, and one's equals, starts, ends or contains the other's, ignoring the case of ASCII letters. */
export interface SameAs {
  readonly kind: 'sameAs';
  readonly field: string;
  readonly how: 'equals' | 'starts' | 'ends' | 'contains';
  readonly other: string;
  readonly at: Span;
}

export type DatePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** That part of the field's date, in UTC, equals the number, or is less or greater. `week` is the week of ISO 8601. */
export interface TimePart {
  readonly kind: 'timePart';
  readonly field: string;
  readonly part: DatePart;
  readonly order: 'eq' | Order;
  readonly value: number;
  readonly at: Span;
}

/** Some text in the event contains the pattern; ASCII letters ignore case unless `cased`. */
export interface Keyword {
  readonly kind: 'keyword';
  readonly pattern: Pattern;
  readonly cased: boolean;
  readonly at: Span;
}

/** A test of one event that holds no other. */
export type Atom =
  | Match
  | NumberTest
  | BooleanTest
  | Compare
  | RegexTest
  | Cidr
  | Exists
  | Null
  | SameAs
  | TimePart
  | Keyword;

export type Expr = And | Or | Not | Atom;

export type Kind = Expr['kind'];
export type AtomKind = Atom['kind'];
export type OfKind<K extends Kind> = Extract<Expr, { kind: K }>;
