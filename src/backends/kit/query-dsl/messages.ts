import { sayIn } from '../../../diagnostic/say.ts';
import type { Span } from '../../../diagnostic/source.ts';

/** Everything that the writers of Query DSL tell their user. */

const { error, warning, info } = sayIn('query-dsl');

export const cannotSayRegex = (why: string, at: Span) =>
  error('regex', `Lucene can't say this regular expression: ${why}.`, at);

export const regexTooLong = (length: number, most: number, at: Span) =>
  error(
    'regex-length',
    `In Lucene's syntax this is ${length} characters long; engines take ${most}.`,
    at,
  );

export const tooDear = (at: Span) =>
  error(
    'too-complex',
    'Engines refuse this pattern: making an automaton of it is too much work.',
    at,
    'Use fewer wildcards, or shorter counts.',
  );

export const relaxed = (at: Span) =>
  warning(
    'relaxed',
    'Engines refuse this pattern as it counts, so its counts are left open: the query finds more than the rule.',
    at,
  );

export const textTooLong = (most: number, at: Span) =>
  error('text-length', `Engines take no text longer than ${most} characters here.`, at);

export const asKeyword = (what: string, type: string, at: Span) =>
  info(
    'as-keyword',
    `${what} is tested in the field's text, for every field is taken as a keyword; a field of the type ${type} would refuse it.`,
    at,
  );

export const intoType = (field: string, holds: 'number' | 'address', at: Span) =>
  warning(
    'into-type',
    `The index holds ${field} as ${holds === 'number' ? 'a number' : 'an address'}, which engines don't look into like that, so it has only to be there: the query finds more than the rule.`,
    at,
  );

export const sameField = (at: Span) =>
  warning(
    'field-reference',
    "Query DSL can't compare two fields, so this is left open: the query finds more than the rule.",
    at,
  );

export const noWeek = (at: Span) =>
  warning(
    'week',
    "Query DSL can't tell the week of a date, so this is left open: the query finds more than the rule.",
    at,
  );

export const offsets = (at: Span) =>
  warning(
    'date-offset',
    'Dates with an offset from UTC are all found: the query finds more than the rule.',
    at,
  );

export const fieldPattern = (field: string, at: Span) =>
  error('field-name', `An exists query takes "${field}" as a pattern of names.`, at);

export const metadataField = (field: string, at: Span) =>
  error(
    'metadata-field',
    `Engines keep something of their own under the name "${field}"; no event has a field called so.`,
    at,
  );

export const tooDeep = (depth: number, most: number, at: Span) =>
  error('too-deep', `The query is ${depth} bools deep; Elasticsearch takes ${most}.`, at);

export const tooManyClauses = (count: number, most: number, at: Span) =>
  error(
    'too-many-clauses',
    `The query has ${count} clauses; engines take ${most}.`,
    at,
    'Split the rule. A keyword is a clause for each field of the index: where you know the field, name it.',
  );

export const shortened = (count: number, most: number, where: string, at: Span) =>
  warning(
    'shortened',
    `Engines can't hold all of these ${count} texts, so each is looked for by its ${where === 'end' ? 'last' : 'first'} ${most} characters: the query finds more than the rule.`,
    at,
  );

export const shortenedKeywords = (most: number, at: Span) =>
  warning(
    'shortened',
    `Engines can't hold all the keywords for every field, so each is looked for by ${most} of its characters: the query finds more than the rule.`,
    at,
  );

export const everyField = (at: Span) =>
  info(
    'every-field',
    'A keyword is looked for in every field whose name does not begin with "_", for each of which the engine makes an automaton.',
    at,
    'Where you know the field, name it: it is much faster.',
  );

export const fewFields = (each: number, most: number, fields: number, at: Span) =>
  info(
    'few-fields',
    `The query has ${each} clauses for every field, and OpenSearch takes ${most} in all: an index may have ${fields} fields.`,
    at,
    'Search one index at a time, or raise indices.query.bool.max_clause_count.',
  );
