import type { Diagnostic } from '../../../../diagnostic/diagnostic.ts';
import type { Keyword } from '../../../../ir/expr.ts';
import { ANY, pattern } from '../../../../ir/pattern.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import { anyField, type Clause, exists, matchNone } from '../clauses.ts';
import { keywordTexts } from '../keywords.ts';
import { bestFit, type Fit } from './fit.ts';
import { isNoted, within } from './presence.ts';
import type { Schema } from './schema.ts';
import { typedOf } from './typed.ts';
import { wordsIn, wordTexts } from './words.ts';

/** What finds keywords in the fields that indices really have. */
export interface Everywhere {
  /** What is exact but for what is left out. */
  readonly held: readonly Clause[];
  /** What finds all that is held in texts of which only words are, or small letters, and more. */
  readonly more: readonly Clause[];
  /** What finds all events with a text that was too long to be held, as far as engines note it. */
  readonly rest: readonly Clause[];
  /** A field that leaves values out. */
  readonly lacks: Leaf | null;
  /** Values are left out of which nothing tells. */
  readonly isBlind: boolean;
}

/** Fields of one query; more are asked by several, for an engine takes 1024 of them. */
const mostFields = 1000;

/** Keywords of which one is to be in some text of an event, whichever field it is in. */
export function everywhere(
  schema: Schema,
  atoms: readonly Keyword[],
  notesLong: boolean,
  faults: Diagnostic[],
): Everywhere {
  const found: Found = { plain: [], small: [], words: [], typed: [], lacks: null, isBlind: false };
  for (const leaves of schema.families()) sort(leaves, atoms, notesLong, found);
  const texts = keywordTexts(atoms, faults);
  const over = (leaves: readonly Leaf[], values: readonly string[]): Clause[] =>
    [...byNested(leaves)].flatMap(([nested, paths]) =>
      values.flatMap((value) =>
        parts(paths).map((fields) => within({ nested }, anyField(value, fields))),
      ),
    );
  const ofWords = inWords(atoms);
  return {
    held: [...over(found.plain, texts), ...found.typed],
    more: [
      ...over(found.small, texts),
      ...(ofWords
        ? over(found.words, ofWords)
        : found.words.map((leaf) => within(leaf, exists(leaf.path)))),
    ],
    rest: found.lacks && !found.isBlind ? [exists('_ignored')] : [],
    lacks: found.lacks,
    isBlind: found.isBlind || schema.hasUnsearched(),
  };
}

interface Found {
  readonly plain: Leaf[];
  readonly small: Leaf[];
  readonly words: Leaf[];
  readonly typed: Clause[];
  lacks: Leaf | null;
  isBlind: boolean;
}

/** Where a field is looked for keywords, if it can hold one. */
function sort(
  leaves: readonly Leaf[],
  atoms: readonly Keyword[],
  notesLong: boolean,
  found: Found,
): void {
  const fits = atoms.map((atom) => fitOf(atom, leaves));
  const first = fits[0]!;
  const { leaf } = first;
  if (first.how === 'typed' || first.how === 'presence' || first.how === 'open') {
    fits.forEach((fit, i) => {
      const clause = fit.how === 'typed' ? typed(fit) : null;
      if (clause) found.typed.push(clause);
      else if (mayHold(atoms[i]!, leaf)) {
        found.lacks ??= leaf;
        found.isBlind = true;
      }
      if (fit.lacks && !isNoted(leaf, notesLong)) found.isBlind = true;
    });
    return;
  }
  if (/[*^]/.test(leaf.path)) {
    found.isBlind = true; // in a list of fields these are signs
    return;
  }
  // in small letters an expression finds the same as far as it minds no case
  (first.how === 'words'
    ? found.words
    : fits.some(({ adds }) => adds)
      ? found.small
      : found.plain
  ).push(leaf);
  if (!fits.some(({ lacks }) => lacks)) return;
  found.lacks ??= leaf;
  if (!isNoted(leaf, notesLong)) found.isBlind = true;
}

/** What finds a keyword in a field of another type; null where no value can hold it. */
function typed({ atom, leaf, lacks }: Fit): Clause | null {
  if (lacks) return null;
  const said = typedOf(atom, leaf);
  return said && said.clause !== matchNone ? within(leaf, said.clause) : null;
}

/** A keyword in the texts of one field, as a test of it. */
const fitOf = ({ pattern: of, cased, at }: Keyword, leaves: readonly Leaf[]): Fit =>
  bestFit(
    { kind: 'match', field: leaves[0]!.path, pattern: pattern([ANY, ...of, ANY]), cased, at },
    leaves,
  );

/** The signs that the texts of a type are made of, where not all may be. */
const signs: Readonly<Partial<Record<Leaf['holds'], RegExp>>> = {
  integer: /^[0-9-]*$/,
  double: /^[0-9eE+.-]*$/,
  rounded: /^[0-9eE+.-]*$/,
  address: /^[0-9a-fA-F:.]*$/,
  date: /^[0-9tTzZ:+. -]*$/,
  boolean: /^[a-zA-Z]*$/,
};

function mayHold({ pattern: of }: Keyword, { holds }: Leaf): boolean {
  const text = of.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  return signs[holds]?.test(text) ?? true;
}

/** A word of each keyword, as expressions over words; null where one has none, and any text may hold it. */
function inWords(atoms: readonly Keyword[]): readonly string[] | null {
  const words = atoms.map(({ pattern: of }) => wordsIn(of)[0]);
  return words.includes(undefined) ? null : wordTexts(words as readonly string[]);
}

function byNested(leaves: readonly Leaf[]): ReadonlyMap<string | null, readonly string[]> {
  const by = new Map<string | null, string[]>();
  for (const { nested, path } of leaves) by.set(nested, [...(by.get(nested) ?? []), path]);
  return by;
}

const parts = (paths: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(paths.length / mostFields) }, (_, i) =>
    paths.slice(i * mostFields, (i + 1) * mostFields),
  );
