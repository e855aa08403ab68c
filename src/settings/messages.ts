import { sayIn } from '../diagnostic/say.ts';
import type { Span } from '../diagnostic/source.ts';

const say = sayIn('settings');

export const oneDocument = (at: Span) =>
  say.error('one-document', 'A file of settings has one YAML document.', at);

export const notAMap = (at: Span) =>
  say.error('not-a-map', 'Settings are a map: each a name, a colon and a value.', at);

export const tooLarge = (at: Span) =>
  say.error('too-large', 'This file is larger than 1 MiB, which no settings are.', at);

export const unreadable = (cause: unknown, at: Span) =>
  say.error('unreadable', `It can't be read: ${(cause as Error).message}.`, at);

export const unknownSetting = (name: string, at: Span, hint?: string) =>
  say.error('unknown-setting', `There is no setting "${name}" here.`, at, hint);

export const badSetting = (name: string, wanted: string, at: Span) =>
  say.error('bad-setting', `"${name}" ${wanted}.`, at);

/** What stands under a setting is the name of nothing. */
export const badName = (message: string, at: Span) => say.error('bad-name', message, at);

export const noEnvironment = (name: string, at: Span, hint?: string) =>
  say.error('no-environment', `No settings name an environment "${name}".`, at, hint);

export const unusedException = (name: string, rule: string, at: Span) =>
  say.warning(
    'unused-exception',
    `No rule is "${rule}", which the exception "${name}" is for.`,
    at,
  );

export const nearSetting = (name: string, at: Span, hint: string) =>
  say.warning(
    'near-setting',
    `"${name}" is no setting of a rule and is left to other tools.`,
    at,
    hint,
  );

export const notABlock = (at: Span) =>
  say.error('bad-setting', '"custom.rulewright" is a map of settings.', at);
