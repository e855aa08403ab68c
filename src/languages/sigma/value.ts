import type { DatePart, Order } from '../../ir/expr.ts';
import { ANY, ONE, type Piece, text } from '../../ir/pattern.ts';
import type { RegexFlags } from '../../ir/regex/tree.ts';
import type { Yaml } from '../../yaml/document.ts';

/** Bytes that stand for text until they are encoded: what `wide` and its kin leave. */
export interface Bytes {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
}

/** Where in the field's text the value is to be, when a modifier says so. */
export type Where = 'starts' | 'ends' | 'contains';

/** A rule's value on its way through its modifiers. */
export type Value =
  | {
      readonly kind: 'text';
      readonly pieces: readonly (Piece | Bytes)[];
      /** As written: regular expressions and networks have other escapes. */
      readonly written: string;
      readonly cased: boolean;
    }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'regex';
      readonly written: string;
      readonly flags: RegexFlags;
      readonly where: Where | null;
    }
  | { readonly kind: 'cidr'; readonly written: string }
  | { readonly kind: 'compare'; readonly order: Order; readonly value: number }
  | { readonly kind: 'fieldref'; readonly field: string; readonly where: Where | null }
  | { readonly kind: 'exists'; readonly value: boolean }
  | {
      readonly kind: 'timePart';
      readonly part: DatePart;
      readonly order: 'eq' | Order;
      readonly value: number;
    };

export type ValueKind = Value['kind'];
export type ValueOf<K extends ValueKind> = Extract<Value, { kind: K }>;

/** The value that YAML wrote, or null for a map or a list. */
export function readValue(yaml: Yaml): Value | null {
  switch (typeof yaml) {
    case 'string':
      return { kind: 'text', pieces: parsePieces(yaml), written: yaml, cased: false };
    case 'number':
      return { kind: 'number', value: yaml };
    case 'boolean':
      return { kind: 'boolean', value: yaml };
    default:
      return yaml === null ? { kind: 'null' } : null;
  }
}

/**
 * Text with `*` and `?`. A backslash before `*`, `?` or a backslash takes its meaning away, before
 * anything else it is a backslash (Sigma rules specification 2.1, "Escape Character").
 */
export function parsePieces(written: string): Piece[] {
  if (!/[*?]|\\\\/.test(written)) return written === '' ? [] : [text(written)];
  const pieces: Piece[] = [];
  let plain = '';
  for (let i = 0; i < written.length; i++) {
    const char = written[i]!;
    if (char === '\\' && /[*?\\]/.test(written[i + 1] ?? '')) plain += written[++i];
    else if (char === '*' || char === '?') {
      if (plain !== '') pieces.push(text(plain));
      plain = '';
      pieces.push(char === '*' ? ANY : ONE);
    } else plain += char;
  }
  if (plain !== '') pieces.push(text(plain));
  return pieces;
}

/** The text of a value without wildcards, or null. */
export function plainText(value: ValueOf<'text'>): string | null {
  let plain = '';
  for (const piece of value.pieces) {
    if (piece.kind !== 'text') return null;
    plain += piece.text;
  }
  return plain;
}
