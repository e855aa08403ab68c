import { search, where } from './dialect.ts';
import { lower } from './lower/index.ts';
import * as messages from './messages/index.ts';
import { bracketed, groupNames, madeNames, namesIn, partsOf } from './names.ts';
import { Scope } from './scope.ts';
import type { Command } from './stage.ts';
import { join } from './token.ts';
import type { Node } from './tree.ts';

const filterBySearch: Command = (flow, { tokens }) => flow.filter(tokens, search);
const filterByWhere: Command = (flow, { tokens }) => flow.filter(tokens, where);

/** `regex field="..."`, `regex field!="..."` (Splunk, Search Reference, "regex"). */
const regex: Command = (flow, { tokens, range }) => {
  const [field, sign, value] = tokens;
  if (field?.kind !== 'word' || sign?.kind !== 'sign' || !value || tokens.length > 3) {
    flow.to.widen(messages.open('computed', flow.textOf(range), flow.at(range)));
    return;
  }
  const whole = join(field, value);
  const right: Node =
    value.kind === 'string'
      ? { kind: 'string', text: value.text, quote: value.quote!, from: value.from, to: value.to }
      : { kind: 'word', text: value.text, from: value.from, to: value.to };
  const node: Node = {
    kind: 'relation',
    how: 'regex',
    left: { kind: 'word', text: field.text, from: field.from, to: field.to },
    right: [right],
    negated: sign.text === '!=',
    ...whole,
  };
  flow.holds(lower(node, flow.to, search, flow.scope));
};

/** `eval a=..., b=...`: what stands for the names in the filters behind it. */
const evaluate: Command = (flow, { tokens, range }) => {
  for (const part of partsOf(tokens)) {
    const [name, sign, ...rest] = part;
    if (!name || (name.kind !== 'word' && name.kind !== 'string') || sign?.kind !== 'sign')
      continue;
    const node = flow.parse(rest, where);
    // in one command, too, what comes later is made of what comes before
    const scope = flow.scope;
    flow.scope = new Scope(scope);
    if (node) flow.scope.set(name.text, { kind: 'value', node, scope });
    else flow.made(name.text, 'eval', join(name, sign));
  }
  flow.to.report(messages.definition(flow.textOf(range), flow.at(range)));
};

/** Groups, of which each is a row: only the names it is grouped by are left, and what is counted. */
const group: Command = (flow, { name, tokens, range }) => {
  const at = tokens.findIndex(
    ({ lower, kind }) => kind === 'word' && (lower === 'by' || lower === 'over'),
  );
  const by = at < 0 ? [] : namesIn(tokens.slice(at + 1).filter(({ lower }) => lower !== 'by'));
  const counted = madeNames(at < 0 ? tokens : tokens.slice(0, at));
  if (by.length > 0 || name === 'transaction')
    flow.to.widen(messages.groups(name, by, flow.at(range)));
  else flow.to.report(messages.shown(name, flow.at(range)));
  flow.scope = flow.scope.closed(name, by);
  for (const made of counted) flow.made(made, name, range);
};

/** `top`, `rare`: the values that stand behind their options. */
const frequent: Command = (flow, { name, tokens, range }) => {
  const names = namesIn(tokens.filter(({ lower }) => lower !== 'by'));
  flow.to.widen(messages.cut(name, flow.at(range)));
  flow.scope = flow.scope.closed(name, names);
  for (const made of ['count', 'percent']) flow.made(made, name, range);
};

/** Fields that are added to each event. */
const added: Command = (flow, { name, tokens, range }) => {
  flow.to.report(messages.addedFields(name, flow.at(range)));
  for (const made of [...madeNames(tokens), ...groupNames(tokens)]) flow.made(made, name, range);
};

const lookup: Command = (flow, { name, tokens, range }) => {
  flow.to.report(messages.addedFields(name, flow.at(range)));
  const at = tokens.findIndex(({ lower }) => lower === 'output' || lower === 'outputnew');
  if (at >= 0) for (const made of namesIn(tokens.slice(at + 1))) flow.made(made, 'lookup', range);
};

/** Columns of a table: other fields are gone. */
const columns: Command = (flow, { name, tokens, range }) => {
  flow.to.report(messages.shown(name, flow.at(range)));
  const names = namesIn(tokens);
  const isRemoval = tokens[0]?.text === '-';
  if (!isRemoval && names.length > 0 && !names.some((one) => one.includes('*')))
    flow.scope = flow.scope.closed(name, names);
};

const shown: Command = (flow, { name, range }) =>
  flow.to.report(messages.shown(name, flow.at(range)));

/** Only some of the events are left, and which they are depends on the others. */
const cut: Command = (flow, { name, range }) => flow.to.widen(messages.cut(name, flow.at(range)));

/** `rename a as b`. */
const rename: Command = (flow, { name, tokens, range }) => {
  flow.to.report(messages.shown(name, flow.at(range)));
  const { scope } = flow;
  tokens.forEach((token, i) => {
    const [old, now] = [tokens[i - 1], tokens[i + 1]];
    if (token.lower !== 'as' || !old || !now || old.text.includes('*')) return;
    scope.set(now.text, flow.scopeBefore.get(old.text) ?? { kind: 'field', name: old.text });
  });
};

/** `bin _time span=1h`: the field is no longer the event's. */
const bin: Command = (flow, { name, tokens, range }) => {
  flow.to.report(messages.shown(name, flow.at(range)));
  for (const made of namesIn(tokens)) flow.made(made, name, range);
};

/** `fillnull value=x a b`: as `eval a=coalesce(a, "x")`. */
const fillNull: Command = (flow, { name, tokens, range }) => {
  const at = tokens.findIndex(({ lower }) => lower === 'value');
  const value = at < 0 ? '0' : (tokens[at + 2]?.text ?? '0');
  const names = namesIn(at < 0 ? tokens : tokens.slice(at + 3));
  if (names.length === 0) {
    flow.to.report(messages.unsupported(name, flow.at(range)));
    return;
  }
  flow.to.report(messages.definition(flow.textOf(range), flow.at(range)));
  for (const field of names) {
    const args: Node[] = [
      { kind: 'word', text: field, ...range },
      { kind: 'string', text: value, quote: '"', ...range },
    ];
    const node: Node = { kind: 'call', name: 'coalesce', args, ...range };
    flow.scope.set(field, { kind: 'value', node, scope: flow.scopeBefore });
  }
};

/** Without `type=left`, only events with a partner are left. */
const joinCommand: Command = (flow, { name, tokens, range }) => {
  const isLeft = tokens.some(
    ({ lower }, i) => /^(?:left|outer)$/.test(lower) && tokens[i - 2]?.lower === 'type',
  );
  if (isLeft) flow.to.report(messages.addedFields(name, flow.at(range)));
  else flow.to.widen(messages.joined(flow.at(range)));
};

/** What other searches find is found, too. */
const append: Command = (flow, { name, tokens, range }) => {
  flow.to.report(messages.definition(flow.textOf(range), flow.at(range)));
  const inner = bracketed(tokens);
  if (inner.length === 0) flow.to.report(messages.unsupported(name, flow.at(range)));
  for (const part of inner) flow.append(part);
};

/** `tstats ... from datamodel=... where ... by ...`: the filter is a search. */
const tstats: Command = (flow, { name, tokens, range }) => {
  const at = tokens.findIndex(({ lower }) => lower === 'where');
  const end = tokens.findIndex(({ lower }, i) => i > at && (lower === 'by' || lower === 'groupby'));
  const by = end < 0 ? [] : namesIn(tokens.slice(end + 1));
  const model = tokens.findIndex(({ lower }) => lower === 'datamodel');
  if (model >= 0) flow.to.sources.model(tokens.slice(model + 1, model + 3).at(-1)?.text ?? '');
  flow.to.widen(messages.groups(name, by, flow.at(range)));
  if (at < 0) return;
  flow.filter(tokens.slice(at + 1, end < 0 ? tokens.length : end), search);
  if (by.length > 0) flow.scope = flow.scope.closed(name, by);
  for (const made of madeNames(tokens.slice(0, at))) flow.made(made, name, range);
};

/** What begins with something else than the events of an index. */
const generating: Command = (flow, { name, range }) =>
  flow.to.report(messages.unsupported(name, flow.at(range)));

/** Splunk, Search Reference, "Search commands"; what SQL has of the same meaning is read as well. */
const commands: Readonly<Record<string, Command>> = {
  search: filterBySearch,
  where: filterByWhere,
  filter: filterByWhere,
  regex,
  eval: evaluate,
  stats: group,
  chart: group,
  timechart: group,
  sistats: group,
  transaction: group,
  top: frequent,
  rare: frequent,
  eventstats: added,
  streamstats: added,
  rex: added,
  spath: added,
  extract: added,
  kv: added,
  iplocation: added,
  anomalydetection: added,
  accum: added,
  delta: added,
  makemv: shown,
  mvexpand: shown,
  lookup,
  table: columns,
  fields: columns,
  select: shown,
  sort: shown,
  reverse: shown,
  fieldformat: shown,
  convert: shown,
  collect: shown,
  outputlookup: shown,
  sendalert: shown,
  sendemail: shown,
  addtotals: shown,
  dedup: cut,
  uniq: cut,
  head: cut,
  tail: cut,
  limit: cut,
  rename,
  bin,
  bucket: bin,
  fillnull: fillNull,
  join: joinCommand,
  selfjoin: joinCommand,
  append,
  union: append,
  multisearch: append,
  appendcols: added,
  tstats,
  from: generating,
  datamodel: generating,
  inputlookup: generating,
  makeresults: generating,
  mstats: generating,
  metadata: generating,
  rest: generating,
  map: generating,
};

export const knownCommands: readonly string[] = Object.keys(commands);

export const commandOf = (lower: string): Command | null =>
  Object.hasOwn(commands, lower) ? commands[lower]! : null;
