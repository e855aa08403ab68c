import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { few } from '../diagnostic/few.ts';
import { sayIn } from '../diagnostic/say.ts';
import { type Span, span, startOf } from '../diagnostic/source.ts';
import type { Rule } from '../ir/rule.ts';

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
  error('unwritable', folder, `Files can't be written here: ${(cause as Error).message}.`);

export const noRules = (path: string, extensions: readonly string[]) =>
  error('no-rules', path, `No file in this folder ends in ${extensions.join(' or ')}.`);

export const onlyOthers = (path: string, files: readonly string[]) =>
  error('no-rules', path, `No file in this folder has a key of a rule's: ${few(files)}.`);

/** Not a fault: folders of rules hold files of other programs, too. */
export const passedOver = (files: readonly string[]) => {
  const [what, were] =
    files.length === 1 ? ['1 file has', 'was'] : [`${files.length} files have`, 'were'];
  return `${what} no key of a rule's, and ${were} passed over: ${few(files)}`;
};

export const tooLarge = (path: string, most: number) =>
  error(
    'too-large',
    path,
    `This file is larger than ${most / 1024 / 1024} MiB, which no file of rules is.`,
    'Split it.',
  );

export const notText = (path: string) =>
  error('not-text', path, 'This file is not text in UTF-8.', 'If it is in UTF-16, convert it.');

/* Events */

const events = sayIn('events');

/** A place in a file of events, which is not held: of its text only the line. */
const lineOf = (path: string, firstLine: number, text = ''): Span => {
  const shown = text.slice(0, 500);
  return span({ path, text: shown, firstLine }, 0, text === '' ? 0 : 1);
};

export const eventNotJson = (path: string, line: number, text: string, cause: Error) =>
  events.error('not-json', `This is not JSON: ${cause.message}.`, lineOf(path, line, text));

export const notAnEvent = (path: string, line: number, text: string) =>
  events.error('not-an-object', 'An event is a JSON object.', lineOf(path, line, text));

export const eventNotUtf8 = (path: string, line: number) =>
  events.error('not-utf-8', 'This event is not text in UTF-8.', lineOf(path, line));

export const utf16Events = (path: string) =>
  events.error(
    'utf-16',
    'This file is in UTF-16.',
    lineOf(path, 1),
    'Convert it: iconv -f UTF-16 -t UTF-8, or in PowerShell Set-Content -Encoding utf8.',
  );

export const eventTooLarge = (path: string, line: number, most: number) =>
  events.error(
    'too-large',
    `This event is larger than ${most / 1024 / 1024} MiB.`,
    lineOf(path, line),
  );

export const caseTooLong = (at: Span) =>
  sayIn('test').error(
    'too-long',
    'It takes more than two seconds to hold this event.',
    at,
    tooMany,
  );

export const tooLong = ({ title, at }: Rule, path: string, line: number) =>
  sayIn('test').error(
    'too-long',
    `It takes more than a second to hold ${title ?? 'this rule'} against the event of ${path}:${line}, and may take years: no event from there on is asked.`,
    at,
    tooMany,
  );

/* Rules that count */

const ofRules = (count: number) =>
  count === 1 ? '1 event of its rules' : `${count} events of its rules`;

export const noTime = (count: number, field: string, at: Span) =>
  sayIn('test').warning(
    'no-time',
    `${ofRules(count)} without a time in "${field}", not counted.`,
    at,
    'Say which field holds it: --timestamp FIELD.',
  );

export const noGroup = (count: number, fields: readonly string[], at: Span) =>
  sayIn('test').info(
    'no-group',
    `${ofRules(count)} without one of the fields ${fields.join(', ')}, not counted.`,
    at,
  );

export const manyGroups = (count: number, at: Span) =>
  sayIn('test').error(
    'many-groups',
    `${ofRules(count)} with so many values that they are in more than 10,000 groups, not counted.`,
    at,
  );

const tooMany =
  'A repeat within a repeat, such as (a+)+, is tried in every way: write it so that there is one.';

export const eventTooDeep = (path: string, line: number) =>
  events.error('too-deep', 'This event is nested too deep.', lineOf(path, line));

export const listIsCut = (path: string, line: number) =>
  events.error('cut', 'The list of events is never closed: the file is cut.', lineOf(path, line));

export const badGzip = (path: string, line: number, cause: Error) =>
  events.error(
    'gzip',
    `What stands behind this can't be unpacked: ${cause.message}.`,
    lineOf(path, line),
  );

export const hits = (path: string, line: number) =>
  events.info(
    'hits',
    'These are hits of a search: of each, what stands in _source is the event.',
    lineOf(path, line),
  );

export const noEventFiles = (path: string) =>
  events.error(
    'none',
    'No file in this folder holds events.',
    lineOf(path, 1),
    'Their names end in .ndjson, .jsonl or .json, or in one of these and .gz.',
  );

export const moreFaults = (path: string, count: number) =>
  events.error('more', `${count} more parts of this file are no events.`, lineOf(path, 1));

export const nothingToTest = (path: string) =>
  say.error(
    'nothing-to-test',
    'There is nothing to test these rules with.',
    startOf({ path, text: '' }),
    'Give --events, or write tests beside rules: whoami.test.yml is that of whoami.yml.',
  );

export const tooManyMatches = (path: string, most: number) =>
  events.warning(
    'more-matches',
    `Only the first ${most} places of matches are listed; all are counted.`,
    lineOf(path, 1),
  );

/* Artifacts */

export const badLock = (path: string) =>
  error(
    'lock',
    path,
    'This is no lock of rulewright.',
    'Remove it, and emit with --force what it was for.',
  );

export const isClaimed = (folder: string, pid: number, file: string) =>
  error(
    'claimed',
    folder,
    `Another run writes into this folder: process ${pid}.`,
    `Wait for it. If there is none, remove ${file}.`,
  );

/** What a target would refuse of a rule, as it is set now. */
export const notTaken = (message: string, hint: string, at: Span): Diagnostic =>
  sayIn('deploy').error('not-taken', message, at, hint);
