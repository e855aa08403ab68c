import type { Item, Node } from '../node.ts';
import { withField, withTests } from '../node.ts';
import type { Transformation } from './transformation.ts';

/** The names that a field is given; null: it keeps its own. No field, of keywords, is null. */
export type Rename = (field: string | null) => readonly string[] | null;

/**
 * Gives fields other names, wherever they stand: in items, in values that name a field, in the rule's list of
 * fields. Where one field becomes several, one of them is to be as the item says. No name drops the item.
 */
export const renaming =
  (rename: Rename): Transformation =>
  (draft, scope) => {
    const { appliedTo, renamed } = draft.memory;
    const had = new Map(appliedTo);
    const track = (field: string | null, names: readonly string[]) => {
      if (field === null) return;
      const applied = [...(had.get(field) ?? []), ...(scope.id === null ? [] : [scope.id])];
      for (const name of names)
        appliedTo.set(name, new Set([...(appliedTo.get(name) ?? []), ...applied]));
    };
    const namesOf = (field: string | null): readonly string[] | null => {
      const names = rename(field);
      if (names === null || !scope.hasName(field, draft)) return null;
      track(field, names);
      return names;
    };
    const from = new Set<string>();
    const to = new Set<string>();
    draft.change(scope, (item) => {
      const others = withOthers(item, namesOf);
      const now = others ?? item;
      const names = namesOf(item.field);
      if (names === null) return others;
      if (item.field !== null) from.add(item.field);
      for (const name of names) to.add(name);
      return itemsFor(now, names);
    });
    for (const field of from) {
      renamed.from.add(field);
      renamed.to.delete(field);
    }
    for (const name of to) renamed.to.add(name);
    const fields = draft.about.fields.flatMap((field) => namesOf(field) ?? [field]);
    draft.about = { ...draft.about, fields };
  };

function itemsFor(item: Item, names: readonly string[]): Node | null {
  const items = names.map((name) => withField(item, name));
  if (items.length < 2) return items[0] ?? null;
  return { kind: 'or', items };
}

/** Values that name a field name it as it is called now. */
function withOthers(
  item: Item,
  namesOf: (field: string) => readonly string[] | null,
): Item | undefined {
  return withTests(item, (atom) => {
    if (atom.kind !== 'sameAs') return undefined;
    const names = namesOf(atom.other);
    return names?.map((other) => ({ ...atom, other }));
  });
}
