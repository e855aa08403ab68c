import { didYouMean } from '../../diagnostic/closest.ts';
import { sayIn } from '../../diagnostic/say.ts';
import type { Span } from '../../diagnostic/source.ts';

/** Everything that the reader of Sigma tells its user. */

const { error, info, warning } = sayIn('sigma');

/* The file */

export const empty = (at: Span) => error('empty', 'There is no rule in this file.', at);

export const notAMap = (at: Span) =>
  error('not-a-rule', 'A rule is a map with the keys title, logsource and detection.', at);

/* Actions */

export const unknownAction = (name: unknown, at: Span) => {
  const known = 'There are global, reset and repeat.';
  if (typeof name !== 'string') return error('unknown-action', 'An action is a text.', at, known);
  const near = didYouMean(name, ['global', 'reset', 'repeat']);
  return error('unknown-action', `"${name}" is not an action.`, at, near ?? known);
};

export const nothingToRepeat = (at: Span) =>
  error('nothing-to-repeat', 'No rule stands before this one that it could repeat.', at);

export const notYet = (at: Span) =>
  error('filter', 'A Sigma filter is not read yet; detection rules and correlations are.', at);

/* What a rule says about itself */

export const missingKey = (key: string, at: Span) =>
  warning('missing-key', `The rule has no ${key}, which Sigma asks of every rule.`, at);

export const unknownKey = (key: string, meant: string, at: Span) =>
  warning('unknown-key', `"${key}" is not a key of Sigma.`, at, `Did you mean "${meant}"?`);

export const badValue = (key: string, wanted: string, at: Span, hint?: string) =>
  warning('bad-value', `${key} should be ${wanted}.`, at, hint);

/* Detection */

export const noDetection = (at: Span, hint?: string) =>
  error('no-detection', 'The rule has no detection.', at, hint);

export const noCondition = (at: Span) =>
  error(
    'no-condition',
    'The detection has no condition.',
    at,
    'Add one, such as "condition: selection".',
  );

export const detectionShape = (at: Span) =>
  error('detection-shape', 'A detection is a map of named searches and a condition.', at);

export const emptySearch = (name: string, at: Span) =>
  error('empty-search', `"${name}" holds nothing to search for.`, at);

export const noValues = (at: Span) =>
  error('no-values', 'This field has an empty list of values.', at);

export const keyType = (at: Span) =>
  error('key-type', 'The name of a field is a text.', at, 'Put quotes around it.');

export const nestedValue = (at: Span) =>
  error('nested-value', 'A field is compared with texts, numbers, booleans or null.', at);

export const tooManyValues = (most: number, at: Span) =>
  error('too-many-values', `A rule may test at most ${most} values.`, at);

export const unusedSearch = (name: string, at: Span) =>
  warning('unused-search', `The condition never uses "${name}".`, at);

export const timeframe = (at: Span) =>
  warning('timeframe', 'A timeframe means nothing without a correlation, and is left out.', at);

/* Modifiers and values */

export const unknownModifier = (name: string, known: Iterable<string>, at: Span) =>
  name === ''
    ? error('unknown-modifier', 'A modifier is missing after "|".', at)
    : error('unknown-modifier', `"${name}" is not a Sigma modifier.`, at, didYouMean(name, known));

export const wrongType = (modifier: string, takes: string, got: string, at: Span) =>
  error('wrong-type', `"${modifier}" takes ${takes}; this is ${got}.`, at);

export const cannotFollow = (modifier: string, before: string, at: Span, hint?: string) =>
  error('modifier-order', `"${modifier}" can't follow "${before}".`, at, hint);

export const singleAll = (at: Span) =>
  warning('single-all', '"all" joins several values; this is one.', at);

export const wildcardEncoded = (modifier: string, at: Span) =>
  error(
    'wildcard-encoded',
    `"${modifier}" can't encode a wildcard.`,
    at,
    'Escape it as \\* or \\?.',
  );

export const notText = (at: Span) =>
  error(
    'not-text',
    'These bytes are not the text of any field.',
    at,
    'Encode them: let base64 or base64offset follow.',
  );

export const tooManyDashes = (most: number, at: Span) =>
  error('too-many-dashes', `"windash" would write this value in more than ${most} ways.`, at);

export const badRegex = (what: string, at: Span) =>
  error('regex', `This is not a regular expression: ${what}`, at);

export const badCidr = (text: string, at: Span) =>
  error('cidr', `"${text}" is not a network.`, at, 'Write it as 10.0.0.0/8 or fe80::/10.');

export const fieldWildcard = (at: Span) =>
  error('fieldref-wildcard', 'A field name holds no wildcards.', at);

export const tooLarge = (modifier: string, at: Span) =>
  error(
    'number-too-large',
    `"${modifier}" takes whole numbers up to ${Number.MAX_SAFE_INTEGER}.`,
    at,
  );

export const outOfRange = (part: string, least: number, most: number, at: Span) =>
  error('out-of-range', `The ${part} of a date is a whole number from ${least} to ${most}.`, at);

export const notForKeywords = (what: string, at: Span) =>
  error(
    'keyword-modifier',
    `${what} needs a field; a keyword is looked for anywhere in the event.`,
    at,
    'Write the field before the first "|".',
  );

export const emptyKeyword = (at: Span) =>
  error('empty-keyword', 'An empty keyword stands in every event.', at);

export const placeholderInRegex = (at: Span) =>
  error('placeholder', 'A placeholder in a regular expression is not supported.', at);

/* Conditions */

export const conditionType = (at: Span) =>
  error('condition', 'A condition is a text, or a list of texts.', at);

export const conditionSyntax = (what: string, at: Span, hint?: string) =>
  error('condition', what, at, hint);

/** Among more names than this nobody looks for the nearest one. */
const mostNames = 200;

export const unknownSearch = (name: string, known: readonly string[], at: Span) =>
  error(
    'unknown-search',
    `The detection has no "${name}".`,
    at,
    known.length > mostNames ? undefined : didYouMean(name, known),
  );

export const emptySelector = (pattern: string, at: Span) =>
  error('unknown-search', `No search of the detection is called "${pattern}".`, at);

/** What other languages write for the words of a condition. */
const words: Readonly<Record<string, string>> = { '||': 'or', '&&': 'and', '!': 'not' };

export const foreignWord = (text: string, at: Span) =>
  error('condition', `"${text}" is not part of a condition.`, at, `Write "${words[text]}".`);

/* Aggregations, as conditions had them before Sigma 2 */

export const aggregation = (at: Span) =>
  error(
    'aggregation',
    'Of the aggregations that conditions had before Sigma 2 only count is read, as "count(field) by group > 10".',
    at,
    'Write a correlation rule.',
  );

export const aggregationPlace = (at: Span) =>
  error(
    'aggregation',
    'An aggregation stands at the end of the only condition of a rule, outside of parentheses.',
    at,
    'Write a correlation rule.',
  );

export const noTimeframe = (at: Span) =>
  error('aggregation', 'What is counted within what time? A timeframe is such as 5m.', at);

export const countsNone = (at: Span) =>
  error('aggregation', 'This asks for groups without an event, of which there are none.', at);

export const asCorrelation = (type: 'event_count' | 'value_count', at: Span) =>
  info(
    'aggregation',
    `Sigma 2 has no aggregations in conditions; this is read as a correlation of the type ${type}.`,
    at,
  );

/* Rules of other languages, and of this one, written as Sigma */

export const unspeakable = (at: Span) =>
  error(
    'unspeakable',
    "The name of a field of this rule, or a number, can't be written in Sigma.",
    at,
  );
