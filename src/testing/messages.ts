import { didYouMean } from '../diagnostic/closest.ts';
import { few } from '../diagnostic/few.ts';
import { sayIn } from '../diagnostic/say.ts';
import type { Span } from '../diagnostic/source.ts';
import type { Scalar } from '../evaluate/event.ts';

/** What is said of tests beside rules, and of what rules are expected to find. */

const test = sayIn('test');

/* The files */

export const notAMap = (what: string, at: Span) => test.error('shape', `${what} is a map.`, at);

export const unknownKey = (key: string, known: readonly string[], at: Span) =>
  test.error(
    'unknown-key',
    `"${key}" is not a key of a test.`,
    at,
    didYouMean(key, known) ?? `There are ${known.join(', ')}.`,
  );

export const notEvents = (key: string, at: Span) =>
  test.error('shape', `${key} is a list of events, and an event is a map of fields.`, at);

export const noEvents = (at: Span) =>
  test.error('no-events', 'This test has no events.', at, 'List some under finds, or leaves.');

export const notAName = (at: Span) =>
  test.error('shape', 'rule is the id or the title of a rule.', at);

export const noSuchRule = (name: string, names: readonly string[], at: Span) =>
  test.error('no-such-rule', `No rule is called "${name}".`, at, didYouMean(name, names));

export const whichRule = (count: number, at: Span) =>
  test.error(
    'which-rule',
    `The file beside this one has ${count} rules: which of them is meant?`,
    at,
    'Say it: rule: <id or title>.',
  );

export const noRule = (path: string, at: Span) =>
  test.error('no-rule', `There is no rule beside this test: ${path} is missing.`, at);

export const notExpected = (at: Span) =>
  test.error(
    'shape',
    'What is expected is a number of events, or a list of their ids.',
    at,
    'Such as 3, or [event-1, event-2].',
  );

/* What came out */

export const notFound = (title: string, at: Span) =>
  test.error('not-found', `${title} does not find this event.`, at);

export const found = (title: string, at: Span) =>
  test.error('found', `${title} finds this event.`, at);

/** Why a rule found an event or did not: the tests of one field, and what the event has there. */
export function because(
  field: string | null,
  values: readonly Scalar[],
  tests: number,
  holds: boolean,
  at: Span,
) {
  const which = tests === 1 ? 'this is' : `these ${tests} tests are`;
  const held = field === null ? 'Of all its texts' : heldBy(field, values);
  return test.info('because', `${held}: ${which} ${holds ? '' : 'not '}true.`, at);
}

function heldBy(field: string, values: readonly Scalar[]): string {
  if (values.length === 0) return `${field} has no value`;
  const shown = values.slice(0, 3).map((value) => {
    const text = JSON.stringify(value);
    return text.length > 80 ? `${text.slice(0, 80)}...` : text;
  });
  return `${field} is ${shown.join(', ')}${values.length > 3 ? ', ...' : ''}`;
}

export const wrongCount = (title: string, count: number, wanted: number, at: Span) =>
  test.error(
    'count',
    `${title} finds ${count} ${count === 1 ? 'event' : 'events'}, not ${wanted}.`,
    at,
  );

export const wrongEvents = (
  title: string,
  missing: readonly string[],
  extra: readonly string[],
  at: Span,
) => {
  const parts = [
    ...(missing.length > 0 ? [`does not find ${few(missing)}`] : []),
    ...(extra.length > 0 ? [`finds ${few(extra)}, which is not expected`] : []),
  ];
  return test.error('events', `${title} ${parts.join(', and ')}.`, at);
};

export const countsNoSingle = (at: Span) =>
  test.error(
    'counts',
    'A rule that counts finds nothing in single events.',
    at,
    'Test it with --events, and --expect what it finds.',
  );
