import type { Range } from './token.ts';

/*
 * An analytic's expression as it is written: nothing is decided yet of what a word means, for that
 * depends on where it stands. What is true or false and what is a value are one type, as in `if(a=1, b, c)`.
 */

export type Sign = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface All extends Range {
  readonly kind: 'and' | 'or';
  readonly items: readonly Node[];
}

export interface Negation extends Range {
  readonly kind: 'not';
  readonly item: Node;
}

/** `left sign right`. */
export interface Comparison extends Range {
  readonly kind: 'compare';
  readonly left: Node;
  readonly sign: Sign;
  readonly right: Node;
}

/** `left in (...)`, `left like "..."` and their kin; `not` stands before the word. */
export interface Relation extends Range {
  readonly kind: 'relation';
  readonly how: 'in' | 'like' | 'regex' | 'contains' | 'startswith' | 'endswith' | 'cidr' | 'null';
  readonly left: Node;
  readonly right: readonly Node[];
  readonly negated: boolean;
}

export interface Call extends Range {
  readonly kind: 'call';
  /** In small letters. */
  readonly name: string;
  readonly args: readonly Node[];
}

/** A bare word: a field, a number, a text or a keyword. */
export interface Word extends Range {
  readonly kind: 'word';
  readonly text: string;
}

export interface Text extends Range {
  readonly kind: 'string';
  /** Between its quotes, with its escapes. */
  readonly text: string;
  readonly quote: '"' | "'";
}

/** A search in brackets, from after the bracket to before its partner. */
export interface Subsearch extends Range {
  readonly kind: 'subsearch';
  readonly inner: Range;
}

/** What can't be told of one event: sums, times, what is damaged beyond mending. */
export interface Unknown extends Range {
  readonly kind: 'unknown';
  readonly why: Why;
}

/** Why a part of an analytic can't be told of one event. */
export type Why = 'computed' | 'macro' | 'broken' | 'time' | 'repeats' | 'joined';

export type Node =
  | All
  | Negation
  | Comparison
  | Relation
  | Call
  | Word
  | Text
  | Subsearch
  | Unknown;

/** A text that is equal for trees that mean the same, whatever brackets were written. */
export function shapeOf(node: Node | null): string {
  if (!node) return '-';
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.kind} ${itemsOf(node, node.kind).map(shapeOf).join(' ')})`;
    case 'not':
      return `(not ${shapeOf(node.item)})`;
    default:
      return `${node.from}:${node.to}`;
  }
}

const itemsOf = (node: Node, kind: 'and' | 'or'): readonly Node[] =>
  node.kind === kind ? node.items.flatMap((item) => itemsOf(item, kind)) : [node];
