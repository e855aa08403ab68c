import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Failure } from '../../cluster/failure.ts';
import type { Folder } from '../../emit/folder.ts';
import { isOf } from '../live.ts';
import { type Mark, markOf } from '../mark.ts';
import type { Live } from '../target.ts';

/** The folder of what is ours beside the files. */
export const marks = '.rulewright';

/** Where the mark of a file stands. */
export const markAt = (name: string): string => `${marks}/${name}.json`;

/** Every file of an artifact that has the set's mark, and whatever stands under the names. */
export function readFiles(
  path: string,
  folder: Folder,
  artifact: string,
  set: string,
  names: ReadonlySet<string>,
): readonly Live[] {
  const marked = namesIn(path, artifact);
  return [...new Set([...names, ...marked])]
    .flatMap((name) => readFile(folder, name) ?? [])
    .filter(isOf(set, names));
}

/**
 * One file; null where there is neither it nor a mark of it. A file that is gone and has left its mark was
 * removed by somebody: it is made again, or its mark removed.
 */
export function readFile(folder: Folder, name: string): Live | null {
  const held = folder.read(name);
  if (held === false) throw new Failure(`${name} is no file of its own, but a folder or a link.`);
  const mark = markIn(folder.read(markAt(name)));
  if (held === null) return mark && { name, mark: { ...mark, applied: null }, body: null };
  return { name, mark, body: held };
}

function markIn(text: string | null | false): Mark | null {
  try {
    return markOf(JSON.parse(text || 'null') as unknown);
  } catch {
    return null;
  }
}

/** The files of an artifact that have marks. */
function namesIn(path: string, artifact: string): readonly string[] {
  let found: readonly string[];
  try {
    found = readdirSync(join(path, marks, artifact), { recursive: true }) as string[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Failure(`The folder can't be read: ${(error as Error).message}.`);
  }
  return found
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${artifact}/${file.split(sep).join('/').slice(0, -'.json'.length)}`);
}
