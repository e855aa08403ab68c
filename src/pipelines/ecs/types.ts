import type { FieldType } from '../../ir/field-type.ts';

/** Fields of integrations that are no keywords, from their fields.yml. */
const numbers = ['http.response.status_code', 'kubernetes.audit.responseStatus.code'];

export const typeOf = (field: string): FieldType | undefined =>
  numbers.includes(field) ? { holds: 'number' } : undefined;
