import { sayIn } from '../../diagnostic/say.ts';
import type { Span } from '../../diagnostic/source.ts';
import { messagesOf } from '../kit/maxpatrol/messages.ts';

/** Everything that the writer of PDQL tells its user. */

const { warning } = sayIn('pdql');

export const shared = messagesOf('pdql', 'PDQL');

export const caseUnknown = (field: string, plainly: string | null, at: Span) =>
  warning(
    'case',
    `It is not known whether PDQL tells the case of letters in ${field}, so what is asked is true either way: the query finds more than the rule.`,
    at,
    plainly === null
      ? 'Where your server tells it, say --assume pdql-case=told.'
      : `Where your server ignores it, say --assume pdql-case=ignored, which asks: ${plainly}`,
  );

export const caseIgnored = (field: string, at: Span) =>
  warning(
    'case',
    `PDQL is assumed to ignore the case of letters, which the rule tells in ${field}: the query finds more than the rule.`,
    at,
  );

export const caseTold = (field: string, at: Span) =>
  warning(
    'case',
    `PDQL is assumed to tell the case of letters, and a text in ${field} has too many of them to be spelled in every case: the query finds more than the rule.`,
    at,
  );

export const parts = (field: string, at: Span) =>
  warning(
    'pattern',
    `PDQL's match() is not known to take a mask or a regular expression, so ${field} is asked for the parts alone: the query finds more than the rule.`,
    at,
  );

export const control = (field: string, at: Span) =>
  warning(
    'control',
    `A text in PDQL has no line breaks and other control characters, so ${field} is asked for what stands around them: the query finds more than the rule.`,
    at,
  );
