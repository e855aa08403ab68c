import { always } from '../../ir/build.ts';
import type { FieldType } from '../../ir/field-type.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';
import { modelled } from './modelled.ts';
import { base, type Place } from './place.ts';
import { placesOf } from './sources.ts';
import { tagged } from './tagged.ts';

/** Splunk's Common Information Model: events that add-ons have tagged and given its fields. */
export const splunkCim: SchemaPipeline = {
  id: 'splunk-cim',
  title: "Splunk's Common Information Model",
  schemasOf: schemasBy(tagged),
  typeOf,
};

/** The same events in its data models. */
export const splunkDatamodel: SchemaPipeline = {
  id: 'splunk-datamodel',
  title: "Splunk's data models",
  insteadOf: 'splunk-cim',
  schemasOf: schemasBy(modelled),
  typeOf,
};

/** They are Splunk's own fields that are meant. */
function typeOf(field: string): FieldType | undefined {
  return field === 'tag' || base.includes(field) ? { holds: 'text' } : undefined;
}

function schemasBy(schemaOf: (place: Place) => Schema): SchemaPipeline['schemasOf'] {
  const known = new Map<Place, Schema>();
  return (source, when = always) => {
    const places = placesOf(source, when);
    if (!places) return null;
    return places.map((place) => {
      const schema = known.get(place) ?? schemaOf(place);
      known.set(place, schema);
      return schema;
    });
  };
}
