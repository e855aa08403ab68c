import { sayIn } from '../../diagnostic/say.ts';
import type { Span } from '../../diagnostic/source.ts';

/** Everything that the writer of PDQL tells its user. */

const { error, warning } = sayIn('pdql');

export const fieldName = (field: string, at: Span) =>
  error('field-name', `PDQL can't write the field name ${JSON.stringify(field)}.`, at);

/** @param plainly what to ask where the case of letters is ignored; null under a `not` of a rule that tells it */
export const letterCase = (field: string, plainly: string | null, at: Span) =>
  warning(
    'case',
    `It is not known whether PDQL tells the case of letters in ${field}, so what is asked is true either way: the query finds more than the rule.`,
    at,
    plainly === null ? undefined : `Where you know that it ignores case, ask: ${plainly}`,
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

export const notAsked = (field: string, what: string, at: Span) =>
  warning(
    'not-asked',
    `PDQL is not known to ${what}, so ${field} has only to be there: the query finds more than the rule.`,
    at,
  );

export const keyword = (at: Span) =>
  error(
    'keyword',
    "PDQL looks into fields that are named, so a keyword can't be asked for.",
    at,
    'Where you know the field, name it.',
  );

export const noKeyword = (at: Span) =>
  warning(
    'keyword',
    'PDQL looks into fields that are named, so nothing is left out for a keyword: the query finds more than the rule.',
    at,
  );
