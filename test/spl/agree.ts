import type { CompiledQuery, Event, Expr } from '../../src/index.ts';
import { predicate } from '../../src/index.ts';
import { eachAtom } from '../../src/ir/fold.ts';
import { disagreement, hitsOf } from '../support/agree.ts';
import { filterSpl, parseSpl, type Row, readings, rowOf } from './index.ts';

/**
 * The readings that our queries are known to lean on, beside docs/splunk-spl.md, which says so: that
 * Splunk takes for an address what a rule does, that PCRE sees characters, and that lower() leaves
 * letters beyond ASCII alone. Under all others a query finds what its rule means.
 */
export const leanedOn = {
  addresses: 'more texts are addresses',
  characters: 'regexes see bytes',
  letters: 'all letters have two cases',
} as const;

/** The names of the readings that a query is held to. */
export function readingsFor(when: Expr): readonly string[] {
  const left = new Set<string>([leanedOn.characters]);
  eachAtom(when, ({ kind }) => {
    if (kind === 'cidr') left.add(leanedOn.addresses);
    if (kind === 'sameAs') left.add(leanedOn.letters);
  });
  return Object.keys(readings).filter((name) => !left.has(name));
}

type Asked = Pick<CompiledQuery, 'query' | 'fidelity' | 'diagnostics'>;

/** What speaks against a query: under some reading it does not find what it promises. Null where nothing does. */
export function splDisagreement(
  query: Asked,
  when: Expr,
  events: readonly Event[],
  rows: readonly Row[] = events.map((event) => rowOf(event)),
  names = readingsFor(when),
): string | null {
  const wanted = hitsOf(predicate(when), events);
  const pipeline = parseSpl(query.query as string);
  for (const name of names) {
    const finds = filterSpl(pipeline, readings[name]);
    const found = new Set(rows.flatMap((row, i) => (finds(row) ? [i] : [])));
    const fault = disagreement(query as CompiledQuery, wanted, found);
    if (fault) return `${name}: ${fault}: ${query.query}`;
  }
  return null;
}

/**
 * What the user is told that Splunk has otherwise, so that hits can't be the same: fields of its own,
 * objects, which have no field in Splunk, and keywords with wildcards or of nothing, which in `_raw`
 * may begin in one value and end in another, or be found in an event that has no value.
 */
export function isToldOtherwise(
  { diagnostics }: Asked,
  when: Expr,
  objects: readonly string[],
): boolean {
  let is = diagnostics.some(({ code }) => code === 'splunk-spl/default-field');
  eachAtom(when, (atom) => {
    if (atom.kind === 'exists' || atom.kind === 'null') is ||= objects.includes(atom.field);
    if (atom.kind === 'keyword') {
      const parts = atom.pattern.filter((piece) => piece.kind !== 'any');
      is ||= parts.length !== 1 || parts[0]!.kind !== 'text';
    }
  });
  return is;
}
