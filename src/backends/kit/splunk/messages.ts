import { sayIn } from '../../../diagnostic/say.ts';
import type { Span } from '../../../diagnostic/source.ts';

/** Everything that the writer of SPL tells its user. */

const { error, warning, info } = sayIn('splunk-spl');

export const fieldName = (field: string, at: Span) =>
  error('field-name', `SPL can't write the field name ${JSON.stringify(field)}.`, at);

export const defaultField = (field: string, at: Span) =>
  warning(
    'default-field',
    `Splunk gives every event a field "${field}" of its own, which is what this asks for; not what the source calls so.`,
    at,
  );

export const raw = (at: Span) =>
  info(
    'raw',
    'Keywords are looked for in _raw, where names stand beside values, and JSON escapes backslashes and quotes.',
    at,
  );

export const openLookBehind = (at: Span) =>
  error('regex', 'PCRE takes no look-behind whose length is open.', at);

export const hiddenSpace = (at: Span) =>
  error('regex', 'A regular expression of several lines under the flag x is not written.', at);

export const tooLong = (at: Span) =>
  error('regex', 'PCRE takes no regular expression that is so long.', at);

export const tooDeep = (at: Span) =>
  error('regex', 'PCRE takes no parentheses that stand so deep in each other.', at);

export const noWeek = (at: Span) =>
  warning(
    'week',
    'No text shows the week of a date, so this is left open: the query finds more than the rule.',
    at,
  );

export const offsets = (at: Span) =>
  warning(
    'date-offset',
    'Dates with an offset from UTC are all found: the query finds more than the rule.',
    at,
  );

/* Counting */

export const splunkTime = (at: Span) =>
  info('time', 'Events are counted by _time, the time that Splunk took from them.', at);

export const tooMany = (most: number, at: Span) =>
  error(
    'too-many',
    `Splunk's windows hold at most ${most} events (max_stream_window), so no more can be counted.`,
    at,
  );

export const valuesAtMost = (at: Span) =>
  error(
    'values-at-most',
    "Splunk's windows may hold fewer events than there are, so too few values would be told wrongly.",
    at,
    'Say how many there are at least: gt or gte.',
  );

export const shortWindow = (at: Span) =>
  error('short-window', "Different values can't be counted within one second.", at);

export const shorter = (most: number, at: Span) =>
  warning(
    'shorter-window',
    `Values are counted within one second less than the timespan, and in at most ${most} events: the query finds less than the rule.`,
    at,
  );
