import type { Match } from '../../../../ir/expr.ts';
import { ANY, type Piece, pattern, text } from '../../../../ir/pattern.ts';
import { requiredPattern } from '../../../../ir/regex/required.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import { matchNone } from '../clauses.ts';
import type { ValueTest } from '../typed.ts';
import { typedOf } from './typed.ts';

/** How a test is said of a field as an index holds it. */
export interface Fit {
  readonly leaf: Leaf;
  /** As of a keyword, by a clause of the type, by words, by there being a value, or not at all. */
  readonly how: 'plain' | 'typed' | 'words' | 'presence' | 'open';
  /** What is asked of it, in its own name. */
  readonly atom: ValueTest;
  /** It finds values that aren't meant. */
  readonly adds: boolean;
  /** It does not find all values that are meant, for some are not held. */
  readonly lacks: boolean;
}

/** The best way to say a test of a field that is held in several ways, of equal ones the first. */
export function bestFit(atom: ValueTest, leaves: readonly Leaf[]): Fit {
  const fits = leaves.map((leaf) => fitOf(atom, leaf));
  return fits.reduce((best, fit) => (gradeOf(fit) < gradeOf(best) ? fit : best));
}

/** Less is better: exact, then what leaves some out, then what finds more. */
function gradeOf({ how, adds, lacks, leaf }: Fit): number {
  const fidelity = (adds ? 2 : 0) + (lacks ? 1 : 0);
  const cost = how === 'plain' && leaf.type === 'wildcard' ? 0 : 1;
  return (
    ['plain', 'typed', 'words', 'presence', 'open'].indexOf(how) * 100 * Number(adds) +
    fidelity * 10 +
    cost
  );
}

function fitOf(given: ValueTest, leaf: Leaf): Fit {
  const atom = { ...given, field: leaf.path };
  const nothing = { leaf, atom, adds: true, lacks: false };
  const presence: Fit = leaf.isPresenceTold
    ? { ...nothing, how: 'presence', lacks: isPresenceLacking(leaf) }
    : { ...nothing, how: 'open' };
  if (!leaf.isSearched) return presence;
  switch (leaf.holds) {
    case 'keyword':
    case 'flat': {
      if (leaf.folded === 'unknown' || !isTaken(atom, leaf)) return presence;
      const folded = leaf.folded === 'lower' ? inSmall(atom) : { atom, adds: false };
      if (!folded) return presence;
      const adds = folded.adds || leaf.isNullHeld;
      return { leaf, how: 'plain', atom: folded.atom, adds, lacks: longest(atom) > leaf.limit };
    }
    case 'text':
      return { leaf, how: 'words', atom, adds: true, lacks: false };
    case 'other':
      return presence;
    default: {
      const typed = typedOf(atom, leaf);
      if (!typed) return presence;
      const isOfType = typed.clause !== matchNone && !('exists' in typed.clause);
      const lacks = leaf.isMalformedLeftOut && !isOfType;
      return { leaf, how: 'typed', atom, adds: !typed.isExact || leaf.isNullHeld, lacks };
    }
  }
}

/** Some values are not held, so that not all are there that an event has. */
export const isPresenceLacking = ({ limit, isMalformedLeftOut }: Leaf): boolean =>
  limit !== Infinity || isMalformedLeftOut;

/**
 * Elasticsearch takes neither patterns nor expressions of a key in `flattened`; in a `wildcard`, OpenSearch does
 * not find the empty text, nor letters beyond ASCII beside others whose case is ignored.
 */
function isTaken(atom: ValueTest, { type }: Leaf): boolean {
  if (type === 'wildcard') {
    if (atom.kind !== 'match') return true;
    return atom.pattern.length > 0 && !atom.pattern.some(isBeyondAscii);
  }
  if (type !== 'flattened') return true;
  if (atom.kind === 'number' || atom.kind === 'boolean') return true;
  return (
    atom.kind === 'match' &&
    atom.pattern.slice(0, -1).every(({ kind }) => kind === 'text') &&
    atom.pattern.at(-1)?.kind !== 'one' &&
    atom.pattern[0]?.kind !== 'any'
  );
}

const isBeyondAscii = (piece: Piece): boolean =>
  piece.kind === 'text' && /[^\0-\x7f]/.test(piece.text);

/** The most UTF-16 units that a text may have that passes. */
function longest(atom: ValueTest): number {
  switch (atom.kind) {
    case 'match':
      return atom.pattern.reduce((sum, piece) => {
        if (piece.kind === 'text') return sum + piece.text.length;
        return sum + (piece.kind === 'one' ? 2 : Infinity);
      }, 0);
    case 'number':
    case 'boolean':
      return String(atom.value).length;
    case 'cidr':
      return atom.network.version === 4 ? 15 : 45;
    default:
      return Infinity;
  }
}

/**
 * The test said of texts whose letters were made small: of more values where it minds the case, and where an
 * ASCII letter may have been another (`K` of Kelvin, `İ`). Null where it can't be said.
 */
function inSmall(atom: ValueTest): { atom: ValueTest; adds: boolean } | null {
  if (atom.kind === 'regex') {
    const needed = requiredPattern(atom.regex.tree);
    const { field, at } = atom;
    const small = smallMatch({ kind: 'match', field, pattern: needed, cased: false, at });
    return small && { atom: small.atom, adds: true };
  }
  if (atom.kind === 'timePart') return null;
  if (atom.kind === 'match') return smallMatch(atom);
  const isAlike = 'value' in atom && /[A-Za-z]/.test(String(atom.value)); // `True`, `1E-7`
  return { atom, adds: isAlike && atom.kind !== 'compare' };
}

function smallMatch(atom: Match): { atom: Match; adds: boolean } | null {
  const all = atom.pattern.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  if (/[^\0-\x7f]/.test(all)) return null;
  const small = pattern(
    atom.pattern.map((piece) => (piece.kind === 'text' ? text(piece.text.toLowerCase()) : piece)),
  );
  const adds = atom.cased ? /[A-Za-z]/.test(all) : /[ik]/i.test(all);
  return { atom: { ...atom, pattern: small, cased: true }, adds };
}

/** A pattern that all texts have that pass, for those that are looked for by their words; null where none is known. */
export function neededBy(atom: ValueTest): Match | null {
  const { field, at } = atom;
  const match = (of: Match['pattern']): Match => ({
    kind: 'match',
    field,
    pattern: of,
    cased: false,
    at,
  });
  switch (atom.kind) {
    case 'match':
      return atom;
    case 'number':
    case 'boolean':
      return match([text(String(atom.value))]);
    case 'regex':
      return match(pattern([ANY, ...requiredPattern(atom.regex.tree), ANY]));
    default:
      return null;
  }
}
