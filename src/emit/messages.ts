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
