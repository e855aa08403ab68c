import type { Event } from '../../../src/evaluate/event.ts';
import type { Atom, Expr, OfKind } from '../../../src/ir/expr.ts';
import type { Choices } from './choices.ts';
import { leafOf, names } from './fields.ts';
import { edit, fill, recase, someText } from './texts.ts';
import { type FieldAtom, holding, nearly, retype, something } from './values.ts';

/* Events at the edge of what an expression is true of: made from it, so that about half of its atoms hold. */

/** An event that the expression is to be true of, or is nearly. */
export function eventNear(when: Expr, choices: Choices): Event {
  const event = new Draft(choices);
  aim(when, !choices.oneIn(2), event);
  if (choices.oneIn(4)) event.put(choices.pick(names), something(choices));
  return event.write();
}

/** Puts into the event what makes the expression true or not: as a rule, for two aims may cross. */
function aim(expr: Expr, wanted: boolean, event: Draft): void {
  switch (expr.kind) {
    case 'not':
      aim(expr.item, !wanted, event);
      break;
    case 'and':
    case 'or': {
      const { kind, items } = expr;
      const decides = event.choices.below(items.length || 1);
      // of a long list nearly nothing else, or each event would hold all of it
      const others = items.length < 5 ? 2 : 10;
      for (const [i, item] of items.entries())
        if (i === decides || (kind === 'and') === wanted) aim(item, wanted, event);
        else if (event.choices.oneIn(others)) aim(item, event.choices.oneIn(2), event);
      break;
    }
    default:
      aimAtom(expr, wanted, event);
  }
}

function aimAtom(atom: Atom, wanted: boolean, event: Draft): void {
  const { choices } = event;
  switch (atom.kind) {
    case 'exists':
    case 'null':
      if ((atom.kind === 'exists') === wanted) event.put(atom.field, something(choices));
      else if (choices.oneIn(2)) event.put(atom.field, null);
      break;
    case 'keyword': {
      const text = someText(choices) + fill(atom.pattern, atom.cased, choices) + someText(choices);
      const near = wanted ? text : edit(text, choices);
      event.put(choices.pick(names), retype(near, choices));
      break;
    }
    case 'sameAs':
      aimPair(atom, wanted, event);
      break;
    default:
      aimValue(atom, wanted, event);
  }
}

function aimValue(atom: FieldAtom, wanted: boolean, event: Draft): void {
  const { choices } = event;
  if (!wanted && choices.oneIn(5)) {
    if (choices.oneIn(2)) event.put(atom.field, null);
    return;
  }
  const value = holding(atom, choices);
  event.put(atom.field, wanted ? value : nearly(value, choices));
}

function aimPair({ field, how, other }: OfKind<'sameAs'>, wanted: boolean, event: Draft): void {
  const { choices } = event;
  const part = String(something(choices));
  const before = how === 'ends' || how === 'contains' ? someText(choices) : '';
  const behind = how === 'starts' || how === 'contains' ? someText(choices) : '';
  const text = before + recase(part, choices) + behind;
  event.put(field, retype(wanted ? text : edit(text, choices), choices));
  if (wanted || !choices.oneIn(4)) event.put(other, retype(part, choices));
}

type Tree = { [key: string]: unknown };

/** What an event is to hold, and in how many ways JSON may say it. */
class Draft {
  readonly choices: Choices;
  private readonly held = new Map<string, unknown[]>();

  constructor(choices: Choices) {
    this.choices = choices;
  }

  put(field: string, value: unknown): void {
    const leaf = leafOf(field);
    const values = this.held.get(leaf);
    if (values) values.push(value);
    else this.held.set(leaf, [value]);
  }

  write(): Event {
    const event: Tree = {};
    for (const [field, values] of this.held) {
      // a part as a dotted key and a part in an object, once in a while
      const cut = values.length > 1 && this.choices.oneIn(4) ? 1 : values.length;
      this.place(event, field, this.listed(values.slice(0, cut)));
      if (cut < values.length) this.place(event, field, this.listed(values.slice(cut)));
    }
    return event;
  }

  /** One value as it is or in a list, many in one; with nulls and lists in it. */
  private listed(values: readonly unknown[]): unknown {
    const { choices } = this;
    const one = values.length === 1;
    return choices.pick<() => unknown>([
      () => (one ? values[0] : values),
      () => (one ? values[0] : [...values].reverse()),
      () => [null, ...values],
      () => [...values, something(choices)],
      () => [[...values], []],
      () => [values[0], [null, [...values.slice(1)]]],
    ])();
  }

  /** Writes the field as a dotted key, as objects in one another, or as something between the two. */
  private place(into: Tree, field: string, value: unknown): void {
    const { choices } = this;
    const parts = field.split('.');
    let tree = into;
    let key = parts[0]!;
    for (const part of parts.slice(1)) {
      if (choices.oneIn(2)) {
        key = `${key}.${part}`;
        continue;
      }
      tree = inside(tree, key, choices);
      key = part;
    }
    tree[key] = Object.hasOwn(tree, key) ? [tree[key], value] : value;
  }
}

/** The object under the key: the one that is there, a new one, or one more in a list. */
function inside(tree: Tree, key: string, choices: Choices): Tree {
  const there = tree[key] as Tree | Tree[] | undefined;
  if (there !== undefined && !Array.isArray(there) && !choices.oneIn(3)) return there;
  const made: Tree = {};
  if (there !== undefined) tree[key] = [there, made].flat();
  else tree[key] = choices.oneIn(4) ? [made] : made;
  return made;
}
