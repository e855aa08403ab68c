import { sayIn } from '../diagnostic/say.ts';
import type { Span } from '../diagnostic/source.ts';

/** What is wrong with a YAML document, whatever it is meant to say. */

const { error } = sayIn('yaml');

export const syntax = (what: string, at: Span) =>
  error('syntax', `This is not YAML: ${what.replace(/\.?$/, '.')}`, at);

export const twinKey = (at: Span) =>
  error(
    'twin-key',
    'This key stands twice in its map, so one of its values would be lost.',
    at,
    'Make a list of the values, or a list of maps.',
  );

export const tooDeep = (at: Span) => error('too-deep', 'This is nested too deep to be read.', at);

export const cyclic = (at: Span) =>
  error('cyclic', 'This alias leads back into itself.', at, 'Write the values out.');

export const tooManyValues = (most: number, at: Span) =>
  error('too-many-values', `Aliases make more than ${most} values of this.`, at);
