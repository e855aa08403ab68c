/** Everything that the reader of analytics tells its user. */
export * from './mends.ts';
export * from './notes.ts';
export * from './open.ts';
export * from './refusals.ts';
