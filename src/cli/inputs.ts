import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source } from '../diagnostic/source.ts';
import type { Language } from '../languages/language.ts';
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

/** What a test beside a rule is called: `whoami.test.yml` is that of `whoami.yml`. */
const testEnding = /\.test\.ya?ml$/i;

/** Neither a rule nor a folder of some. */
const aside: ReadonlySet<string> = new Set(['node_modules', 'rulewright.yml']);

interface Found {
  readonly path: string;
  readonly stem: string;
  readonly named: boolean;
}

/** The files that paths stand for, and the faults of those that stand for none. */
export function findInputs(
  paths: readonly string[],
  languages: readonly Language[],
): readonly (Found | Input)[] {
  const extensions = languages.flatMap((language) => language.extensions);
  return paths.flatMap((path): readonly (Found | Input)[] => {
    const name = stemOf(basename(path));
    if (path === '-') return [{ path, stem: 'stdin', named: true }];
    try {
      const about = statSync(path);
      if (!about.isDirectory())
        return about.size > largest
          ? [{ fault: messages.tooLarge(path, largest), named: false, stem: name }]
          : [{ path, stem: name, named: true }];
      const { files, faults } = filesBelow(path, (file) => holdsRules(file, languages));
      if (files.length + faults.length > 0) {
        const start = below(path);
        return [
          ...faults.map((fault) => ({ fault, named: false, stem: name })),
          ...files.map((file) => ({ path: start + file, stem: stemOf(file), named: false })),
        ];
      }
      return [{ fault: messages.noRules(path, extensions), named: true, stem: name }];
    } catch (error) {
      return [{ fault: messages.unreadable(path, error), named: true, stem: name }];
    }
  });
}

/** The tests that stand beside the rules of these paths, those without a rule too, by the rule's path. */
export function findTests(
  paths: readonly string[],
  languages: readonly Language[],
): ReadonlyMap<string, string> {
  const tests = new Map<string, string>();
  const endings = languages.flatMap(({ extensions, pages }) => [
    ...extensions,
    ...(pages?.extensions ?? []),
  ]);
  for (const path of paths) {
    if (path === '-') continue;
    const isAll = isFolder(path);
    const beside = ['.yml', '.yaml'].map((ending) => `${stemOf(path)}.test${ending}`);
    const found = isAll
      ? filesBelow(path, (name) => testEnding.test(name)).files.map((file) => below(path) + file)
      : beside.filter((file) => existsSync(file));
    for (const file of found) {
      const rule = ruleOf(file, endings);
      // beside a page may stand a rule of the same name, whose test that is
      if (isAll) tests.set(rule, file);
      else if (rule === path || !existsSync(rule)) tests.set(path, file);
    }
  }
  return tests;
}

/** The files below a folder that are called so, in the order of their names. */
export const filesIn = (folder: string, name: RegExp): readonly string[] =>
  filesBelow(folder, (path) => name.test(path)).files.map((file) => below(folder) + file);

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false; // a file; what can't be read has been told of
  }
}

/** The rule that a test is of: the file of that name with one of the endings, the test's own first. */
function ruleOf(test: string, endings: readonly string[]): string {
  const rule = test.replace(/\.test(?=\.ya?ml$)/i, '');
  const others = endings.map((ending) => stemOf(rule) + ending);
  return [rule, ...others].find((file) => existsSync(file)) ?? rule;
}

/** What stands before the names of a folder's files. */
const below = (folder: string): string =>
  join(folder, sep) === `.${sep}` ? '' : join(folder, sep);

/** The text of a file that the user named. */
export const readNamed = (path: string): Input => readInput({ path, stem: path, named: true });

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
 * Whether a file of a folder holds rules: by its ending, or, where that may hold anything, by its text. One
 * of those that can't be read holds none.
 */
function holdsRules(path: string, languages: readonly Language[]): boolean {
  if (testEnding.test(path)) return false;
  const ending = extname(path).toLowerCase();
  if (languages.some(({ extensions }) => extensions.includes(ending))) return true;
  const pages = languages.flatMap((language) => language.pages ?? []);
  const mayHold = pages.filter(({ extensions }) => extensions.includes(ending));
  if (mayHold.length === 0) return false;
  try {
    if (statSync(path).size > largest) return false;
    const source = { path, text: readText(path) };
    return mayHold.some((page) => page.holds(source));
  } catch {
    return false;
  }
}

/**
 * Files that are wanted, by their paths, in the order of their names, and the faults of folders that can't
 * be read; links to folders are not followed.
 */
function filesBelow(
  folder: string,
  isWanted: (path: string) => boolean,
): { files: string[]; faults: Diagnostic[] } {
  const files: string[] = [];
  const faults: Diagnostic[] = [];
  const start = below(folder);
  const walk = (part: string) => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(folder, part), { withFileTypes: true });
    } catch (error) {
      if (part === '') throw error;
      faults.push(messages.unreadable(join(folder, part), error));
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || aside.has(entry.name)) continue;
      const path = part === '' ? entry.name : `${part}${sep}${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (isFile(entry) && isWanted(start + path)) files.push(path);
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

/** A path without its ending. */
export const stemOf = (file: string): string => file.slice(0, file.length - extname(file).length);

/** One object for all files: Node makes one for each call that only names the encoding. */
const asText = { encoding: 'utf8', flag: 'r' } as const;

let standardInput: string | null = null;

/** The text of a file; that of standard input is kept, for it is there only once. */
function readText(path: string): string {
  if (path !== '-') return readFileSync(path, asText);
  standardInput ??= readFileSync(0, asText);
  return standardInput;
}

/** Whether a file was text. The sign for what is not UTF-8 may also be the file's own. */
function isText(text: string, path: string): boolean {
  if (text.includes('\0')) return false;
  if (!text.includes('\ufffd')) return true;
  return path !== '-' && readFileSync(path).equals(Buffer.from(text, 'utf8'));
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
