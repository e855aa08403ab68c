/** A value as JSON. */
export const json = (value: unknown): string => JSON.stringify(value ?? null, null, 2);
