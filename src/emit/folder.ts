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

/** A folder whose files are written whole or not at all. */
export class Folder {
  private readonly path: string;
  private written = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** What a file holds; null where there is none, false where it is no file of its own. */
  read(file: string): string | null | false {
    try {
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
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(join(this.path, drafts), { recursive: true });
    const draft = join(this.path, drafts, `${process.pid}-${this.written++}`);
    writeFileSync(draft, body);
    renameSync(draft, path);
  }

  /** Removes a file, and the folders that it leaves empty. */
  remove(file: string): void {
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
}
