import { didYouMean } from '../../../diagnostic/closest.ts';
import { sayIn } from '../../../diagnostic/say.ts';
import { placeOf, type Span } from '../../../diagnostic/source.ts';

/** Everything that the reader of Sigma's correlations tells its user. */

const { error, warning } = sayIn('sigma');

export const notAMap = (at: Span) =>
  error('correlation', 'A correlation is a map with type, rules, timespan and condition.', at);

export const bothKinds = (at: Span) =>
  error('correlation', 'A document is a detection or a correlation, not both.', at);

export const noType = (types: readonly string[], at: Span) =>
  error('correlation-type', 'The correlation has no type.', at, `Types are ${types.join(', ')}.`);

export const unknownType = (type: unknown, types: readonly string[], at: Span) =>
  typeof type === 'string'
    ? error(
        'correlation-type',
        `"${type}" is not a type of correlation.`,
        at,
        didYouMean(type, types) ?? `Types are ${types.join(', ')}.`,
      )
    : error('correlation-type', 'The type of a correlation is a text.', at);

export const typeNotRead = (type: string, at: Span) =>
  error(
    'correlation-type',
    `Correlations of the type ${type} are not read yet; event_count and value_count are.`,
    at,
  );

export const unknownKey = (key: string, keys: readonly string[], at: Span) =>
  error(
    'correlation-key',
    `"${key}" is not a key of a correlation.`,
    at,
    didYouMean(key, keys) ?? `Keys are ${keys.join(', ')}.`,
  );

export const wanted = (key: string, what: string, at: Span) =>
  error('correlation', `"${key}" is to be ${what}.`, at);

export const twice = (key: string, name: string, at: Span) =>
  error('correlation', `"${name}" stands in "${key}" twice.`, at);

export const noGroups = (at: Span) =>
  warning(
    'no-groups',
    'The correlation has no group-by, which Sigma asks of every one: all events are counted as one group.',
    at,
  );

export const noLogSource = (at: Span) =>
  warning('correlation-logsource', 'The log source of a correlation is that of its rules.', at);

/* Rules that are counted */

export const noSuchRule = (name: string, names: Iterable<string>, at: Span) =>
  error(
    'no-such-rule',
    `No rule has the id or the name "${name}".`,
    at,
    didYouMean(name, names) ?? 'Give the file that it stands in, too.',
  );

export const severalRules = (name: string, places: readonly Span[], at: Span) =>
  error(
    'several-rules',
    `${places.length} rules have the id or the name "${name}".`,
    at,
    `They stand at ${places.slice(0, 3).map(placeText).join(', ')}${places.length > 3 ? ' and elsewhere' : ''}.`,
  );

const placeText = (at: Span) => `${at.source.path}:${placeOf(at).line}`;

export const refusedRule = (name: string, why: string | undefined, at: Span) =>
  error('refused-rule', `The rule "${name}" is refused, so its events can't be counted.`, at, why);

export const chain = (name: string, at: Span) =>
  error(
    'chain',
    `"${name}" counts events itself; correlations of rules that do are not read yet.`,
    at,
    'Count the events of its rules.',
  );

/* The condition */

export const extended = (at: Span) =>
  error(
    'correlation-condition',
    'Conditions that are a text are those of temporal correlations, which are not read yet.',
    at,
    'Write a map, such as "gte: 10".',
  );

export const noBounds = (at: Span) =>
  error(
    'correlation-condition',
    'The condition says of no number that it is reached.',
    at,
    'Write one, such as "gte: 10".',
  );

export const unknownBound = (key: string, keys: readonly string[], at: Span) =>
  error(
    'correlation-condition',
    `"${key}" is no part of a correlation's condition.`,
    at,
    didYouMean(key, keys) ?? `Its parts are ${keys.join(', ')}.`,
  );

export const notANumber = (key: string, at: Span) =>
  error('correlation-condition', `"${key}" takes a whole number.`, at);

export const contradiction = (at: Span) =>
  error('correlation-never', 'This is never true: no number is all of this.', at);

export const never = (at: Span) =>
  error(
    'correlation-never',
    'This is never true: a group is counted at the time of one of its events, so there is always one.',
    at,
  );

export const noField = (at: Span) =>
  error(
    'correlation-field',
    'The condition does not say whose values are counted.',
    at,
    'Add "field: NAME".',
  );

export const fieldOfEvents = (at: Span) =>
  error(
    'correlation-field',
    'event_count counts events, so its condition has no field.',
    at,
    'value_count counts the different values of a field.',
  );

/* Time */

export const badTimespan = (at: Span) =>
  error(
    'timespan',
    'A timespan is a whole number of seconds, minutes, hours, days or weeks.',
    at,
    'Write 30s, 5m, 1h, 2d or 1w.',
  );

/* Aliases */

export const aliasLacks = (alias: string, rule: string, at: Span) =>
  error('alias', `The alias "${alias}" says nothing of the rule "${rule}".`, at);

export const aliasOfOther = (rule: string, refs: readonly string[], at: Span) =>
  error(
    'alias',
    `"${rule}" is not a rule that this correlation counts.`,
    at,
    didYouMean(rule, refs),
  );

export const unusedAlias = (alias: string, at: Span) =>
  warning('unused-alias', `Neither group-by nor the condition uses the alias "${alias}".`, at);
