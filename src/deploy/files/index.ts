import { Folder } from '../../emit/folder.ts';
import type { ArtifactFile, Live, Refused, Target, Wanted } from '../target.ts';
import { historyInFolder } from './history.ts';
import { readFiles } from './read.ts';
import { writeFile } from './write.ts';

/**
 * The files of an artifact in a folder, for what reads its rules from one. No file of any format has a place for a
 * mark, so it stands in a file of its own below `.rulewright`.
 */
const taking = (artifact: string): Target => ({
  id: `files:${artifact}`,
  title: `a folder: the files of ${artifact}`,
  at: 'folder',
  artifact,
  language: null,
  objects: (files) => files.map(fileOf),
  keeping,
  open: (path) => {
    const folder = new Folder(path);
    return {
      read: async (set, names) => readFiles(path, folder, artifact, set, new Set(names)),
      apply: async (change) => writeFile(folder, change),
      history: historyInFolder(path, artifact),
    };
  },
});

/** A file that is made of the set stays as it is while a rule that stands in it is refused. */
function keeping(wanted: Wanted, live: Live, refused: Refused): Wanted {
  const { body } = live;
  if (wanted.rule !== null || typeof body !== 'string') return wanted;
  const isIn = refused === 'all' || [...refused].some((name) => body.includes(name));
  return isIn ? { ...wanted, body } : wanted;
}

export const files: Target = {
  ...taking('sigma'),
  id: 'files',
  title: 'a folder: the files of an artifact, as files:elastic-rule',
  taking,
};

const fileOf = ({ path, body, rule, source }: ArtifactFile): Wanted => ({
  name: path,
  title: rule?.title ?? path,
  rule: rule?.name ?? null,
  source,
  body,
});
