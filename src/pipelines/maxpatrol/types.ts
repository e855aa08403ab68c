import type { FieldType } from '../../ir/field-type.ts';

/*
 * What is known of the fields of MaxPatrol SIEM's taxonomy, from the normalisation formulas of
 * https://github.com/Security-Experts-Community/open-xp-rules (Apache-2.0).
 */

const numbers = ['src.port', 'dst.port', 'logon_type', 'numfield1', 'numfield2'];
const addresses = ['src.ip', 'dst.ip', 'event_src.ip'];
/** Written by `lower()`, or one of a few words in small letters. */
const small = [
  'event_src.title',
  'event_src.host',
  'object.process.fullpath',
  'object.process.parent.fullpath',
  'subject.process.fullpath',
  'object.fullpath',
  'object.new_value',
  'object.storage.id',
  'subject.account.name',
  'action',
  'direction',
  'status',
];
const capital = ['md5', 'sha1', 'sha256', 'imphash'].flatMap((hash) => [
  `object.process.hash.${hash}`,
  `object.hash.${hash}`,
]);

const types = new Map<string, FieldType>([
  ...numbers.map((field) => [field, { holds: 'number' }] as const),
  ...addresses.map((field) => [field, { holds: 'address' }] as const),
  ...small.map((field) => [field, { holds: 'text', case: 'lower' }] as const),
  ['event_src.subsys', { holds: 'text', case: 'fixed' }],
  ...capital.map((field) => [field, { holds: 'text', case: 'upper' }] as const),
]);

export const typeOf = (field: string): FieldType | undefined => types.get(field);
