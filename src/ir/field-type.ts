/** What is known of a field's values where a query looks for them; what isn't said isn't known. */
export interface FieldType {
  /** Numbers, addresses as text or as an engine's own type, or any text. */
  readonly holds: 'text' | 'number' | 'address';
  /** Its letters are all small, or all capitals; or of texts that differ in case only, one occurs. */
  readonly case?: 'lower' | 'upper' | 'fixed';
}
