import { didYouMean } from '../../../diagnostic/closest.ts';
import type { Span } from '../../../diagnostic/source.ts';
import { error, short } from './say.ts';

/* Why an analytic is refused. */

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
