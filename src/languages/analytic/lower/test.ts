import type { Range } from '../token.ts';
import type { Sign, Text, Word } from '../tree.ts';

/** How a field is held against a value. */
export type How = Sign | 'in' | 'like' | 'regex' | 'contains' | 'startswith' | 'endswith' | 'cidr';

/** A test of one of the event's fields. */
export interface FieldTest {
  readonly sign: How;
  readonly value: Word | Text;
  readonly at: Range;
  readonly isNegative: boolean;
}
