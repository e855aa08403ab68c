import { sayIn } from '../../../diagnostic/say.ts';

export const { error, warning, info } = sayIn('analytic');

/** Longer texts are shown by their beginning. */
export const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};
