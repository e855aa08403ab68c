import type { Span } from '../../../diagnostic/source.ts';
import { info, short, warning } from './say.ts';

/* What is said beside the meaning. */

export const whereToLook = (text: string, at: Span) =>
  info('where-to-look', `"${short(text)}" says where to look, and is kept in the log source.`, at);

export const whenToLook = (text: string, at: Span) =>
  info(
    'when-to-look',
    `"${short(text)}" says when to look, and is left to whoever runs the query.`,
    at,
  );

export const shown = (name: string, at: Span) =>
  info('presentation', `"${name}" says how events are shown, not which.`, at);

export const addedFields = (name: string, at: Span) =>
  info(
    'presentation',
    `"${name}" adds fields to the events, and takes none of the events away.`,
    at,
  );

export const definition = (text: string, at: Span) =>
  info('definition', `"${short(text)}" is put in where its names are used.`, at);

export const resolved = (name: string, at: Span) =>
  info('definition', `"${short(name)}" is what was said of it before.`, at);

export const structure = (text: string, at: Span) =>
  info('structure', `"${short(text)}" says what the parts are called.`, at);

export const standIn = (text: string, at: Span) =>
  warning(
    'stand-in',
    `"${short(text)}" looks like a name to put a value in for, and is read as a text.`,
    at,
    `Say --set ${text.replace(/[^\w-]/g, '')}=VALUE.`,
  );

export const neverCase = (how: string, text: string, at: Span) =>
  warning(
    'case',
    `What ${how}() makes is never equal to "${short(text)}", whose letters are of both cases.`,
    at,
  );

export const noSource = (name: string, at: Span) =>
  warning(
    'unknown-source',
    `"${short(name)}" is no event of CAR's data model that is known; it is taken for every event.`,
    at,
  );

export const noOutput = (name: string, at: Span) =>
  warning(
    'unknown-output',
    `Nothing is called "${short(name)}"; what no other part uses is taken.`,
    at,
  );

export const noValue = (text: string, at: Span) =>
  warning('broken', `No value stands behind "${short(text)}".`, at);

export const twice = (name: string, at: Span) =>
  warning('twice', `"${short(name)}" is named twice; both are meant by it.`, at);
