import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import * as messages from './messages.ts';

/** File systems take 255 bytes for a name, with its ending and a number. */
const longest = 200;

/**
 * Files made of rules: `DIR/<folder>/<path of the rule>.<ending>`. A name is made of letters, digits,
 * dots, dashes and underscores only, and none leads out of the folder.
 */
export class OutFiles {
  private readonly folder: string;
  /** By name in small letters, for file systems that don't tell the case. */
  private readonly files = new Map<string, { readonly file: string; readonly body: string }>();

  constructor(folder: string) {
    this.folder = folder;
  }

  add(stem: string, ending: string, body: string, below = ''): void {
    const base = stem
      .split(/[\\/]/)
      .map(
        (part) =>
          part
            .replace(/[^\w.-]+/g, '_')
            .replace(/^\.+/, '_')
            .slice(0, longest) || '_',
      )
      .join('/');
    const start = below === '' ? base : `${below}/${base}`;
    let file = `${start}${ending}`;
    // a file of several rules, or two names that came out alike
    for (let i = 2; this.files.has(file.toLowerCase()); i++) file = `${start}-${i}${ending}`;
    this.files.set(file.toLowerCase(), { file, body });
  }

  /** Writes all files, each whole or not at all. What can't be written ends it, and is returned. */
  write(): Diagnostic | null {
    try {
      for (const { file, body } of this.files.values()) {
        const path = join(this.folder, file);
        mkdirSync(dirname(path), { recursive: true });
        const draft = `${path}.${process.pid}.tmp`;
        writeFileSync(draft, body);
        renameSync(draft, path);
      }
      return null;
    } catch (error) {
      return messages.unwritable(this.folder, error);
    }
  }
}
