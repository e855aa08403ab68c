import { Failure } from '../../cluster/failure.ts';
import type { Folder } from '../../emit/folder.ts';
import { unchanged } from '../kit/meanwhile.ts';
import { type Mark, markJson } from '../mark.ts';
import type { Change } from '../target.ts';
import { markAt, readFile } from './read.ts';

/**
 * The mark says first that the file is unfinished, then the file is written, then the mark says that it is done:
 * killed in between, the next apply goes on.
 */
export function writeFile(folder: Folder, { name, wanted, mark, live }: Change): void {
  try {
    const now = readFile(folder, name);
    if (now || live) unchanged(name, live, now);
    if (wanted && mark) {
      writeMark(folder, name, { ...mark, applied: null });
      folder.write(name, String(wanted.body));
      writeMark(folder, name, mark);
    } else {
      for (const file of [name, markAt(name)]) if (folder.read(file) !== null) folder.remove(file);
    }
    folder.close();
  } catch (error) {
    if (error instanceof Failure || !isOfFiles(error)) throw error;
    throw new Failure(`${name} can't be written: ${error.message}.`);
  }
}

const writeMark = (folder: Folder, name: string, mark: Mark): void =>
  folder.write(markAt(name), `${JSON.stringify(markJson(mark))}\n`);

const isOfFiles = (error: unknown): error is Error => error instanceof Error && 'code' in error;
