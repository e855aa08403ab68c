import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { FileNames } from '../emit/file-names.ts';
import { Folder } from '../emit/folder.ts';
import * as messages from './messages.ts';

/** Files made of rules: `DIR/<folder>/<path of the rule>.<ending>`. */
export class OutFiles {
  private readonly folder: string;
  private readonly names = new FileNames();
  private readonly bodies = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  add(stem: string, ending: string, body: string, below = ''): void {
    this.bodies.set(this.names.unique(below, stem, ending), body);
  }

  /** Writes all files, each whole or not at all. What can't be written ends it, and is returned. */
  write(): Diagnostic | null {
    const folder = new Folder(this.folder);
    try {
      for (const [file, body] of this.bodies) folder.write(file, body);
      folder.close();
      return null;
    } catch (error) {
      return messages.unwritable(this.folder, error);
    }
  }
}
