import type { Backend } from '../backends/backend.ts';
import type { CompiledQuery } from '../compile.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { FileNames } from '../emit/file-names.ts';
import { Folder } from '../emit/folder.ts';
import * as messages from './messages.ts';

/** Queries as files: `DIR/<backend>/<path of the rule>.<ending>`. */
export class QueryFiles {
  private readonly folder: string;
  private readonly endings: ReadonlyMap<string, string>;
  private readonly names = new FileNames();
  private readonly bodies = new Map<string, string>();

  constructor(folder: string, to: readonly Backend[]) {
    this.folder = folder;
    this.endings = new Map(to.map(({ id, extension }) => [id, extension]));
  }

  add(stem: string, { to, query }: CompiledQuery): void {
    if (query === null) return;
    const body = typeof query === 'string' ? query : JSON.stringify({ query }, null, 2);
    this.bodies.set(this.names.unique(to, stem, this.endings.get(to)!), `${body}\n`);
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
