import type { FieldType } from '../../ir/field-type.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';
import { modelled } from './modelled.ts';
import { type Place, placeOf } from './sources.ts';
import { tagged } from './tagged.ts';

/** Splunk's Common Information Model: events that add-ons have tagged and given its fields. */
export const splunkCim: SchemaPipeline = {
  id: 'splunk-cim',
  title: "Splunk's Common Information Model",
  schemasOf: schemasBy(tagged),
  typeOf: (field): FieldType | undefined => (field === 'tag' ? { holds: 'text' } : undefined),
};

/** The same events in its data models. */
export const splunkDatamodel: SchemaPipeline = {
  id: 'splunk-datamodel',
  title: "Splunk's data models",
  insteadOf: 'splunk-cim',
  schemasOf: schemasBy(modelled),
};

function schemasBy(schemaOf: (place: Place) => Schema): SchemaPipeline['schemasOf'] {
  const known = new Map<Place, readonly Schema[]>();
  return (source) => {
    const place = placeOf(source);
    if (!place) return null;
    const schemas = known.get(place) ?? [schemaOf(place)];
    known.set(place, schemas);
    return schemas;
  };
}
