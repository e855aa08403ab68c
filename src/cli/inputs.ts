import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source } from '../diagnostic/source.ts';
import * as messages from './messages.ts';

/** A text to read rules from, or why there is none. */
export type Input = (
  | { readonly source: Source }
  | {
      readonly fault: Diagnostic;
      /** The user named it: then the command line can't be used as it is. */
      readonly named: boolean;
    }
) & {
  /** Where it stands below the path that was given, without its ending: for naming what is made of it. */
  readonly stem: string;
};

/** Larger files are no rules, and would take more memory than there may be. */
export const largest = 8 * 1024 * 1024;

interface Found {
  readonly path: string;
  readonly stem: string;
  readonly named: boolean;
}

/** The files that paths stand for, and the faults of those that stand for none. */
export function findInputs(
  paths: readonly string[],
  extensions: readonly string[],
): readonly (Found | Input)[] {
  return paths.flatMap((path): readonly (Found | Input)[] => {
    const name = stemOf(basename(path));
    if (path === '-') return [{ path, stem: 'stdin', named: true }];
    try {
      const about = statSync(path);
      if (!about.isDirectory())
        return about.size > largest
          ? [{ fault: messages.tooLarge(path, largest), named: false, stem: name }]
          : [{ path, stem: name, named: true }];
      const { files, faults } = filesBelow(path, extensions);
      const start = join(path, sep) === `.${sep}` ? '' : join(path, sep);
      if (files.length + faults.length > 0)
        return [
          ...faults.map((fault) => ({ fault, named: false, stem: name })),
          ...files.map((file) => ({ path: start + file, stem: stemOf(file), named: false })),
        ];
      return [{ fault: messages.noRules(path, extensions), named: true, stem: name }];
    } catch (error) {
      return [{ fault: messages.unreadable(path, error), named: true, stem: name }];
    }
  });
}

/** The text of a file. */
export function readInput(found: Found | Input): Input {
  if (!('path' in found)) return found;
  const { path, stem, named } = found;
  const failed = (fault: Diagnostic, bad = false): Input => ({ fault, named: named && bad, stem });
  try {
    const text = readText(path);
    if (text.length > largest) return failed(messages.tooLarge(path, largest));
    return isText(text, path)
      ? { source: { path, text: withoutMark(text) }, stem }
      : failed(messages.notText(path));
  } catch (error) {
    // what is too long for a text of this machine's is reported in the same words
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_FS_FILE_TOO_LARGE' || code === 'ERR_STRING_TOO_LONG')
      return failed(messages.tooLarge(path, largest));
    return failed(messages.unreadable(path, error), true);
  }
}

/**
 * Files with one of the endings, in the order of their names, and the faults of folders that can't be
 * read; links to folders are not followed.
 */
function filesBelow(
  folder: string,
  extensions: readonly string[],
): { files: string[]; faults: Diagnostic[] } {
  const files: string[] = [];
  const faults: Diagnostic[] = [];
  const walk = (below: string) => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(folder, below), { withFileTypes: true });
    } catch (error) {
      if (below === '') throw error;
      faults.push(messages.unreadable(join(folder, below), error));
      return;
    }
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}${sep}${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) walk(path);
      else if (extensions.includes(extname(entry.name).toLowerCase()) && isFile(entry))
        files.push(path);
    }
  };
  walk('');
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), faults };
}

function isFile(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(join(entry.parentPath, entry.name)).isFile();
  } catch {
    return true; // a link that leads nowhere: reading it says so
  }
}

const stemOf = (file: string): string => file.slice(0, file.length - extname(file).length);

const readText = (path: string): string => readFileSync(path === '-' ? 0 : path, 'utf8');

/** Whether a file was text. The sign for what is not UTF-8 may also be the file's own. */
function isText(text: string, path: string): boolean {
  if (text.includes('\0')) return false;
  if (!text.includes('\ufffd')) return true;
  return path !== '-' && readFileSync(path).equals(Buffer.from(text, 'utf8'));
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
