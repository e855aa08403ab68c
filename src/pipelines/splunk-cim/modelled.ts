import { always, and } from '../../ir/build.ts';
import { mapFields } from '../../passes/map-fields.ts';
import { lower, named } from '../kit/change.ts';
import { filled } from '../kit/filled.ts';
import { fits } from '../kit/fits.ts';
import { oneOf } from '../kit/one-of.ts';
import type { Field, Schema } from '../pipeline.ts';
import type { Dataset } from './datasets.ts';
import type { Place } from './sources.ts';
import { actionOf } from './tagged.ts';

/** Fields whose letters a data model makes small. */
const small = ['process_integrity_level', 'transport'];

/**
 * Events as a data model has them: fields stand behind the name of the data set, and some of them hold a
 * word where an event has nothing. A rule may name Sigma's fields, or the model's.
 */
export function modelled(place: Place): Schema {
  const { dataset } = place;
  const own = ownFields(dataset);
  const given = Object.entries(place.fields).map(
    ([name, field]) => [name, behind(field, own)] as const,
  );
  return {
    where: (at) =>
      and([
        oneOf('datamodel', [`${dataset.model}.${dataset.name}`], at),
        ...actionOf(place, at, `${dataset.name}.action`),
      ]),
    fields: new Map([...own, ...given]),
    others: 'none',
    keywords: 'none',
    leftOut: [''],
    ...(place.among !== undefined && { among: place.among }),
  };
}

/** The model's fields, by their names there, with the data set and without. */
function ownFields({ name, tags, filled: words, open }: Dataset): ReadonlyMap<string, Field> {
  const prefixed = (field: string) => `${name}.${field}`;
  const fields = [
    ...Object.entries(words).map(
      ([field, word]) => [field, filled(prefixed(field), word)] as const,
    ),
    ...open.map((field) => [field, named(prefixed(field))] as const),
  ].map(([field, as]) => [field, small.includes(field) ? behindLower(as) : as] as const);
  return new Map([
    ...fields.flatMap(([field, as]) => [[field, as] as const, [prefixed(field), as] as const]),
    ['tag', tagOf(tags, prefixed('tag'))],
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
