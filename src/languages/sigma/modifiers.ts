import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import type { DatePart, Order } from '../../ir/expr.ts';
import { parseNetwork } from '../../ir/network.ts';
import { ANY, type Piece, text } from '../../ir/pattern.ts';
import { base64, base64Offsets, utf16 } from './encode.ts';
import * as messages from './messages.ts';
import {
  type Bytes,
  plainText,
  type Value,
  type ValueKind,
  type ValueOf,
  type Where,
} from './value.ts';

/**
 * What a modifier does to each value, in the order they are written. Each says what it takes; what
 * is not that, or comes where it may not, is a fault. `all` and `neq` are about the whole list and
 * change no value. (Sigma modifiers appendix 2.1; pySigma where the appendix is silent.)
 */
export interface Modifier {
  readonly takes: readonly ValueKind[];
  /** What `takes` is called in messages. */
  readonly called: string;
  /** The value, or the values, that take the place of this one; or what is wrong with it. */
  readonly apply: (value: never, at: Span) => Value | readonly Value[] | Diagnostic;
}

function modifier<K extends ValueKind>(
  takes: readonly K[],
  called: string,
  apply: (value: ValueOf<K>, at: Span) => Value | readonly Value[] | Diagnostic,
): Modifier {
  return { takes, called, apply };
}

/** `contains`, `startswith` and `endswith`, of texts and of what can stand in a text. */
function placed(where: Where): Modifier {
  return modifier(['text', 'number', 'regex', 'fieldref'], 'text', (value): Value => {
    if (value.kind === 'regex' || value.kind === 'fieldref') {
      const both = value.where !== null && value.where !== where;
      return { ...value, where: both ? 'contains' : where };
    }
    const { pieces, written, cased } = value.kind === 'text' ? value : asText(value);
    const before = where === 'starts' ? pieces : [ANY, ...pieces];
    const placed = where === 'ends' ? before : [...before, ANY];
    return { kind: 'text', pieces: placed, written, cased };
  });
}

const asText = ({ value }: ValueOf<'number'>): ValueOf<'text'> => ({
  kind: 'text',
  pieces: [text(String(value))],
  written: String(value),
  cased: false,
});

const flag = (name: 'i' | 'm' | 's'): Modifier =>
  modifier(['regex'], 'a regular expression', (value) => ({
    ...value,
    flags: { ...value.flags, [name]: true },
  }));

const compare = (order: Order): Modifier =>
  modifier(['number', 'text', 'timePart'], 'a number', (value, at) => {
    if (value.kind === 'timePart') return { ...value, order };
    const number = value.kind === 'number' ? value.value : readNumber(value);
    if (number === null) return messages.wrongType(order, 'a number', describe(value), at);
    const isExact = !Number.isInteger(number) || Number.isSafeInteger(number);
    return isExact ? { kind: 'compare', order, value: number } : messages.tooLarge(order, at);
  });

/** A number in a spelling that the reader of YAML left as text, such as `1e3` or `1.50`. */
function readNumber(value: ValueOf<'text'>): number | null {
  const plain = plainText(value);
  if (plain === null || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^0x[0-9a-f]+$/i.test(plain))
    return null;
  return Number(plain);
}

const datePart = (part: DatePart, least: number, most: number): Modifier =>
  modifier(['number'], 'a number', ({ value }, at) =>
    Number.isInteger(value) && value >= least && value <= most
      ? { kind: 'timePart', part, order: 'eq', value }
      : messages.outOfRange(part, least, most, at),
  );

const encoded = (name: string, encode: (bytes: Uint8Array) => readonly string[]): Modifier =>
  modifier(['text'], 'text', (value, at) => {
    const bytes: number[] = [];
    for (const piece of value.pieces) {
      if (piece.kind !== 'bytes' && piece.kind !== 'text')
        return messages.wildcardEncoded(name, at);
      for (const byte of piece.kind === 'bytes'
        ? piece.bytes
        : new TextEncoder().encode(piece.text))
        bytes.push(byte);
    }
    return encode(new Uint8Array(bytes)).map((code) => ({ ...value, pieces: [text(code)] }));
  });

const wide = (order: 'le' | 'be', mark: boolean): Modifier =>
  modifier(['text'], 'text', (value) => {
    const pieces = value.pieces.map((piece): Piece | Bytes =>
      piece.kind === 'text' ? { kind: 'bytes', bytes: utf16(piece.text, order) } : piece,
    );
    const head: Bytes[] = mark ? [{ kind: 'bytes', bytes: Uint8Array.of(0xff, 0xfe) }] : [];
    return { ...value, pieces: [...head, ...pieces] };
  });

/** More ways of writing one value than this are refused. */
const mostDashes = 5 ** 4;
const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];

/** Every way to write the dashes that begin an option: those before a word and not behind one. */
const windash = modifier(['text'], 'text', (value, at) => {
  let ways: (Piece | Bytes)[][] = [[]];
  for (const piece of value.pieces) {
    if (piece.kind !== 'text') {
      ways = ways.map((way) => [...way, piece]);
      continue;
    }
    for (const [i, part] of piece.text
      .split(/(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/u)
      .entries()) {
      if (i > 0) ways = ways.flatMap((way) => dashes.map((dash) => [...way, text(dash)]));
      if (ways.length > mostDashes) return messages.tooManyDashes(mostDashes, at);
      if (part !== '') ways = ways.map((way) => [...way, text(part)]);
    }
  }
  return ways.map((pieces) => ({ ...value, pieces }));
});

const expand = modifier(['text', 'regex'], 'text', (value, at) => {
  if (value.kind === 'regex')
    return /%[^%]+%/.test(value.written) ? messages.placeholderInRegex(at) : value;
  const pieces = value.pieces.flatMap((piece): readonly (Piece | Bytes)[] =>
    piece.kind === 'text' ? placeholders(piece.text) : [piece],
  );
  return { ...value, pieces };
});

/** `%name%` is a gap to be filled; `\%` is a percent sign. */
const placeholders = (of: string): Piece[] =>
  of
    .split(/((?<!\\)%[^%]+(?<!\\)%)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^%[^%]+%$/.test(part)
        ? { kind: 'placeholder', name: part.slice(1, -1) }
        : text(part.replaceAll('\\%', '%')),
    );

const regex = modifier(['text', 'number'], 'text', (value) => ({
  kind: 'regex',
  written: value.kind === 'text' ? value.written : String(value.value),
  flags: { i: false, m: false, s: false },
  where: null,
}));

const cidr = modifier(['text'], 'a network such as 10.0.0.0/8', ({ written }, at) =>
  parseNetwork(written) ? { kind: 'cidr', written } : messages.badCidr(written, at),
);

const fieldref = modifier(['text'], "another field's name", (value, at) => {
  const field = plainText(value);
  if (field === null || field === '') return messages.fieldWildcard(at);
  if (value.cased) return messages.cannotFollow('fieldref', 'cased', at);
  return { kind: 'fieldref', field, where: null };
});

const cased = modifier(['text'], 'text', (value) => ({ ...value, cased: true }));

const exists = modifier(['boolean'], 'true or false', ({ value }) => ({ kind: 'exists', value }));

/** The modifiers that work on values. */
export const modifiers: ReadonlyMap<string, Modifier> = new Map([
  ['contains', placed('contains')],
  ['startswith', placed('starts')],
  ['endswith', placed('ends')],
  ['cased', cased],
  ['windash', windash],
  ['re', regex],
  ['i', flag('i')],
  ['ignorecase', flag('i')],
  ['m', flag('m')],
  ['multiline', flag('m')],
  ['s', flag('s')],
  ['dotall', flag('s')],
  ['base64', encoded('base64', (bytes) => [base64(bytes)])],
  ['base64offset', encoded('base64offset', base64Offsets)],
  ['wide', wide('le', false)],
  ['utf16le', wide('le', false)],
  ['utf16be', wide('be', false)],
  ['utf16', wide('le', true)],
  ['lt', compare('lt')],
  ['lte', compare('lte')],
  ['gt', compare('gt')],
  ['gte', compare('gte')],
  ['minute', datePart('minute', 0, 59)],
  ['hour', datePart('hour', 0, 23)],
  ['day', datePart('day', 1, 31)],
  ['week', datePart('week', 1, 53)],
  ['month', datePart('month', 1, 12)],
  ['year', datePart('year', 0, 9999)],
  ['cidr', cidr],
  ['expand', expand],
  ['fieldref', fieldref],
  ['exists', exists],
]);

/** The modifiers that are about the list of values. */
export const listModifiers: ReadonlySet<string> = new Set(['all', 'neq']);

export const knownModifiers: readonly string[] = [...modifiers.keys(), ...listModifiers].sort();

/** Modifiers that read the value as it is written, so nothing that changes it may come before. */
export const asWritten: ReadonlySet<string> = new Set(['re', 'cidr', 'exists']);

/** What a value is called in messages. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'text':
      return 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a boolean';
    case 'null':
      return 'null';
    case 'regex':
      return 'a regular expression';
    case 'cidr':
      return 'a network';
    case 'compare':
      return 'a comparison';
    case 'fieldref':
      return "another field's name";
    case 'exists':
      return 'a question of existence';
    case 'timePart':
      return 'a part of a date';
  }
}

/** They take text, and where it stands is said of what they make of it. */
export const encoders: ReadonlySet<string> = new Set([
  'base64',
  'base64offset',
  'utf16',
  'utf16be',
  'utf16le',
  'wide',
]);
export const placing: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith']);
