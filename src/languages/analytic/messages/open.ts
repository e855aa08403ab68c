import type { Span } from '../../../diagnostic/source.ts';
import type { Why } from '../tree.ts';
import { short, warning } from './say.ts';

/* What is left open, so that more is found. */

const whys: Readonly<Record<Why, string>> = {
  computed: "can't be told of one event's fields",
  macro: 'is a macro that only your Splunk knows',
  broken: "can't be read as a test",
  time: 'is about the time of events, one by one or together',
  repeats: 'counts events',
  joined: 'is about several events',
};

export const open = (why: Why, text: string, at: Span) =>
  warning('open', `"${short(text)}" ${whys[why]}, and is left open: more is found.`, at);

export const made = (name: string, by: string, at: Span) =>
  by === 'lookup'
    ? warning('open', `"${short(name)}" comes from a lookup, and is left open: more is found.`, at)
    : warning(
        'open',
        `"${short(name)}" is made by "${by}", which is not about one event, and is left open: more is found.`,
        at,
      );

export const lostField = (name: string, by: string, at: Span) =>
  warning(
    'lost-field',
    `"${short(name)}" is no longer there behind "${by}", so this is never true of a row; it is left open: more is found.`,
    at,
  );

export const lookedTogether = (names: readonly string[], at: Span) =>
  warning(
    'looked-together',
    `What is looked for among "${short(names.join('" and "'))}" is looked for among all of them, so more is found.`,
    at,
  );

export const openSource = (text: string, at: Span) =>
  warning(
    'open',
    `"${short(text)}" says where to look without a name, and is left open: more is found.`,
    at,
    'Say --set NAME=VALUE for what stands in its place.',
  );

export const groups = (name: string, by: readonly string[], at: Span) =>
  warning(
    'groups',
    by.length === 0
      ? `"${name}" makes rows of groups of events; every event is found.`
      : `"${name}" makes a row of the events that agree in ${short(by.join(', '))}; every event is found, also one that lacks a field of these.`,
    at,
  );

export const cut = (name: string, at: Span) =>
  warning(
    'cut',
    `"${name}" keeps some of the events, by what the others are; every event is found.`,
    at,
  );

export const joined = (at: Span) =>
  warning(
    'join',
    'Only events with a partner in another search are meant; every event is found.',
    at,
  );

export const subsearch = (at: Span) =>
  warning(
    'subsearch',
    "What another search finds can't be told of one event, and is left open: more is found.",
    at,
  );

export const keyword = (text: string, at: Span) =>
  warning(
    'keyword',
    `Splunk looks for "${short(text)}" as a word; it is looked for anywhere in the text of an event, which finds more.`,
    at,
  );
