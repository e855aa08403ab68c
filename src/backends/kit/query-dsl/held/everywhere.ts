import type { Diagnostic } from '../../../../diagnostic/diagnostic.ts';
import type { Keyword, Match } from '../../../../ir/expr.ts';
import { ANY, pattern } from '../../../../ir/pattern.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import { anyField, type Clause, exists, matchNone } from '../clauses.ts';
import { keywordTexts } from '../keywords.ts';
import { bestFit, type Fit } from './fit.ts';
import { isNoted, within } from './presence.ts';
import type { Family, Schema } from './schema.ts';
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
  const ways = new Ways(atoms);
  for (const family of schema.families()) sort(family.leaves, ways.of(family), notesLong, found);
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

/** How one keyword is asked of all fields of a shape, and of which of a field's ways. */
interface Way extends Pick<Fit, 'how' | 'adds' | 'lacks'> {
  readonly at: number;
  readonly keyword: Keyword;
  readonly isTyped: boolean;
}

/** Found out once for a shape: of thousands of fields most are held alike. */
class Ways {
  private readonly known = new Map<string, readonly Way[]>();
  private readonly atoms: readonly Keyword[];

  constructor(atoms: readonly Keyword[]) {
    this.atoms = atoms;
  }

  of({ leaves, shape }: Family): readonly Way[] {
    const ways = this.known.get(shape) ?? this.atoms.map((keyword) => wayOf(keyword, leaves));
    this.known.set(shape, ways);
    return ways;
  }
}

function wayOf(keyword: Keyword, leaves: readonly Leaf[]): Way {
  const fit = bestFit(testOf(keyword, leaves[0]!), leaves);
  const { how, adds, lacks, leaf } = fit;
  const isTyped = how === 'typed' && typed(keyword, leaf, lacks) !== null;
  return { how, adds, lacks, at: leaves.indexOf(leaf), keyword, isTyped };
}

/** Where a field is looked for keywords, if it can hold one. */
function sort(
  leaves: readonly Leaf[],
  ways: readonly Way[],
  notesLong: boolean,
  found: Found,
): void {
  const { how, at } = ways[0]!;
  const leaf = leaves[at]!;
  if (how === 'typed' || how === 'presence' || how === 'open') {
    for (const { keyword, lacks, isTyped, at: own } of ways) {
      if (isTyped) found.typed.push(typed(keyword, leaves[own]!, lacks)!);
      else if (mayHold(keyword, leaf)) {
        found.lacks ??= leaf;
        found.isBlind = true;
      }
      if (lacks && !isNoted(leaf, notesLong)) found.isBlind = true;
    }
    return;
  }
  if (/[*^]/.test(leaf.path)) {
    found.isBlind = true; // in a list of fields these are signs
    return;
  }
  // in small letters an expression finds the same as far as it minds no case
  (how === 'words' ? found.words : ways.some(({ adds }) => adds) ? found.small : found.plain).push(
    leaf,
  );
  if (!ways.some(({ lacks }) => lacks)) return;
  found.lacks ??= leaf;
  if (!isNoted(leaf, notesLong)) found.isBlind = true;
}

/** What finds a keyword in a field of another type; null where no value can hold it. */
function typed(keyword: Keyword, leaf: Leaf, lacks: boolean): Clause | null {
  if (lacks) return null;
  const said = typedOf(testOf(keyword, leaf), leaf);
  return said && said.clause !== matchNone ? within(leaf, said.clause) : null;
}

/** A keyword in the texts of one field, as a test of it. */
const testOf = ({ pattern: of, cased, at }: Keyword, { path }: Leaf): Match => ({
  kind: 'match',
  field: path,
  pattern: pattern([ANY, ...of, ANY]),
  cased,
  at,
});

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
  for (const { nested, path } of leaves) {
    const paths = by.get(nested);
    if (paths) paths.push(path);
    else by.set(nested, [path]);
  }
  return by;
}

const parts = (paths: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(paths.length / mostFields) }, (_, i) =>
    paths.slice(i * mostFields, (i + 1) * mostFields),
  );
