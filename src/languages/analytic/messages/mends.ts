import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import { type Pattern, printPattern } from '../../../ir/pattern.ts';
import { info, short, warning } from './say.ts';

/* What is mended, before and after. An info for what can mean nothing else, a warning where it could. */

const mended = (diagnostic: Diagnostic, before: string, after: string): Diagnostic => ({
  ...diagnostic,
  mend: { before: inOneLine(before), after: inOneLine(after) },
});

/** A text as it stands, spaces at its ends too, in one line. */
const inOneLine = (text: string): string =>
  text.length > 80 ? `${text.slice(0, 77).replace(/\s/g, ' ')}...` : text.replace(/\s/g, ' ');

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

export const lineBreak = (before: string, after: string, at: Span) =>
  mended(
    warning('line-break', `This text is broken; it is read as "${short(after)}".`, at),
    before,
    after,
  );

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

export const fieldName = (before: string, after: string, at: Span) =>
  mended(
    warning('field', `"${short(before)}" is no field of CAR's; it is read as "${after}".`, at),
    before,
    after,
  );

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
