import { type CharSet, pairs } from '../../../ir/regex/charset.ts';
import { ANYTHING, nullable, type Plain } from './plain.ts';

/**
 * Engines give up on a pattern when making a deterministic automaton of it takes too much work:
 * `max_determinized_states` is 10,000, and Lucene visits ten times as many states of the automaton it
 * begins with. Wildcard queries can't raise it, Elasticsearch 8 raises it for none, and an OpenSearch
 * 3.6 with 512 MB died of 1,000,000. So we do the same work here, and stay under the default.
 */
const mostVisits = 80_000;
/** Bounded repeats are written out, by Lucene too. */
const mostPositions = 5_000;
/** Elasticsearch 8 walks what comes before the first endless part on its stack, at most 1,000 deep. */
const longestLead = 900;

interface Position {
  readonly set: CharSet;
  readonly follow: Set<number>;
}

/** Whether an engine under its default limits will take the pattern. */
export function isAffordable(language: Plain): boolean {
  if (lead(language).length > longestLead) return false;
  if (language.kind === 'both') return isAffordable(language.left) && isAffordable(language.right);
  if (language.kind === 'except') return isAffordable(language.item);
  if (language.kind === 'concat' || language.kind === 'alt') {
    // what is inside & and ~ is made deterministic by itself
    const inner = language.items.filter((item) => item.kind === 'both' || item.kind === 'except');
    if (!inner.every(isAffordable)) return false;
  }
  const positions: Position[] = [];
  const edges = build(language, positions);
  return edges !== null && determinize(positions, edges.first);
}

/** The longest text that stands before the first endless part, and whether there is such a part. */
function lead(of: Plain): { readonly length: number; readonly ends: boolean } {
  switch (of.kind) {
    case 'set':
      return { length: 1, ends: false };
    case 'concat': {
      let length = 0;
      for (const item of of.items) {
        const part = lead(item);
        length += part.length;
        if (part.ends) return { length, ends: true };
      }
      return { length, ends: false };
    }
    case 'alt': {
      const parts = of.items.map(lead);
      return {
        length: Math.max(...parts.map(({ length }) => length)),
        ends: parts.every(({ ends }) => ends),
      };
    }
    case 'repeat': {
      if (of.max === Number.POSITIVE_INFINITY) return { length: of.min, ends: true };
      const { length, ends } = lead(of.item);
      return { length: length * of.max, ends: ends && of.min > 0 };
    }
    case 'both':
    case 'except':
      return { length: 0, ends: true };
  }
}

interface Edges {
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Glushkov's automaton: a state for each set of the expression; null where there are too many. */
function build(of: Plain, positions: Position[]): Edges | null {
  switch (of.kind) {
    case 'set': {
      if (positions.length >= mostPositions) return null;
      const index = positions.push({ set: of.set, follow: new Set() }) - 1;
      return { first: [index], last: [index] };
    }
    case 'alt': {
      const parts = of.items.map((item) => build(item, positions));
      if (parts.includes(null)) return null;
      const all = parts as Edges[];
      return { first: all.flatMap(({ first }) => first), last: all.flatMap(({ last }) => last) };
    }
    case 'concat':
      return sequence(of.items, positions);
    case 'repeat':
      return repetition(of, positions);
    case 'both':
    case 'except':
      return build(ANYTHING, positions);
  }
}

function repetition(of: Plain & { kind: 'repeat' }, positions: Position[]): Edges | null {
  const { item, min, max } = of;
  if (max === 1) return build(item, positions);
  if (Math.max(min, max === Number.POSITIVE_INFINITY ? 0 : max) > mostPositions) return null;
  const needed = (count: number) => Array.from({ length: count }, () => item);
  if (max === Number.POSITIVE_INFINITY) {
    if (min > 1) return sequence([...needed(min - 1), { ...of, min: 1 }], positions);
    const edges = build(item, positions);
    for (const last of edges?.last ?? [])
      for (const first of edges!.first) positions[last]!.follow.add(first);
    return edges;
  }
  // each copy follows the one before it, and all from the last needed one on may be the end
  const chain = sequence(needed(Math.max(1, min)), positions);
  let copy = chain;
  const ends = [...(chain?.last ?? [])];
  for (let count = Math.max(1, min); copy && count < max; count++) {
    const next = build(item, positions);
    if (!next) return null;
    for (const from of copy.last) for (const to of next.first) positions[from]!.follow.add(to);
    ends.push(...next.last);
    copy = next;
  }
  return chain && { first: chain.first, last: ends };
}

function sequence(items: readonly Plain[], positions: Position[]): Edges | null {
  let first: number[] = [];
  let last: number[] = [];
  let firstOpen = true;
  for (const item of items) {
    const edges = build(item, positions);
    if (!edges) return null;
    for (const from of last) for (const to of edges.first) positions[from]!.follow.add(to);
    if (firstOpen) first = first.concat(edges.first);
    const skippable = nullable(item);
    last = skippable ? last.concat(edges.last) : [...edges.last];
    firstOpen &&= skippable;
  }
  return { first, last };
}

/** Subset construction; a state is the set of positions that may have been read last. */
function determinize(positions: readonly Position[], first: readonly number[]): boolean {
  const classes = classStarts(positions);
  const inClass = positions.map(({ set }) => classes.map((point) => holds(set, point)));
  const seen = new Set<string>();
  const work: (readonly number[])[] = [first];
  let visits = 0;
  for (let open = work.pop(); open; open = work.pop()) {
    for (let index = 0; index < classes.length; index++) {
      const state = open.filter((position) => inClass[position]![index]);
      const key = state.join();
      if (state.length === 0 || seen.has(key)) continue;
      seen.add(key);
      visits += state.length;
      if (visits > mostVisits) return false;
      const next = new Set<number>();
      for (const position of state) for (const to of positions[position]!.follow) next.add(to);
      work.push([...next].sort((a, b) => a - b));
    }
  }
  return true;
}

/** One point of each class of characters that no set tells apart. */
function classStarts(positions: readonly Position[]): number[] {
  const starts = new Set<number>([0]);
  for (const { set } of positions)
    for (const [first, last] of pairs(set)) {
      starts.add(first);
      if (last < 0x10ffff) starts.add(last + 1);
    }
  return [...starts].sort((a, b) => a - b);
}

function holds(set: CharSet, point: number): boolean {
  for (let i = 0; i < set.length; i += 2) if (set[i]! <= point && point <= set[i + 1]!) return true;
  return false;
}
