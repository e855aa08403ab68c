import { always, and } from '../../ir/build.ts';
import { mapFields } from '../../passes/map-fields.ts';
import { lower, named } from '../kit/change.ts';
import { filled } from '../kit/filled.ts';
import { fits } from '../kit/fits.ts';
import { mayEnd } from '../kit/may-end.ts';
import { oneOf } from '../kit/one-of.ts';
import type { Field, Schema } from '../pipeline.ts';
import type { Dataset, Lacked } from './datasets.ts';
import { base, type Place } from './place.ts';
import { onlyOf } from './tagged.ts';

/** Fields whose letters a data model makes small. */
const small = ['process_integrity_level', 'transport'];

/**
 * Events as a data model has them: fields stand behind the name of the data set, and some of them hold a
 * word where an event has nothing. A rule may name Sigma's fields, or the model's.
 */
export function modelled(place: Place): Schema {
  const { dataset } = place;
  const own = ownFields(dataset);
  // a name of a log's own may be one of the model's, and mean something else
  const known = [...own].filter(
    ([name]) => !base.includes(name) && (!place.kind || name.includes('.')),
  );
  const given = Object.entries(place.fields).map(
    ([name, field]) => [name, behind(field, own)] as const,
  );
  return {
    where: (at) =>
      and([
        oneOf('datamodel', [`${dataset.model}.${dataset.name}`], at),
        ...onlyOf(place, at, (field) => heldAs(dataset, field)),
      ]),
    fields: new Map([...known, ...given]),
    others: 'none',
    keywords: 'none',
    leftOut: [''],
    ...(place.among !== undefined && { among: place.among }),
    ...(place.kind && { kind: place.kind }),
    ...(dataset.without && { without: lackedIn(dataset.without, dataset) }),
  };
}

const lackedIn = (
  { events, field, end }: Lacked,
  dataset: Dataset,
): NonNullable<Schema['without']> => ({
  events,
  isAsked: (when) => mayEnd(when, heldAs(dataset, field), end),
});

/** What a data set calls a field that add-ons give to events. */
const heldAs = ({ name, moved = {} }: Dataset, field: string): string =>
  base.includes(field) ? field : `${name}.${moved[field] ?? field}`;

/** The model's fields, by their names there, with the data set and without. */
function ownFields(dataset: Dataset): ReadonlyMap<string, Field> {
  const { name, tags, filled: words, open, moved = {} } = dataset;
  const own = (field: string): Field => {
    const word = words[moved[field] ?? field] ?? words[field];
    const to = heldAs(dataset, field);
    const as = word === undefined ? named(to) : filled(to, word);
    return small.includes(field) ? behindLower(as) : as;
  };
  const fields = [...new Set([...Object.keys(words), ...open, ...Object.keys(moved)])];
  return new Map([
    ...fields.flatMap((field) => {
      const as = own(field);
      return [[field, as] as const, [heldAs(dataset, field), as] as const];
    }),
    ...base.map((field) => [field, named(field)] as const),
    ['tag', tagOf(tags, `${name}.tag`)],
  ]);
}

/** What is asked of small letters, and then of a field. */
const behindLower = (field: Field): Field => behind(named('', lower), new Map([['', field]]));

/** What a field asks, asked of other fields. */
function behind(field: Field, others: ReadonlyMap<string, Field>): Field {
  const same = field.same === undefined ? undefined : others.get(field.same)?.same;
  return {
    ...(same !== undefined && { same }),
    ask(test) {
      const { when: asked, reason } = field.ask(test);
      const { when, diagnostics } = mapFields(asked, (atom) => {
        if (atom.kind === 'keyword' || atom.kind === 'sameAs')
          throw new Error('no test of a field');
        return others.get(atom.field)!.ask({ ...atom });
      });
      const why = reason ?? diagnostics[0];
      return why ? { when, reason: why } : { when };
    },
  };
}

/** The tags that all events of a data set have are no question. */
const tagOf = (tags: readonly string[], to: string): Field => ({
  ask(test) {
    if (test.kind !== 'match') return named(to).ask(test);
    const { pattern, cased } = test;
    return {
      when: tags.some((tag) => fits(pattern, tag, cased)) ? always : named(to).ask(test).when,
    };
  },
});
