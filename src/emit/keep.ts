import type { RuleStand, Wanted } from './emission.ts';
import type { Folder } from './folder.ts';
import { hashOf } from './hash.ts';
import { type Lock, type LockedFile, lockName, printLock } from './lock.ts';
import type { Stand } from './stand.ts';

/** What a run makes of the lock, once all that can be written is. */
export function nextLock(
  lock: Lock,
  made: { readonly compiler: string; readonly rules: ReadonlyMap<string, RuleStand> },
  wanted: ReadonlyMap<string, Wanted>,
  stands: readonly Stand[],
): Lock {
  const files: Record<string, LockedFile> = { ...lock.files };
  for (const { file, state, wanted: body } of stands) {
    if (state === 'edited' || state === 'foreign') continue;
    if (body === null) delete files[file];
    else {
      const { artifact, from } = wanted.get(file)!;
      files[file] = { artifact, from, hash: hashOf(body) };
    }
  }
  return { ...lock, compiler: made.compiler, rules: Object.fromEntries(made.rules), files };
}

/**
 * Brings the folder to what is wanted, and the lock with it. Killed at any moment it leaves each file
 * old or new, and a lock that knows both.
 */
export function keep(folder: Folder, stands: readonly Stand[], lock: Lock, next: Lock): void {
  const changes = stands.filter(({ state }) => state !== 'fresh');
  if (changes.length > 0) folder.write(lockName, printLock(journal(lock, next)));
  for (const { file, wanted } of changes)
    if (wanted === null) folder.remove(file);
    else folder.write(file, wanted);
  if (folder.read(lockName) !== printLock(next)) folder.write(lockName, printLock(next));
  folder.close();
}

/** The lock while files are written: each by what it held and by what it will. */
function journal(lock: Lock, next: Lock): Lock {
  const files: Record<string, LockedFile> = { ...lock.files };
  for (const [file, to] of Object.entries(next.files)) {
    const last = lock.files[file];
    if (last?.hash === to.hash && !last.was) files[file] = to;
    else files[file] = last ? { ...to, was: [...(last.was ?? []), last.hash] } : to;
  }
  return { ...next, files };
}
