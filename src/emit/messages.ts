import { sayIn } from '../diagnostic/say.ts';
import type { Span } from '../diagnostic/source.ts';

const say = sayIn('emit');

export const noId = (name: string, at: Span) =>
  say.warning(
    'no-id',
    `This rule has no id that could be its name; it is called ${name}, after its file and title.`,
    at,
    'With an id of its own it keeps its name when it is moved.',
  );

export const sameId = (id: string, name: string, at: Span) =>
  say.warning('same-id', `Another rule has the id "${id}"; this one is called ${name}.`, at);

export const unknownTag = (tag: string, version: string, at: Span) =>
  say.warning('unknown-tag', `"${tag}" names nothing in ATT&CK ${version}; it is left a tag.`, at);

export const noCron = (artifact: string, every: string, at: Span) =>
  say.error(
    'no-cron',
    `${artifact} is run by cron, which can't say every ${every}.`,
    at,
    'It can say minutes that divide an hour, hours that divide a day, and 1d.',
  );

export const noBase = (artifact: string, at: Span) =>
  say.error(
    'no-base',
    `${artifact} holds a search that begins with a command, in front of which "base" can't stand.`,
    at,
    'In a data model, indices are set up for the model.',
  );

export const ignored = (artifact: string, setting: string, at: Span) =>
  say.warning('ignored-setting', `${artifact} has nothing for "${setting}".`, at);

export const cannot = (artifact: string, reason: string, at: Span) =>
  say.error('cannot', `${artifact} can't hold this rule: ${reason}.`, at);

export const cannotCount = (artifact: string, at: Span) =>
  say.error(
    'cannot-count',
    `${artifact} holds rules about single events, and can't count them.`,
    at,
  );

export const countsUpTo = (artifact: string, at: Span) =>
  say.error(
    'counts-up-to',
    `${artifact} is told of a number that is reached, and can't say that there are no more.`,
    at,
    'Say how many there are at least: gt or gte.',
  );

export const countsByFew = (artifact: string, most: number, at: Span) =>
  say.error('counts-by-few', `${artifact} counts by ${most} fields at most.`, at);

export const countsTooFew = (artifact: string, at: Span) =>
  say.error(
    'counts-too-few',
    `${artifact} counts over more time than the timespan, of events that are found too seldom: that is neither more nor less than the rule.`,
    at,
  );

export const countsLonger = (artifact: string, back: string, within: string, at: Span) =>
  say.warning(
    'counts-longer',
    `${artifact} counts at each run over the last ${back}, not within any ${within}: it finds more than the rule.`,
    at,
  );

export const guessesValues = (artifact: string, at: Span) =>
  say.warning(
    'guesses-values',
    `${artifact} has the engine estimate how many different values there are, which may be off by a few percent.`,
    at,
  );

export const onlyCounted = (by: string, at: Span) =>
  say.info(
    'only-counted',
    `This rule is only counted by "${by}", so nothing is made of it alone.`,
    at,
    'To have both, say "generate: true" in the correlation.',
  );

export const unfit = (artifact: string, wanted: string, at: Span) =>
  say.error('unfit', `${artifact} wants ${wanted}.`, at);

export const cutKeyword = (artifact: string, overlap: number, at: Span) =>
  say.error(
    'cut-keyword',
    `${artifact} holds long texts in pieces that overlap by ${overlap} characters, and what this keyword finds may be longer.`,
    at,
  );

export const noGroups = (artifact: string, at: Span) =>
  say.warning(
    'ignored-setting',
    `${artifact} suppresses alerts by fields, so it has nothing for "throttle.period" without "throttle.by".`,
    at,
  );

export const manyGroups = (artifact: string, most: number, at: Span) =>
  say.error('many-groups', `${artifact} suppresses alerts by ${most} fields at most.`, at);

export const argument = (name: string, at: Span) =>
  say.info(
    'argument',
    `The search holds ${name}, which Splunk takes for an argument when it is called by | savedsearch.`,
    at,
  );

export const faultyTemplate = (artifact: string, cause: unknown, at: Span) =>
  say.error(
    'template',
    `The template of ${artifact} can't be used here: ${(cause as Error).message.split('\n')[0]}.`,
    at,
  );

export const unmappable = (artifact: string, field: string, at: Span) =>
  say.error(
    'unmappable',
    `The mapping of ${artifact} can't hold the field "${field}" beside those of the other rules.`,
    at,
    'A field has a name that is no part of the path of another.',
  );
