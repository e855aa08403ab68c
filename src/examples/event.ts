import { type Access, compileAtom } from '../evaluate/evaluate.ts';
import type { Event, Scalar } from '../evaluate/event.ts';
import type { Atom, OfKind } from '../ir/expr.ts';
import type { Literal } from '../ir/normal.ts';
import { ANY, literal, pattern } from '../ir/pattern.ts';
import type { Dice, Effort } from './dice.ts';
import { candidates } from './values.ts';

/** What a field is to hold and what not, in the order of the rule. */
interface Wants {
  readonly hold: Atom[];
  readonly fail: Atom[];
}

/** More values than this are not tried for a field at a time. */
const mostTried = 250;

/** Longer texts are no examples that anybody reads. */
const longest = 4000;

/** The access to a value that stands for a field of its own. */
const toValue: Access<Scalar> = {
  some: () => (value, test) => test(value),
  present: () => () => true,
  anywhere: (value, test) => test(value),
};

const tests = new WeakMap<Atom, (value: Scalar) => boolean>();

function passes(atom: Atom, value: Scalar): boolean {
  let test = tests.get(atom);
  if (!test) {
    test = compileAtom(atom, toValue);
    tests.set(atom, test);
  }
  return test(value);
}

/**
 * An event that is meant to have all these literals; or the first field for which no value was found. Whether it has
 * them is for the evaluator to say: a field may lie in another.
 */
export function eventOf(literals: readonly Literal[], dice: Dice, effort: Effort): Event | string {
  const fields = new Map<string, Wants>();
  const wantsOf = (field: string): Wants => {
    const wants = fields.get(field) ?? { hold: [], fail: [] };
    fields.set(field, wants);
    return wants;
  };
  const keywords: Wants = { hold: [], fail: [] };
  const pairs: { readonly atom: OfKind<'sameAs'>; readonly holds: boolean }[] = [];
  for (const { atom, holds } of literals)
    if (atom.kind === 'keyword') keywords[holds ? 'hold' : 'fail'].push(asMatch(atom));
    else if (atom.kind === 'sameAs') {
      pairs.push({ atom, holds });
      // a field that is to be the same as another has to be there, as has the other
      for (const field of [atom.field, atom.other])
        if (holds) wantsOf(field).hold.push({ kind: 'exists', field, at: atom.at });
    } else wantsOf(atom.field)[holds ? 'hold' : 'fail'].push(atom);

  const event: Record<string, unknown> = {};
  const fill = (field: string, wants: Wants): boolean => {
    if (wants.hold.length === 0) return true;
    const fail = keywords.fail.length > 0 ? [...wants.fail, ...keywords.fail] : wants.fail;
    const values = valuesFor({ hold: wants.hold, fail }, dice, effort);
    if (values) event[field] = values.length === 1 ? values[0] : values;
    return values !== null;
  };
  const isPaired = new Set(pairs.map(({ atom }) => atom.field));
  for (const [field, wants] of fields)
    if (!isPaired.has(field) && !fill(field, wants)) return field;
  for (const { atom, holds } of pairs) {
    const [value] = [event[atom.other] ?? []].flat() as Scalar[];
    if (value !== undefined) wantsOf(atom.field)[holds ? 'hold' : 'fail'].push(like(atom, value));
  }
  for (const field of isPaired) if (!fill(field, wantsOf(field))) return field;
  const anyField = freeName(fields);
  return fill(anyField, keywords) ? event : anyField;
}

const asMatch = ({ pattern: of, cased, at }: OfKind<'keyword'>): Atom => ({
  kind: 'match',
  field: '',
  pattern: pattern([ANY, ...of, ANY]),
  cased,
  at,
});

/** What the other field's value makes of a comparison of two fields. */
function like({ field, how, at }: OfKind<'sameAs'>, value: Scalar): Atom {
  const before = how === 'ends' || how === 'contains' ? [ANY] : [];
  const behind = how === 'starts' || how === 'contains' ? [ANY] : [];
  const of = pattern([...before, ...literal(String(value)), ...behind]);
  return { kind: 'match', field, pattern: of, cased: false, at };
}

/** A field that no test names, for texts that may stand anywhere. */
function freeName(fields: ReadonlyMap<string, Wants>): string {
  let name = 'Message';
  for (let i = 2; fields.has(name); i++) name = `Message${i}`;
  return name;
}

/** One value that passes all the tests that are to hold, or several that pass each; null where none were found. */
function valuesFor({ hold, fail }: Wants, dice: Dice, effort: Effort): readonly Scalar[] | null {
  const open = new Set(hold);
  const kept: Scalar[] = [];
  const count = hold.length + fail.length;
  let tried = 0;
  for (const value of candidates(hold, fail, dice)) {
    const length = typeof value === 'string' ? value.length : 1;
    // a pattern of many parts is tried at many places of a text
    if (tried++ === mostTried || !effort.spend(count * (1 + (length / 50) ** 2))) break;
    if (length > longest) continue;
    if (fail.some((atom) => passes(atom, value))) continue;
    const held = hold.filter((atom) => passes(atom, value));
    if (held.length === hold.length) return [value];
    const news = held.filter((atom) => open.delete(atom));
    if (news.length > 0) kept.push(value);
  }
  return open.size === 0 ? kept : null;
}
