import { didYouMean } from '../../diagnostic/closest.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { sayIn } from '../../diagnostic/say.ts';
import type { Span } from '../../diagnostic/source.ts';
import { type Pattern, printPattern } from '../../ir/pattern.ts';
import type { Why } from './tree.ts';

/** Everything that the reader of analytics tells its user. */

const { error, warning, info } = sayIn('analytic');

/** Longer texts are shown by their beginning. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

const mended = (diagnostic: Diagnostic, before: string, after: string): Diagnostic => ({
  ...diagnostic,
  mend: { before: inOneLine(before), after: inOneLine(after) },
});

/** A text as it stands, spaces at its ends too, in one line. */
const inOneLine = (text: string): string =>
  text.length > 80 ? `${text.slice(0, 77).replace(/\s/g, ' ')}...` : text.replace(/\s/g, ' ');

/* Mends. An info for what can mean nothing else, a warning where it could. */

export const leftOver = (before: string, after: string, at: Span) => {
  const what = after.trim() === '' ? 'is left out' : `is read as ${after}`;
  return mended(info('left-over', `"${short(before)}" ${what}.`, at), before, after);
};

export const cell = (at: Span) =>
  mended(
    info('left-over', 'This is a cell of CSV; each of its doubled quotes is read as one.', at),
    '""',
    '"',
  );

export const comment = (text: string, at: Span) =>
  mended(info('comment', 'This is a comment.', at), text, '');

export const strayQuote = (quote: string, at: Span) =>
  mended(warning('quote', 'This quote opens and closes nothing, and is left out.', at), quote, '');

export const openQuote = (before: string, after: string, at: Span) =>
  mended(
    warning('quote', `The second quote is missing; this is read as ${short(after)}.`, at),
    before,
    after,
  );

export const oddQuotes = (before: string, after: string, at: Span) =>
  mended(info('quote', `This is read as ${short(after)}.`, at), before, after);

export const movedQuote = (before: string, after: string, at: Span) =>
  mended(info('quote', `This is read as "${short(after)}".`, at), before, `"${after}"`);

export const lostQuotes = (text: string, at: Span) =>
  mended(info('quote', `This is read as "${short(text)}".`, at), text, `"${text}"`);

export const spaces = (before: string, after: string, at: Span) =>
  mended(info('spaces', `Spaces around "${after}" are left out.`, at), before, after);

export const sign = (before: string, after: string, at: Span) =>
  mended(info('sign', `"${before}" is read as "${after}".`, at), before, after);

export const operatorCase = (before: string, after: string, at: Span) =>
  mended(warning('operator', `"${before}" is read as ${after}.`, at), before, after);

export const missingOperator = (operator: string, before: string, isSame: boolean, at: Span) =>
  mended(
    warning(
      'operator',
      isSame
        ? `An operator is missing here. ${operator} is put in, for one field can't be two things.`
        : `An operator is missing here. ${operator} is put in.`,
      at,
    ),
    before,
    `${operator} ${before}`,
  );

export const dropped = (text: string, at: Span) =>
  mended(warning('dangling', `"${short(text)}" joins nothing, and is left out.`, at), text, '');

export const foreignRelation = (text: string, at: Span) =>
  info(
    'relation',
    `"${short(text)}" is no part of a search; it is read as it is meant elsewhere, and case is ignored.`,
    at,
  );

export const lostSign = (before: string, after: string, at: Span) =>
  mended(warning('sign', `A sign is missing; this is read as ${short(after)}.`, at), before, after);

export const listOperator = (text: string, at: Span) =>
  mended(info('list', `"${text}" in a list of values is read as a comma.`, at), text, ',');

export const listEnd = (before: string, at: Span) =>
  mended(
    warning('bracket', `The list of values is never closed; it is read as if it ended here.`, at),
    before,
    `${before})`,
  );

export const emptyBrackets = (text: string, at: Span) =>
  mended(info('bracket', 'These brackets hold nothing, and are left out.', at), text, '');

export const bracket = (
  text: string,
  place: string | null,
  other: string | null,
  { before, after }: { readonly before: string; readonly after: string },
  at: Span,
) => {
  const isOpening = /[([{]/.test(text);
  const partner = { '(': ')', '[': ']', '{': '}', ')': '(', ']': '[', '}': '{' }[text]!;
  const what = isOpening ? 'is never closed' : 'closes nothing';
  const done = place === null ? 'it is left out' : `its "${partner}" is put in ${place}`;
  const tie =
    other === null
      ? undefined
      : `A "${partner}" ${other} would do as well, and mean something else.`;
  const put = place === null ? '' : text;
  return mended(
    warning('bracket', `This "${text}" ${what}; ${done}.`, at, tie),
    `${before}${text}${after}`,
    place === null ? `${before}${after}` : `${before}${put}${after} ... ${partner}`,
  );
};

export const manyBrackets = (count: number, text: string, at: Span) =>
  mended(
    warning(
      'bracket',
      `${count} brackets have no partner here, too many to try every place for one: those that close nothing are left out, the others are closed at the end.`,
      at,
    ),
    text,
    '',
  );

export const backslashes = (before: string, after: string, at: Span) =>
  mended(
    warning(
      'backslash',
      `This is no regular expression with its backslashes as they are; it is read as ${short(after)}.`,
      at,
    ),
    before,
    after,
  );

export const lostSearch = (text: string, at: Span) =>
  mended(
    info('command', 'No command stands behind this bar; it is read as a search.', at),
    text,
    `search ${text}`,
  );

export const command = (before: string, after: string, at: Span) =>
  mended(warning('command', `"${before}" is read as "${after}".`, at), before, after);

export const spread = (text: string, at: Span) =>
  info('list', `Each of the values of "${short(text)}" is held against the field.`, at);

export const lostWildcards = (isIntent: boolean, of: Pattern, meant: Pattern, at: Span) => {
  const [before, after] = [plain(of), plain(meant)];
  return isIntent
    ? mended(
        warning('wildcard', `"${before}" is read as "${after}", which it must have been.`, at),
        before,
        after,
      )
    : warning(
        'wildcard',
        `The field can hardly be equal to "${before}"; wildcards may have been lost, as in "${after}".`,
        at,
        'Write them, or say --mend intent.',
      );
};

const plain = (of: Pattern): string => short(printPattern(of).replace(/\\\\/g, '\\'));

/* What is said beside the meaning */

export const whereToLook = (text: string, at: Span) =>
  info('where-to-look', `"${short(text)}" says where to look, and is kept in the log source.`, at);

export const whenToLook = (text: string, at: Span) =>
  info(
    'when-to-look',
    `"${short(text)}" says when to look, and is left to whoever runs the query.`,
    at,
  );

export const shown = (name: string, at: Span) =>
  info('presentation', `"${name}" says how events are shown, not which.`, at);

export const addedFields = (name: string, at: Span) =>
  info(
    'presentation',
    `"${name}" adds fields to the events, and takes none of the events away.`,
    at,
  );

export const definition = (text: string, at: Span) =>
  info('definition', `"${short(text)}" is put in where its names are used.`, at);

export const resolved = (name: string, at: Span) =>
  info('definition', `"${short(name)}" is what was said of it before.`, at);

export const structure = (text: string, at: Span) =>
  info('structure', `"${short(text)}" says what the parts are called.`, at);

export const standIn = (text: string, at: Span) =>
  warning(
    'stand-in',
    `"${short(text)}" looks like a name to put a value in for, and is read as a text.`,
    at,
    `Say --set ${text.replace(/[^\w-]/g, '')}=VALUE.`,
  );

export const neverCase = (how: string, text: string, at: Span) =>
  warning(
    'case',
    `What ${how}() makes is never equal to "${short(text)}", whose letters are of both cases.`,
    at,
  );

/* What is left open: more is found */

const whys: Readonly<Record<Why, string>> = {
  computed: "can't be told of one event's fields",
  macro: 'is a macro that only your Splunk knows',
  broken: "can't be read as a test",
  time: 'is about the time of events, one by one or together',
  repeats: 'counts events',
  joined: 'is about several events',
};

export const open = (why: Why, text: string, at: Span) =>
  warning('open', `"${short(text)}" ${whys[why]}, and is left open: more is found.`, at);

export const made = (name: string, by: string, at: Span) =>
  by === 'lookup'
    ? warning('open', `"${short(name)}" comes from a lookup, and is left open: more is found.`, at)
    : warning(
        'open',
        `"${short(name)}" is made by "${by}", which is not about one event, and is left open: more is found.`,
        at,
      );

export const lostField = (name: string, by: string, at: Span) =>
  warning(
    'lost-field',
    `"${short(name)}" is no longer there behind "${by}", so this is never true of a row; it is left open: more is found.`,
    at,
  );

export const groups = (name: string, by: readonly string[], at: Span) =>
  warning(
    'groups',
    by.length === 0
      ? `"${name}" makes rows of groups of events; every event is found.`
      : `"${name}" makes a row of the events that agree in ${short(by.join(', '))}; every event is found, also one that lacks a field of these.`,
    at,
  );

export const cut = (name: string, at: Span) =>
  warning(
    'cut',
    `"${name}" keeps some of the events, by what the others are; every event is found.`,
    at,
  );

export const joined = (at: Span) =>
  warning(
    'join',
    'Only events with a partner in another search are meant; every event is found.',
    at,
  );

export const subsearch = (at: Span) =>
  warning(
    'subsearch',
    "What another search finds can't be told of one event, and is left open: more is found.",
    at,
  );

export const keyword = (text: string, at: Span) =>
  warning(
    'keyword',
    `Splunk looks for "${short(text)}" as a word; it is looked for anywhere in the text of an event, which finds more.`,
    at,
  );

/* What is refused */

export const lookup = (name: string, at: Span) =>
  error(
    'lookup',
    `Nothing is known of what stands in the lookup "${short(name)}".`,
    at,
    'Write its values into the analytic.',
  );

export const unknownName = (name: string, at: Span) =>
  error(
    'unknown-name',
    `"${short(name)}" is no field that is known, and stands for a value that is not.`,
    at,
    `Say --set ${name}=VALUE, or put quotes around it if it is a text.`,
  );

export const badRegex = (what: string, at: Span) =>
  error('regex', `This is not a regular expression: ${what}`, at);

export const badNetwork = (text: string, at: Span) =>
  error('cidr', `"${short(text)}" is not a network.`, at, 'Write it as 10.0.0.0/8 or fe80::/10.');

export const unknownCommand = (name: string, known: Iterable<string>, at: Span) =>
  error(
    'unknown-command',
    `"${short(name)}" is not a command of Splunk's that is known.`,
    at,
    didYouMean(name, known),
  );

export const unsupported = (name: string, at: Span) =>
  error('unsupported', `What "${name}" makes is not the events of an index.`, at);

export const tooManyCommands = (most: number, at: Span) =>
  error('too-large', `An analytic has no more than ${most} commands.`, at);

export const tooLong = (most: string, at: Span) =>
  error('too-large', `An analytic has no more than ${most}.`, at);

export const tooLarge = (at: Span) =>
  error('too-large', 'This analytic asks for more tests than any does.', at);

export const tooDeep = (at: Span) =>
  error('too-deep', 'This is nested too deep to be an analytic.', at);

export const nothing = (at: Span) =>
  error('nothing', 'Nothing is left that tells the events to find from others.', at);

export const noAnalytic = (at: Span) =>
  error(
    'no-analytic',
    'There is no analytic in this page.',
    at,
    'One stands below a heading such as "Analytic 1 - Name".',
  );

export const empty = (at: Span) => error('empty', 'There is no analytic in this file.', at);

export const noSource = (name: string, at: Span) =>
  warning(
    'unknown-source',
    `"${short(name)}" is no event of CAR's data model that is known; it is taken for every event.`,
    at,
  );

export const noOutput = (name: string, at: Span) =>
  warning(
    'unknown-output',
    `Nothing is called "${short(name)}"; what no other part uses is taken.`,
    at,
  );

export const noValue = (text: string, at: Span) =>
  warning('broken', `No value stands behind "${short(text)}".`, at);

export const twice = (name: string, at: Span) =>
  warning('twice', `"${short(name)}" is named twice; both are meant by it.`, at);
