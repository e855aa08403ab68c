import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import { sayIn } from '../../../diagnostic/say.ts';
import type { Span } from '../../../diagnostic/source.ts';

/** What the writers of MaxPatrol's languages tell their users alike. */
export interface Messages {
  readonly fieldName: (field: string, at: Span) => Diagnostic;
  readonly keyword: (at: Span) => Diagnostic;
  readonly noKeyword: (at: Span) => Diagnostic;
  readonly notAsked: (field: string, what: string, at: Span) => Diagnostic;
}

/** @param language as people call it */
export function messagesOf(area: string, language: string): Messages {
  const { error, warning } = sayIn(area);
  return {
    fieldName: (field, at) =>
      error('field-name', `${language} can't write the field name ${JSON.stringify(field)}.`, at),
    keyword: (at) =>
      error(
        'keyword',
        `${language} looks into fields that are named, so a keyword can't be asked for.`,
        at,
        'Where you know the field, name it.',
      ),
    noKeyword: (at) =>
      warning(
        'keyword',
        `${language} looks into fields that are named, so nothing is left out for a keyword: the query finds more than the rule.`,
        at,
      ),
    notAsked: (field, what, at) =>
      warning(
        'not-asked',
        `${language} is not known to ${what}, so ${field} has only to be there: the query finds more than the rule.`,
        at,
      ),
  };
}
