import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { sayIn } from '../diagnostic/say.ts';
import { startOf } from '../diagnostic/source.ts';

/** What is wrong with the files themselves. */

const say = sayIn('input');

const error = (name: string, path: string, message: string, hint?: string): Diagnostic =>
  say.error(name, message, startOf({ path, text: '' }), hint);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'You may not read it.',
  EPERM: 'You may not read it.',
  EISDIR: 'It is a folder.',
  ELOOP: 'Its links lead in a circle.',
};

export const unreadable = (path: string, cause: unknown) => {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return error('unreadable', path, reasons[code] ?? `It can't be read: ${String(cause)}`);
};

export const unwritable = (folder: string, cause: unknown) =>
  error('unwritable', folder, `Queries can't be written here: ${(cause as Error).message}.`);

export const noRules = (path: string, extensions: readonly string[]) =>
  error('no-rules', path, `No file in this folder ends in ${extensions.join(' or ')}.`);

export const tooLarge = (path: string, most: number) =>
  error(
    'too-large',
    path,
    `This file is larger than ${most / 1024 / 1024} MiB, which no file of rules is.`,
    'Split it.',
  );

export const notText = (path: string) =>
  error('not-text', path, 'This file is not text in UTF-8.', 'If it is in UTF-16, convert it.');
