import { sayIn } from '../../../diagnostic/say.ts';

export const { error, warning, info } = sayIn('analytic');

/** Longer texts are shown by their beginning. */
export const short = (text: string): string => {
  const line = text.slice(0, 500).replace(/\s+/g, ' ').trim();
  return line.length > 60 || text.length > 500 ? `${line.slice(0, 57)}...` : line;
};
