import { hashOfJson } from './json.ts';
import { markJson } from './mark.ts';
import type { Live } from './target.ts';

/** Of objects that a target holds those that a set is about: its own, and whatever stands under the names. */
export const isOf =
  (set: string, names: ReadonlySet<string>) =>
  ({ name, mark }: Live): boolean =>
    names.has(name) || mark?.set === set;

/** A hash of what an object holds, its mark too: another, and somebody has written it. */
export const hashOfLive = ({ body, mark }: Live): string =>
  hashOfJson({ body, mark: mark && markJson(mark) });
