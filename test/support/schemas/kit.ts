/** Pieces of JSON Schema, strict: an object has no key that is not named. */

export interface Schema {
  readonly [key: string]: unknown;
}

export const text = { type: 'string' };
export const filled = { type: 'string', minLength: 1 };
export const flag = { type: 'boolean' };
export const texts = { type: 'array', items: text };
export const list = (items: Schema, more: Schema = {}): Schema => ({
  type: 'array',
  items,
  ...more,
});
export const whole = (minimum: number, maximum?: number): Schema => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
});
export const like = (pattern: string): Schema => ({ type: 'string', pattern });
export const one = (...values: readonly unknown[]): Schema => ({ enum: values });

/** An object with these keys, and perhaps those. */
export const object = (required: Schema, optional: Schema = {}): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
