import type { Wanted } from './emission.ts';
import { hashOf } from './hash.ts';
import type { Lock } from './lock.ts';

/**
 * How a file stands to what is wanted of it.
 *
 * - `fresh`: it is as it should be
 * - `missing`: it isn't there
 * - `stale`: it is as it was emitted, of other rules or settings
 * - `orphaned`: it is as it was emitted, and nothing makes it any more
 * - `edited`: it was emitted, and changed by somebody since
 * - `foreign`: it was not emitted, and stands where a file should
 */
export interface Stand {
  readonly file: string;
  readonly state: 'fresh' | 'missing' | 'stale' | 'orphaned' | 'edited' | 'foreign';
  /** What it should hold; null: it should not be there. */
  readonly wanted: string | null;
  /** What it holds; null: it isn't there, or no file. */
  readonly have: string | null;
}

/**
 * Every file that is wanted, or was: how it stands.
 *
 * @param isOurs whether a file of the lock is among those that are looked at
 * @param read what a file holds; null where there is none, false where something else stands there
 */
export function standsOf(
  wanted: ReadonlyMap<string, Wanted>,
  lock: Lock,
  isOurs: (file: string) => boolean,
  read: (file: string) => string | null | false,
): readonly Stand[] {
  const gone = Object.keys(lock.files).filter((file) => !wanted.has(file) && isOurs(file));
  return [...wanted.keys(), ...gone]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((file): Stand => {
      const body = wanted.get(file)?.body ?? null;
      const found = read(file);
      const have = found === false ? null : found;
      return { file, state: stateOf(lock, file, body, found), wanted: body, have };
    });
}

function stateOf(
  lock: Lock,
  file: string,
  wanted: string | null,
  have: string | null | false,
): Stand['state'] {
  if (have === wanted) return 'fresh';
  if (have === null) return 'missing';
  const locked = Object.hasOwn(lock.files, file) ? lock.files[file] : undefined;
  if (!locked) return 'foreign';
  const hash = have === false ? '' : hashOf(have);
  if (hash !== locked.hash && !locked.was?.includes(hash)) return 'edited';
  return wanted === null ? 'orphaned' : 'stale';
}
