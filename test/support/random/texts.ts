import fc from 'fast-check';
import { type Pattern, type Piece, text as textPiece } from '../../../src/ir/pattern.ts';
import type { Choices } from './choices.ts';

/* Texts of characters that some language, engine or case mapping treats in a way of its own. */

const plain = [...'abkKsSiIxX01'];
const signs = [...' \\"\'*?.,:;|()[]{}<>~&@#+-^$%/=!`_'];
const controls = [...'\0\x01\t\n\r\x1f\x7f\u0085\u00a0\u2028\ufeff'];
/** With the Kelvin sign, the long s, both Turkish i, sharp s, final sigma, a titlecase letter and Deseret. */
const beyond = [...'éÉßẞıİ\u212aſ\u212bσςΣǅﬀ\u0301中\ufffd\uffff😀𐐀𐐨\u{10ffff}'];
const all = [...plain, ...signs, ...controls, ...beyond];

export const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...plain) },
  { weight: 3, arbitrary: fc.constantFrom(...signs) },
  { weight: 1, arbitrary: fc.constantFrom(...controls) },
  { weight: 2, arbitrary: fc.constantFrom(...beyond) },
);

/** Texts that read as something else, or that some syntax is made of. */
export const words = [
  ...['true', 'True', 'false', 'null', '0', '4688', '04688', '-1.5', '1e3', '4688.0', 'NaN', '-0'],
  ...['10.0.0.1', '::1', '2026-01-05T07:00:00Z', 'AND', 'OR', 'NOT', '*', '**', '?', '\\', '\\\\'],
  ...['C:\\Windows\\', '\\\\host\\c$', '"', '""', "'", '/', '/*', ' ', '\\*', '\\"', '%a%', '${a}'],
];

/** The most bytes of UTF-8 that an engine keeps of a keyword: it refuses a longer one. */
export const mostBytes = 32_766;
/** Lengths at which something ends: `ignore_above`, expressions, the stack, keywords. */
const edges = [256, 257, 899, 900, 901, 1000, 1001, 8191, 8192, mostBytes - 1, mostBytes];

/** As much of the text as an engine keeps. */
export function kept(text: string): string {
  if (text.length * 3 <= mostBytes) return text;
  let bytes = 0;
  let end = 0;
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > mostBytes) break;
    end += char.length;
  }
  return text.slice(0, end);
}

export const shortText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: character, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom(...words) },
);

/** A text that is as long as something is allowed to be, or a little longer. */
export const longText = fc
  .tuple(fc.string({ unit: character, minLength: 1, maxLength: 3 }), fc.constantFrom(...edges))
  .map(([unit, length]) => kept(unit.repeat(Math.ceil(length / unit.length))).slice(0, length))
  .map(whole);

/** Without half a character at its end. */
function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

export const text = fc.oneof(
  { weight: 60, arbitrary: shortText },
  { weight: 1, arbitrary: longText },
);

/** What may stand where a pattern leaves it open. */
export function someText(choices: Choices): string {
  if (choices.oneIn(60)) return choices.pick(all).repeat(choices.pick(edges));
  return Array.from({ length: choices.below(4) }, () => choices.pick(all)).join('');
}

export const someCharacter = (choices: Choices): string => choices.pick(all);

/** A text that the pattern is of. */
export function fill(pattern: Pattern, cased: boolean, choices: Choices): string {
  const fillOne = (piece: Piece): string => {
    if (piece.kind === 'any') return someText(choices);
    if (piece.kind === 'one') return someCharacter(choices);
    if (piece.kind === 'placeholder') return '';
    return cased ? piece.text : recase(piece.text, choices);
  };
  return kept(pattern.map(fillOne).join(''));
}

/** The text with some ASCII letters in their other case. */
export function recase(text: string, choices: Choices): string {
  const change = choices.pick<(letter: string) => string>([
    (letter) => letter,
    (letter) => letter.toUpperCase(),
    (letter) => letter.toLowerCase(),
    (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()),
  ]);
  return text.replace(/[A-Za-z]/g, change);
}

/** Letters that some case mapping takes for one another, in a ring. */
const rings = ['kK\u212a', 'sSſ', 'iIıİ', 'åÅ\u212b', 'σΣς', 'ßẞ', 'éÉ', '𐐀𐐨'].map((ring) => [
  ...ring,
]);

function otherCase(char: string): string {
  const ring = rings.find((one) => one.includes(char));
  if (ring) return ring[(ring.indexOf(char) + 1) % ring.length]!;
  const upper = char.toUpperCase();
  return upper === char ? char.toLowerCase() : upper;
}

/** The text with one character changed, removed, doubled or added, or with something before or behind it. */
export function edit(text: string, choices: Choices): string {
  const chars = [...text];
  const at = choices.below(chars.length + 1);
  const here = chars[at] ?? '';
  const edited = choices.pick<() => string[]>([
    () => chars.toSpliced(at, 1),
    () => chars.toSpliced(at, 1, otherCase(here)),
    () => chars.toSpliced(at, 1, someCharacter(choices)),
    () => chars.toSpliced(at, 0, someCharacter(choices)),
    () => chars.toSpliced(at, 0, here),
    () => [someText(choices), ...chars],
    () => [...chars, someText(choices)],
    () => [...chars, choices.pick(['\n', '\\', '"', '*', '\0', ' ', '.'])],
    () => chars.map(otherCase),
    () => [text.normalize('NFD')],
    () => [],
  ])();
  return kept(edited.join(''));
}

/** A pattern's piece: more often text than not. */
export const piece: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 3, arbitrary: text.map(textPiece) },
  fc.constant<Piece>({ kind: 'any' }),
  fc.constant<Piece>({ kind: 'one' }),
);
