import type { Compare, Match, Order } from '../../../../ir/expr.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import { bounds } from '../../../../mapping/types.ts';
import { any, type Clause, exists, matchNone, range, term, terms } from '../clauses.ts';
import { typedClause, type ValueTest } from '../typed.ts';

/** A test said of a type: exactly, or of more values. */
export interface Typed {
  readonly clause: Clause;
  readonly isExact: boolean;
}

/**
 * A test of numbers, booleans, dates and addresses as an index holds them, which are taken to be what JSON writes
 * so; null where no more can be asked than that there is one.
 */
export function typedOf(atom: ValueTest, leaf: Leaf): Typed | null {
  const field = leaf.path;
  if (atom.kind === 'match' && isAny(atom)) return exact(exists(field));
  switch (leaf.holds) {
    case 'integer':
    case 'double':
    case 'rounded':
      return numeric(atom, leaf);
    case 'boolean':
      return boolean(atom, field);
    case 'address': {
      const clause = isOfText(atom) ? typedClause({ ...atom, field }, 'address') : matchNone;
      return clause && exact(clause);
    }
    default:
      return null;
  }
}

const exact = (clause: Clause): Typed => ({ clause, isExact: true });

const isAny = ({ pattern }: Match): boolean => pattern.length === 1 && pattern[0]!.kind === 'any';

/** Whether an address may pass: none is a number, a boolean or a date. */
const isOfText = ({ kind }: ValueTest): boolean =>
  kind === 'match' || kind === 'regex' || kind === 'cidr';

function numeric(atom: ValueTest, leaf: Leaf): Typed | null {
  switch (atom.kind) {
    case 'number':
      return equal(atom.value, leaf);
    case 'compare':
      return leaf.holds === 'integer' ? exact(whole(atom, leaf)) : ranged(atom, leaf);
    case 'match': {
      const text = atom.pattern.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
      if (/[^0-9eE+.-]/.test(text)) return exact(matchNone); // no number is written so
      if (atom.pattern.some(({ kind }) => kind !== 'text')) return null;
      const value = Number(text);
      return text !== '' && String(value) === text ? equal(value, leaf) : exact(matchNone);
    }
    case 'regex':
      return null;
    default:
      return exact(matchNone); // a number is no boolean, no address and no date
  }
}

function equal(value: number, { path, holds, type }: Leaf): Typed | null {
  if (!Number.isFinite(value)) return exact(matchNone);
  if (holds === 'double') return exact(term(path, value));
  if (holds === 'rounded')
    return Math.abs(value) < 60_000 ? { clause: term(path, value), isExact: false } : null;
  const [least, most] = bounds[type]!;
  if (!Number.isInteger(value) || value < least || value > most) return exact(matchNone);
  return Number.isSafeInteger(value) ? exact(term(path, value)) : null;
}

/** Of integers, with a bound that the type may not have. */
function whole({ order, value }: Compare, { path, type }: Leaf): Clause {
  const [least, most] = bounds[type]!;
  const isLess = order === 'lt' || order === 'lte';
  if (value <= least || value >= most) {
    const isBeyond = value < least || value > most;
    if (isBeyond || (isLess ? order === 'lt' && value === least : order === 'gt' && value === most))
      return value > least === isLess ? exists(path) : matchNone;
  }
  return range(path, order, value);
}

/** Of numbers with fractions; none that JSON writes with an exponent is less or greater than another. */
function ranged({ order, value }: Compare, { path, holds, type }: Leaf): Typed | null {
  if (holds === 'double')
    return exact(
      any(
        plainNumbers
          .flatMap((part) => cut(part, order, value) ?? [])
          .map((part) => between(path, part)),
      ),
    );
  // a number may have been rounded to the bound; the bound itself is rounded alike for this type alone
  if (type !== 'float') return null;
  const isLess = order === 'lt' || order === 'lte';
  // engines refuse a bound that no float has, as they refuse such a value
  if (!Number.isFinite(Math.fround(value)))
    return isLess === value > 0
      ? { clause: exists(path), isExact: false }
      : { clause: matchNone, isExact: true };
  return { clause: range(path, isLess ? 'lte' : 'gte', value), isExact: false };
}

interface Interval {
  readonly least: number;
  readonly most: number;
  /** Whether its ends are of it. */
  readonly hasLeast: boolean;
  readonly hasMost: boolean;
}

/** The numbers that JSON writes without an exponent. */
const plainNumbers: readonly Interval[] = [
  { least: -1e21, hasLeast: false, most: -1e-6, hasMost: true },
  { least: 0, hasLeast: true, most: 0, hasMost: true },
  { least: 1e-6, hasLeast: true, most: 1e21, hasMost: false },
];

/** What of an interval is less or greater than a bound; null where nothing is. */
function cut(part: Interval, order: Order, bound: number): Interval | null {
  const isIn = order === 'lte' || order === 'gte';
  const cutOff =
    order === 'lt' || order === 'lte'
      ? bound < part.most || (bound === part.most && !isIn)
        ? { ...part, most: bound, hasMost: isIn }
        : part
      : bound > part.least || (bound === part.least && !isIn)
        ? { ...part, least: bound, hasLeast: isIn }
        : part;
  const { least, most, hasLeast, hasMost } = cutOff;
  return least < most || (least === most && hasLeast && hasMost) ? cutOff : null;
}

const between = (path: string, { least, most, hasLeast, hasMost }: Interval): Clause => ({
  range: { [path]: { [hasLeast ? 'gte' : 'gt']: least, [hasMost ? 'lte' : 'lt']: most } },
});

function boolean(atom: ValueTest, field: string): Typed | null {
  if (atom.kind === 'boolean') return exact(term(field, atom.value));
  if (atom.kind === 'regex') return null;
  if (atom.kind !== 'match') return exact(matchNone);
  const passed = [true, false].filter((value) => isLike(atom, String(value)));
  if (passed.length === 2) return exact(exists(field));
  return exact(passed.length === 0 ? matchNone : terms(field, passed));
}

function isLike({ pattern, cased }: Match, word: string): boolean {
  const source = pattern
    .map((piece) => {
      if (piece.kind === 'text') return piece.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      return piece.kind === 'any' ? '.*' : '.';
    })
    .join('');
  return new RegExp(`^(?:${source})$`, cased ? '' : 'i').test(word);
}
