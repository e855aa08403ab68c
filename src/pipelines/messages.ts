import { didYouMean } from '../diagnostic/closest.ts';
import { sayIn } from '../diagnostic/say.ts';
import type { Span } from '../diagnostic/source.ts';
import type { LogSource } from '../ir/rule.ts';

/** What pipelines tell their users. `schema` is the title of a pipeline. */

const { error, warning } = sayIn('pipeline');

export const logSource = (schema: string, source: LogSource, at: Span) =>
  error('log-source', `${schema} has no fields for ${nameOf(source)}.`, at);

export const notAll = (schema: string, at: Span) =>
  error(
    'not-all',
    `${schema} is not known to hold all events that this rule asks for in one data set.`,
    at,
    'Which events each data set has is on the page of the pipeline.',
  );

export const without = (schema: string, events: string, at: Span) =>
  warning('without', `${schema} has no ${events}: the query finds less than the rule.`, at);

const nameOf = ({ category, product, service }: LogSource): string =>
  `the log source ${[product, category, service].filter((part) => part !== undefined).join('/') || 'of this rule'}`;

export const noField = (schema: string, field: string, known: Iterable<string>, at: Span) =>
  warning(
    'no-field',
    `${schema} has no field for "${field}" in this log source, so this is left open: the query finds more than the rule.`,
    at,
    didYouMean(field, known),
  );

export const noKeyword = (schema: string, at: Span) =>
  warning(
    'no-keyword',
    `${schema} holds parts of an event in other words, so a keyword is left open: the query finds more than the rule.`,
    at,
    'Where you know the field, name it.',
  );

export const among = (schema: string, others: string, at: Span) =>
  warning(
    'among',
    `${schema} does not tell these events from ${others}: the query finds more than the rule.`,
    at,
  );

export const leftOut = (field: string, at: Span) =>
  warning(
    'left-out',
    `"${field}" is left out there where it is empty or "-", and can't be told from a field that is missing: the query finds more than the rule.`,
    at,
  );

export const values = (field: string, why: string, at: Span) =>
  warning('values', `"${field}" ${why}: the query finds more than the rule.`, at);

export const fieldPair = (field: string, other: string, at: Span) =>
  warning(
    'field-pair',
    `"${field}" and "${other}" can't be compared as the schema holds them, so this is left open: the query finds more than the rule.`,
    at,
  );

export const nothingLeft = (schema: string, at: Span) =>
  error('nothing-left', `${schema} holds nothing that this rule asks for.`, at);

export const notFor = (pipeline: string, backend: string, at: Span) =>
  error('not-for', `${pipeline} is not for ${backend}, as it says under "allowed_backends".`, at);

export const notQueryDsl = (backend: string, at: Span) =>
  error(
    'not-query-dsl',
    `The pipeline's postprocessing makes text of the query, which ${backend} has no use for.`,
    at,
  );

/* Rules that count */

export const noGroupField = (field: string, rule: string, at: Span) =>
  error(
    'no-group-field',
    `No one field holds what "${field}" is in the events of the rule "${rule}" there, so they can't be counted by it.`,
    at,
  );

export const groupLeftOut = (field: string, at: Span) =>
  warning(
    'group-left-out',
    `"${field}" is left out there where it is empty or "-", so those events are not counted: the query finds less than the rule.`,
    at,
  );

export const finishesNoCount = (rule: string, at: Span) =>
  error(
    'finishes-no-count',
    `A pipeline changes the text of the query of "${rule}", which is but a part of one that counts.`,
    at,
  );
