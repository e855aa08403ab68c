import type { FieldType } from '../../ir/field-type.ts';

/** Fields of the schema that are no keywords: https://www.elastic.co/docs/reference/ecs/ecs-field-reference */
const types = new Map<string, FieldType>([
  ...[
    ...['process.pid', 'process.parent.pid', 'process.thread.id'],
    ...['source.port', 'destination.port', 'powershell.sequence', 'powershell.total'],
    ...['winlog.process.pid', 'winlog.process.thread.id'],
  ].map((field) => [field, { holds: 'number' }] as const),
  ...['source.ip', 'destination.ip'].map((field) => [field, { holds: 'address' }] as const),
]);

export const typeOf = (field: string): FieldType | undefined => types.get(field);
