import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { and, not, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { parseNetwork } from '../../ir/network.ts';
import { type Pattern, type Piece, pattern, text } from '../../ir/pattern.ts';
import { parseRegex } from '../../ir/regex/parse.ts';
import { RegexFault } from '../../ir/regex/pcre.ts';
import { concat, EDGE, type Regex } from '../../ir/regex/tree.ts';
import type { Place, Yaml } from './document.ts';
import { utf8 } from './encode.ts';
import * as messages from './messages.ts';
import { asWritten, describe, knownModifiers, listModifiers, modifiers } from './modifiers.ts';
import { readValue, type Value, type ValueOf } from './value.ts';

export type Report = (diagnostic: Diagnostic) => void;

interface Key {
  readonly field: string;
  /** The modifiers that work on values, in their order. */
  readonly names: readonly string[];
  readonly all: boolean;
  readonly neq: boolean;
}

/** `Image|endswith: [...]`: a field, its modifiers and its values; null where something is wrong. */
export function readItem(key: string, yaml: Yaml, place: Place, report: Report): Expr | null {
  const parsed = readKey(key, place, report);
  if (!parsed) return null;
  if (!Array.isArray(yaml)) {
    if (parsed.all) report(messages.singleAll(place.key()));
    const only = readOne(yaml, parsed, place, report);
    return only && parsed.neq ? not(only) : only;
  }
  if (yaml.length === 0) {
    report(messages.noValues(place.key()));
    return null;
  }
  if (parsed.all && yaml.length === 1) report(messages.singleAll(place.key()));
  const items: Expr[] = [];
  yaml.forEach((one: Yaml, index) => {
    const item = readOne(one, parsed, place.at(index), report);
    if (item) items.push(item);
  });
  if (items.length < yaml.length) return null;
  const joined = (parsed.all ? and : or)(items);
  return parsed.neq ? not(joined) : joined;
}

function readKey(key: string, place: Place, report: Report): Key | null {
  const bar = key.indexOf('|');
  if (bar < 0) return { field: key, names: [], all: false, neq: false };
  const written = key.slice(bar + 1);
  let chain = chains.get(written) ?? null;
  if (!chain) {
    chain = readChain(
      written,
      (name, from) => place.key([bar + 1 + from, bar + 1 + from + name.length]),
      report,
    );
    if (chain && chains.size < 1000) chains.set(written, chain);
  }
  return chain && { field: key.slice(0, bar), ...chain };
}

/** Chains that were found sound: a set of rules has few different ones. */
const chains = new Map<string, Omit<Key, 'field'>>();

/** `contains|all`: the modifiers behind a field, or null where one is unknown or out of place. */
function readChain(
  written: string,
  placeOf: (name: string, from: number) => Span,
  report: Report,
): Omit<Key, 'field'> | null {
  const names = written.split('|');
  const onValues: string[] = [];
  let sound = true;
  let from = 0;
  for (const name of names) {
    const before = onValues.at(-1);
    if (!modifiers.has(name) && !listModifiers.has(name)) {
      report(messages.unknownModifier(name, knownModifiers, placeOf(name, from)));
      sound = false;
    } else if (asWritten.has(name) && before !== undefined) {
      const hint = `Write "${name}" first.`;
      report(messages.cannotFollow(name, before, placeOf(name, from), hint));
      sound = false;
    }
    if (!listModifiers.has(name)) onValues.push(name);
    from += name.length + 1;
  }
  const [all, neq] = [names.includes('all'), names.includes('neq')];
  return sound ? { names: onValues, all, neq } : null;
}

/** One value, which its modifiers may make several of. */
function readOne(yaml: Yaml, key: Key, place: Place, report: Report): Expr | null {
  const value = readValue(yaml);
  if (value === null) {
    report(messages.nestedValue(place));
    return null;
  }
  if (key.names.length === 0) return toExpr(value, key.field, place, report);
  const values = modify(value, key, place, report);
  if (values?.length === 1) return toExpr(values[0]!, key.field, place, report);
  const exprs = values?.map((one) => toExpr(one, key.field, place, report));
  return !exprs || exprs.includes(null) ? null : or(exprs as Expr[]);
}

/** The value after all its modifiers; null where one doesn't fit. */
function modify(value: Value, key: Key, at: Span, report: Report): readonly Value[] | null {
  let values: readonly Value[] = [value];
  for (const name of key.names) {
    const { takes, called, apply } = modifiers.get(name)!;
    const next: Value[] = [];
    for (const one of values) {
      const result = takes.includes(one.kind)
        ? apply(one as never, at)
        : messages.wrongType(name, called, describe(one), at);
      if ('code' in result) {
        report(result);
        return null;
      }
      for (const made of result) next.push(made);
    }
    values = next;
  }
  return values;
}

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
  if (pieces.length === 1 && pieces[0]!.kind === 'text') return pieces as Pattern;
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
