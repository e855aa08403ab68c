import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { and, not, or } from '../../ir/build.ts';
import type { And, Expr, Or } from '../../ir/expr.ts';
import { parseNetwork } from '../../ir/network.ts';
import { type Pattern, type Piece, pattern, text } from '../../ir/pattern.ts';
import { parseRegex } from '../../ir/regex/parse.ts';
import { RegexFault } from '../../ir/regex/pcre.ts';
import { concat, EDGE, type Regex } from '../../ir/regex/tree.ts';
import type { Place, Yaml } from '../../yaml/document.ts';
import { utf8 } from './encode.ts';
import * as messages from './messages.ts';
import {
  asWritten,
  describe,
  encoders,
  knownModifiers,
  listModifiers,
  type Modifier,
  modifiers,
  placing,
} from './modifiers.ts';
import { type Bytes, readValue, type Value, type ValueOf } from './value.ts';

export type Report = (diagnostic: Diagnostic) => void;

/** What stands in a key: `Image|endswith|all`. */
interface Key {
  readonly field: string;
  readonly chain: Chain;
}

/** The modifiers behind a field. */
interface Chain {
  /** Those that work on values, in their order. */
  readonly steps: readonly { readonly name: string; readonly modifier: Modifier }[];
  readonly all: boolean;
  readonly neq: boolean;
}

const unmodified: Chain = { steps: [], all: false, neq: false };

/** `Image|endswith: [...]`: a field, its modifiers and its values; null where something is wrong. */
export function readItem(written: string, yaml: Yaml, place: Place, report: Report): Expr | null {
  const key = readKey(written, place, report);
  if (!key) return null;
  const { all, neq } = key.chain;
  if (all && !(Array.isArray(yaml) && yaml.length > 1)) report(messages.singleAll(place.key()));
  const expr = Array.isArray(yaml)
    ? readList(yaml, key, place, report)
    : readOne(yaml, key, place, report);
  return expr && neq ? not(expr) : expr;
}

function readList(list: readonly Yaml[], key: Key, place: Place, report: Report): Expr | null {
  if (list.length === 0) {
    report(messages.noValues(place.key()));
    return null;
  }
  const items: Expr[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = readOne(list[i]!, key, place.at(i), report);
    if (item) items.push(item);
  }
  if (items.length < list.length) return null;
  return listOf(key.chain.all ? and : or, items);
}

/** Values of one field. */
const listOf = (join: typeof and, items: readonly Expr[]): Expr =>
  items.length === 1 ? items[0]! : { ...(join(items) as And | Or), isList: true };

function readKey(key: string, place: Place, report: Report): Key | null {
  const bar = key.indexOf('|');
  if (bar < 0) return { field: key, chain: unmodified };
  const written = key.slice(bar + 1);
  let chain = chains.get(written) ?? null;
  if (!chain) {
    const placeOf = (from: number, to: number) => place.key([bar + 1 + from, bar + 1 + to]);
    chain = readChain(written, placeOf, report);
    if (chain && chains.size < mostChains) chains.set(written, chain);
  }
  return chain && { field: key.slice(0, bar), chain };
}

/** Chains that were found sound: a set of rules has few different ones. */
const chains = new Map<string, Chain>();
const mostChains = 1000;

/** `contains|all`, or null where a modifier is unknown or out of place. */
function readChain(
  written: string,
  placeOf: (from: number, to: number) => Span,
  report: Report,
): Chain | null {
  const names = written.split('|');
  const steps: Chain['steps'][number][] = [];
  let sound = true;
  let from = 0;
  for (const name of names) {
    const at = () => placeOf(from, from + name.length);
    const modifier = modifiers.get(name);
    const before = steps.at(-1)?.name;
    const isLate = asWritten.has(name) || (encoders.has(name) && placing.has(before ?? ''));
    if (modifier && isLate && before !== undefined) {
      report(messages.cannotFollow(name, before, at(), `Write "${name}" first.`));
      sound = false;
    } else if (modifier) steps.push({ name, modifier });
    else if (!listModifiers.has(name)) {
      report(messages.unknownModifier(name, knownModifiers, at()));
      sound = false;
    }
    from += name.length + 1;
  }
  return sound ? { steps, all: names.includes('all'), neq: names.includes('neq') } : null;
}

/** One value, which its modifiers may make several of. */
function readOne(yaml: Yaml, { field, chain }: Key, place: Place, report: Report): Expr | null {
  const value = readValue(yaml);
  if (value === null) {
    report(messages.nestedValue(place));
    return null;
  }
  const made = modify(value, chain, place, report);
  if (made === null) return null;
  if (!isList(made)) return toExpr(made, field, place, report);
  const exprs = made.map((one) => toExpr(one, field, place, report));
  return exprs.includes(null) ? null : listOf(or, exprs as Expr[]);
}

/** The value after all its modifiers, or the values it became; null where one doesn't fit. */
function modify(
  value: Value,
  { steps }: Chain,
  at: Span,
  report: Report,
): Value | readonly Value[] | null {
  let made: Value | readonly Value[] = value;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    const next: Applied = isList(made) ? applyToAll(step, made, at) : applyTo(step, made, at);
    if ('code' in next) {
      report(next);
      return null;
    }
    made = next;
  }
  return made;
}

type Applied = Value | readonly Value[] | Diagnostic;

const applyTo = ({ name, modifier }: Chain['steps'][number], value: Value, at: Span): Applied =>
  modifier.takes.includes(value.kind)
    ? modifier.apply(value as never, at)
    : messages.wrongType(name, modifier.called, describe(value), at);

function applyToAll(step: Chain['steps'][number], values: readonly Value[], at: Span): Applied {
  const out: Value[] = [];
  for (const value of values) {
    const made = applyTo(step, value, at);
    if (isList(made)) out.push(...made);
    else if ('code' in made) return made;
    else out.push(made);
  }
  return out;
}

/** `Array.isArray` forgets that a list may be read-only. */
const isList = (value: Applied): value is readonly Value[] => Array.isArray(value);

function toExpr(value: Value, field: string, at: Place, report: Report): Expr | null {
  if (field === '') return toKeyword(value, at, report);
  switch (value.kind) {
    case 'text': {
      const of = toPattern(value, at, report);
      return of && { kind: 'match', field, pattern: of, cased: value.cased, at };
    }
    case 'number':
      return { kind: 'number', field, value: value.value, at };
    case 'boolean':
      return { kind: 'boolean', field, value: value.value, at };
    case 'null':
      return { kind: 'null', field, at };
    case 'regex': {
      const regex = readRegex(value, at, report);
      return regex && { kind: 'regex', field, regex, at };
    }
    case 'cidr':
      return { kind: 'cidr', field, network: parseNetwork(value.written)!, at };
    case 'compare':
      return { kind: 'compare', field, order: value.order, value: value.value, at };
    case 'fieldref':
      return { kind: 'sameAs', field, how: value.where ?? 'equals', other: value.field, at };
    case 'exists': {
      const exists: Expr = { kind: 'exists', field, at };
      return value.value ? exists : not(exists);
    }
    case 'timePart': {
      const { part, order, value: number } = value;
      return { kind: 'timePart', field, part, order, value: number, at };
    }
  }
}

/** A value without a field is looked for in the whole event. */
function toKeyword(value: Value, at: Span, report: (diagnostic: Diagnostic) => void): Expr | null {
  if (value.kind === 'number' || value.kind === 'boolean')
    return { kind: 'keyword', pattern: [text(String(value.value))], cased: false, at };
  if (value.kind !== 'text') {
    report(messages.notForKeywords(`This test (${describe(value)})`, at));
    return null;
  }
  const of = toPattern(value, at, report);
  if (of?.every((piece) => piece.kind === 'any')) {
    report(messages.emptyKeyword(at));
    return null;
  }
  return of && { kind: 'keyword', pattern: of, cased: value.cased, at };
}

function toPattern({ pieces }: ValueOf<'text'>, at: Span, report: Report): Pattern | null {
  if (!hasBytes(pieces)) return pattern(pieces as readonly Piece[]);
  const out: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'bytes') {
      out.push(piece);
      continue;
    }
    const decoded = utf8(piece.bytes);
    if (decoded === null) {
      report(messages.notText(at));
      return null;
    }
    out.push(text(decoded));
  }
  return pattern(out);
}

function hasBytes(pieces: readonly (Piece | Bytes)[]): boolean {
  for (let i = 0; i < pieces.length; i++) if (pieces[i]!.kind === 'bytes') return true;
  return false;
}

function readRegex(value: ValueOf<'regex'>, place: Place, report: Report): Regex | null {
  const parsed = parseRegex(value.written, value.flags);
  if (parsed instanceof RegexFault) {
    const { start, end, message } = parsed;
    report(messages.badRegex(message, place.part(start, Math.max(end, start + 1))));
    return null;
  }
  if (value.where === null || value.where === 'contains') return parsed; // found anywhere as it is
  const starts = value.where === 'starts';
  const group = `(?:${parsed.source})`;
  return {
    ...parsed,
    source: starts ? `\\A${group}` : `${group}\\z`,
    tree: concat(starts ? [EDGE.start, parsed.tree] : [parsed.tree, EDGE.end]),
  };
}
