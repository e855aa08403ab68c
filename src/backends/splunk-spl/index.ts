import { type Diagnostic, isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { not, or } from '../../ir/build.ts';
import type { Atom, Expr } from '../../ir/expr.ts';
import { eachAtom } from '../../ir/fold.ts';
import { type Backend, type Known, type Query, refused, type TypeOf } from '../backend.ts';
import { hasOpenLookBehind } from './look-behind.ts';
import * as messages from './messages.ts';
import { hasHiddenSpace } from './pcre.ts';
import { isDefault, isSpeakable } from './quote.ts';
import { type Asked, ask, joinAnd } from './search.ts';
import { Where } from './where.ts';

/**
 * Splunk's search language: a base search that the index serves, and where that can't be exact one
 * `where` that is. Written from Splunk's documentation; there is no Splunk to check it against.
 */
export const splunkSpl: Backend = {
  id: 'splunk-spl',
  title: 'Splunk SPL',
  extension: '.spl',
  write,
};

function write(when: Expr, _at: Span, { typeOf }: Known = {}): Query {
  const said = remarks(when, typeOf);
  if (said.some(isError)) return refused(said);
  const parts = conjuncts(when);
  const base = joinAnd(parts.map(({ asked }) => asked)).text ?? '*';
  const rest = parts.filter(({ asked }) => !asked.exact).map(({ item }) => item);
  if (rest.length === 0) return { query: base, fidelity: 'exact', diagnostics: said };
  const where = new Where();
  const filter = where.write(rest.length === 1 ? rest[0]! : { kind: 'and', items: rest });
  if (where.diagnostics.some(isError)) return refused([...said, ...where.diagnostics]);
  return {
    query: `${base} | where ${filter}`,
    fidelity: where.exact ? 'exact' : 'wider',
    diagnostics: [...said, ...where.diagnostics],
  };
}

/**
 * The parts that must all be true. What is not `a or b` is neither: where only one of the two can be
 * asked in the base search, the other alone is left for `where`.
 */
function conjuncts(when: Expr): readonly Part[] {
  const items = when.kind === 'and' ? when.items : [when];
  return items.flatMap((item): Part | Part[] => {
    const asked = ask(item);
    if (asked.exact || item.kind !== 'not' || item.item.kind !== 'or') return { item, asked };
    const sure = new Set(item.item.items.filter((part) => ask(part).exact));
    const rest = item.item.items.filter((part) => !sure.has(part));
    if (sure.size === 0) return { item, asked };
    return [neither([...sure]), neither(rest)].map((part) => ({ item: part, asked: ask(part) }));
  });
}

interface Part {
  readonly item: Expr;
  readonly asked: Asked;
}

const neither = (items: readonly Expr[]): Expr => not(or(items));

/** What can't be asked as the rule has it, or not at all. */
function remarks(when: Expr, typeOf: TypeOf = () => undefined): Diagnostic[] {
  const said: Diagnostic[] = [];
  const seen = new Set<string>();
  let last: string | null = null; // the values of a list follow each other
  const check = (field: string, { at }: Atom) => {
    if (field === last || seen.has(field)) return;
    seen.add(field);
    last = field;
    if (!isSpeakable(field)) said.push(messages.fieldName(field, at));
    // a pipeline that knows it means it
    if (isDefault(field) && !typeOf(field)) said.push(messages.defaultField(field, at));
  };
  let raw = false;
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') {
      if (!raw) said.push(messages.raw(atom.at));
      raw = true;
      return;
    }
    if (atom.kind === 'regex' && hasOpenLookBehind(atom.regex))
      said.push(messages.openLookBehind(atom.at));
    if (atom.kind === 'regex' && hasHiddenSpace(atom.regex))
      said.push(messages.hiddenSpace(atom.at));
    check(atom.field, atom);
    if (atom.kind === 'sameAs') check(atom.other, atom);
  });
  return said;
}
