import { spawnSync } from 'node:child_process';

/**
 * The files that differ from a commit of git's, those that are gone and those that git doesn't know
 * yet among them, by their paths from the folder; or why that can't be told.
 */
export function changedSince(folder: string, ref: string): ReadonlySet<string> | string {
  const git = (...args: readonly string[]) =>
    spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (commit.error) return `git can't be run: ${commit.error.message}.`;
  if (commit.status !== 0) return `git knows no commit "${ref}" here. ${commit.stderr.trim()}`;
  const lists = [
    git('diff', '--name-only', '--no-renames', '--relative', '-z', commit.stdout.trim(), '--'),
    git('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  const failed = lists.find(({ status }) => status !== 0);
  if (failed) return `git can't tell what has changed: ${failed.stderr.trim()}`;
  return new Set(lists.flatMap(({ stdout }) => stdout.split('\0')).filter((path) => path !== ''));
}
