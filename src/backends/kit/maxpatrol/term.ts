/** How a language says what a term is made of. */
export interface Spelling {
  /** True of every event, and of none. */
  readonly all: string;
  readonly none: string;
  readonly isMissing: (field: string) => string;
  /** The tests that say it, of which one is to be true. */
  readonly values: (field: string, how: string, values: readonly string[]) => readonly string[];
}

/** A condition before it is text. */
export type Term =
  | { readonly kind: 'all' | 'none' }
  | { readonly kind: 'test'; readonly text: string }
  /** The field is one of the texts, or has one of them in the way that is said. */
  | {
      readonly kind: 'values';
      readonly field: string;
      readonly how: string;
      readonly values: readonly string[];
    }
  /** None of the items, which are about the field, is true; also where the field is missing. */
  | { readonly kind: 'unless'; readonly field: string; readonly items: readonly Term[] }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Term[] };

export const all: Term = { kind: 'all' };
export const none: Term = { kind: 'none' };
export const test = (text: string): Term => ({ kind: 'test', text });
export const values = (field: string, texts: readonly string[], how = 'whole'): Term => ({
  kind: 'values',
  field,
  how,
  values: texts,
});

/** What is not about a field has no say in what it is not. */
export const unless = (field: string, item: Term): Term =>
  item.kind === 'none' ? all : { kind: 'unless', field, items: [item] };

export function allOf(terms: readonly Term[]): Term {
  const flat = flatOf('and', terms).filter(({ kind }) => kind !== 'all');
  if (flat.some(({ kind }) => kind === 'none')) return none;
  return joined('and', merged(flat, 'unless'), all);
}

export function anyOf(terms: readonly Term[]): Term {
  const flat = flatOf('or', terms).filter(({ kind }) => kind !== 'none');
  if (flat.some(({ kind }) => kind === 'all')) return all;
  return joined('or', merged(flat, 'values'), none);
}

const flatOf = (kind: 'and' | 'or', terms: readonly Term[]): readonly Term[] =>
  terms.flatMap((term) => (term.kind === kind ? term.items : [term]));

function joined(kind: 'and' | 'or', items: readonly Term[], empty: Term): Term {
  if (items.length === 0) return empty;
  return items.length === 1 ? items[0]! : { kind, items };
}

/** Those that are about one field, in one way, as one, where the first of them stands. */
function merged(terms: readonly Term[], kind: 'values' | 'unless'): readonly Term[] {
  const groups = new Map<string, Term[]>();
  for (const term of terms) {
    if (term.kind !== kind) continue;
    const group = groups.get(keyOf(term));
    if (group) group.push(term);
    else groups.set(keyOf(term), [term]);
  }
  return terms.flatMap((term): readonly Term[] => {
    if (term.kind !== kind) return [term];
    const group = groups.get(keyOf(term))!;
    return group[0] === term ? [together(group)] : [];
  });
}

const keyOf = (term: Term): string =>
  term.kind === 'values' ? `${term.how} ${term.field}` : term.kind === 'unless' ? term.field : '';

function together(group: readonly Term[]): Term {
  const [first] = group as [Term];
  if (first.kind === 'values')
    return { ...first, values: group.flatMap((one) => (one as typeof first).values) };
  if (first.kind === 'unless')
    return { ...first, items: group.flatMap((one) => (one as typeof first).items) };
  return first;
}

/** The term as text. `and` and `or` get parentheses inside each other, whichever binds tighter. */
export function print(term: Term, as: Spelling, inside: 'and' | 'or' | null = null): string {
  switch (term.kind) {
    case 'all':
    case 'none':
      return as[term.kind];
    case 'test':
      return term.text;
    case 'values':
      return joinedBy('or', as.values(term.field, term.how, [...new Set(term.values)]), inside);
    case 'unless':
      return `(${as.isMissing(term.field)} or not (${print(anyOf(term.items), as)}))`;
    default: {
      const texts = term.items.map((item) => print(item, as, term.kind));
      return joinedBy(term.kind, [...new Set(texts)], inside);
    }
  }
}

function joinedBy(
  kind: 'and' | 'or',
  texts: readonly string[],
  inside: 'and' | 'or' | null,
): string {
  const text = texts.join(` ${kind} `);
  return inside !== null && inside !== kind && texts.length > 1 ? `(${text})` : text;
}
