import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Where drafts are written; a run that was killed may leave it behind. */
const drafts = '.rulewright-drafts';

/** A folder whose files are written whole or not at all, and nothing outside it: no link in it is followed. */
export class Folder {
  private readonly path: string;
  private written = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** What a file holds; null where there is none, false where it is no file of its own. */
  read(file: string): string | null | false {
    try {
      if (this.linkTo(file) !== null) return false;
      const path = join(this.path, file);
      return lstatSync(path).isFile() && readFileSync(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw error;
    }
  }

  write(file: string, body: string): void {
    const path = join(this.path, file);
    this.keepInside(file);
    this.keepInside(`${drafts}/draft`);
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(join(this.path, drafts), { recursive: true });
    const draft = join(this.path, drafts, `${process.pid}-${this.written++}`);
    writeFileSync(draft, body);
    renameSync(draft, path);
  }

  /** Removes a file, and the folders that it leaves empty. */
  remove(file: string): void {
    this.keepInside(file);
    rmSync(join(this.path, file), { force: true });
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
      const path = join(this.path, folder);
      if (readdirSync(path).length > 0) return;
      rmdirSync(path);
    }
  }

  /** Removes what drafts are left. */
  close(): void {
    rmSync(join(this.path, drafts), { recursive: true, force: true });
  }

  /** @throws where a link leads out of the folder */
  private keepInside(file: string): void {
    const link = this.linkTo(file);
    if (link !== null) throw new Error(`${link} is a link`);
  }

  /** The folder on the way to a file that is a link to elsewhere; null where there is none. */
  private linkTo(file: string): string | null {
    const steps = file.split('/').slice(0, -1);
    for (let i = 1; i <= steps.length; i++) {
      const folder = join(this.path, ...steps.slice(0, i));
      const found = lstatSync(folder, { throwIfNoEntry: false });
      if (!found) return null;
      if (found.isSymbolicLink()) return folder;
    }
    return null;
  }
}
