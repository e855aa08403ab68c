import { quote } from './quote.ts';

/** A filter before it is text. */
export type Term =
  | { readonly kind: 'all' | 'none' }
  | { readonly kind: 'test'; readonly text: string }
  /** The field is one of the texts. */
  | { readonly kind: 'values'; readonly field: string; readonly values: readonly string[] }
  /** None of the items, which are about the field, is true; also where the field is missing. */
  | { readonly kind: 'unless'; readonly field: string; readonly items: readonly Term[] }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Term[] };

export const all: Term = { kind: 'all' };
export const none: Term = { kind: 'none' };
export const test = (text: string): Term => ({ kind: 'test', text });
export const values = (field: string, texts: readonly string[]): Term => ({
  kind: 'values',
  field,
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

/** Those that are about one field as one, where the first of them stands. */
function merged(terms: readonly Term[], kind: 'values' | 'unless'): readonly Term[] {
  const byField = new Map<string, (string | Term)[]>();
  const out: (Term | { readonly kind: 'group'; readonly field: string })[] = [];
  for (const term of terms) {
    if (term.kind !== kind) {
      out.push(term);
      continue;
    }
    const { field } = term as Extract<Term, { kind: typeof kind }>;
    const parts = term.kind === 'values' ? term.values : (term as { items: readonly Term[] }).items;
    const known = byField.get(field);
    if (known) for (const part of parts) known.push(part);
    else {
      byField.set(field, [...parts]);
      out.push({ kind: 'group', field });
    }
  }
  return out.map((term): Term => {
    if (term.kind !== 'group') return term;
    const { field } = term;
    const parts = byField.get(field)!;
    return kind === 'values'
      ? { kind, field, values: parts as string[] }
      : { kind, field, items: parts as Term[] };
  });
}

/** The term as text. `and` and `or` get parentheses inside each other, whichever binds tighter. */
export function print(term: Term, inside: 'and' | 'or' | null = null): string {
  switch (term.kind) {
    case 'all': // every event has a time
      return 'time != null';
    case 'none':
      return 'time = null';
    case 'test':
      return term.text;
    case 'values': {
      const texts = [...new Set(term.values)].map(quote);
      return texts.length === 1
        ? `${term.field} = ${texts[0]}`
        : `${term.field} in [${texts.join(', ')}]`;
    }
    case 'unless':
      return `(${term.field} = null or not (${print(anyOf(term.items))}))`;
    default: {
      const texts = [...new Set(term.items.map((item) => print(item, term.kind)))];
      const text = texts.join(` ${term.kind} `);
      return inside !== null && inside !== term.kind && texts.length > 1 ? `(${text})` : text;
    }
  }
}
