import { Failure } from '../../cluster/failure.ts';
import { hashOfLive } from '../live.ts';
import type { Mark } from '../mark.ts';
import type { Live } from '../target.ts';

/* What somebody else has done between our reading and our writing. */

export const written = (name: string): Failure =>
  new Failure(`Somebody else has written ${name} meanwhile.`);

export const removed = (name: string): Failure =>
  new Failure(`Somebody else has removed ${name} meanwhile.`);

/**
 * For servers that keep no versions: whether what is to be written over is there still.
 *
 * @throws Failure where it isn't what was read
 */
export function unchanged(name: string, read: Live | null, now: Live | null): now is Live {
  if (!now) return false;
  if (!read || hashOfLive(read) !== hashOfLive(now)) throw written(name);
  return true;
}

/**
 * What was read back of an object that we have just written with this mark.
 *
 * @throws Failure where it isn't ours
 */
export function own<T extends Live>(name: string, mark: Mark, back: T | null): T {
  if (back?.mark?.given !== mark.given || back.mark.set !== mark.set) throw written(name);
  return back;
}
