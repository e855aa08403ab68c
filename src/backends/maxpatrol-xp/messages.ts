import { sayIn } from '../../diagnostic/say.ts';
import type { Span } from '../../diagnostic/source.ts';
import { messagesOf } from '../kit/maxpatrol/messages.ts';
import type { Lack } from './re2.ts';

/** Everything that the writer of XP tells its user. */

const { warning } = sayIn('xp');

export const shared = messagesOf('xp', 'XP');

export const regex = (field: string, lack: Lack, at: Span) =>
  warning(
    'regex',
    `RE2, which XP's regex() takes, knows no ${lack}, so ${field} is asked for the letters that the expression can't do without: the query finds more than the rule.`,
    at,
  );

export const manyRepeats = (field: string, at: Span) =>
  warning(
    'regex',
    `RE2, which XP's regex() takes, repeats no part more than 1,000 times, so ${field} is asked for the letters that the expression can't do without: the query finds more than the rule.`,
    at,
  );

export const otherLetters = (fields: string, at: Span) =>
  warning(
    'case',
    `XP may ignore the case of letters outside ASCII where ${fields} are compared, which the rule tells: the query finds more than the rule.`,
    at,
  );
