import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { and, not, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { parseNetwork } from '../../ir/network.ts';
import { type Pattern, type Piece, pattern, text } from '../../ir/pattern.ts';
import { parseRegex } from '../../ir/regex/parse.ts';
import { RegexFault } from '../../ir/regex/pcre.ts';
import { concat, EDGE, type Regex } from '../../ir/regex/tree.ts';
import type { Document, Path, Yaml } from './document.ts';
import { utf8 } from './encode.ts';
import * as messages from './messages.ts';
import { asWritten, describe, knownModifiers, listModifiers, modifiers } from './modifiers.ts';
import { readValue, type Value, type ValueOf } from './value.ts';

/** What reading needs beside the value at hand. */
export interface Context {
  readonly document: Document;
  readonly report: (diagnostic: Diagnostic) => void;
}

interface Key {
  readonly field: string;
  readonly names: readonly string[];
  readonly all: boolean;
  readonly neq: boolean;
}

/** `Image|endswith: [...]`: a field, its modifiers and its values; null where something is wrong. */
export function readItem(key: string, yaml: Yaml, path: Path, context: Context): Expr | null {
  const { document, report } = context;
  const parsed = readKey(key, path, context);
  if (!parsed) return null;
  const list = Array.isArray(yaml);
  const written: readonly Yaml[] = list ? yaml : [yaml as Yaml];
  if (written.length === 0) {
    report(messages.noValues(document.keyAt(path)));
    return null;
  }
  if (parsed.all && written.length === 1) report(messages.singleAll(document.keyAt(path)));
  const items: Expr[] = [];
  let sound = true;
  written.forEach((one, index) => {
    const here = list ? [...path, index] : path;
    const at = document.valueAt(here);
    const value = readValue(one);
    if (value === null) {
      report(messages.nestedValue(at));
      sound = false;
      return;
    }
    const exprs = modify(value, parsed, at, context)?.map((final) =>
      toExpr(final, parsed.field, here, context),
    );
    if (!exprs || exprs.includes(null)) sound = false;
    else items.push(or(exprs as Expr[]));
  });
  if (!sound) return null;
  const joined = (parsed.all ? and : or)(items);
  return parsed.neq ? not(joined) : joined;
}

function readKey(key: string, path: Path, { document, report }: Context): Key | null {
  const [field = '', ...names] = key.split('|');
  let sound = true;
  let from = field.length + 1;
  names.forEach((name, index) => {
    const at = document.keyAt(path, [from, from + name.length]);
    from += name.length + 1;
    const before = names.slice(0, index).filter((other) => !listModifiers.has(other));
    if (!modifiers.has(name) && !listModifiers.has(name)) {
      report(messages.unknownModifier(name, knownModifiers, at));
      sound = false;
    } else if (asWritten.has(name) && before.length > 0) {
      report(messages.cannotFollow(name, before.at(-1)!, at, `Write "${name}" first.`));
      sound = false;
    }
  });
  if (!sound) return null;
  return {
    field,
    names: names.filter((name) => !listModifiers.has(name)),
    all: names.includes('all'),
    neq: names.includes('neq'),
  };
}

/** The value after all its modifiers, which may have made several of it; null where one doesn't fit. */
function modify(value: Value, key: Key, at: Span, { report }: Context): readonly Value[] | null {
  let values: readonly Value[] = [value];
  for (const name of key.names) {
    const { takes, called, apply } = modifiers.get(name)!;
    const next: Value[] = [];
    for (const one of values) {
      const result = takes.includes(one.kind)
        ? apply(one as never, at)
        : messages.wrongType(name, called, describe(one), at);
      if (!Array.isArray(result)) {
        report(result as Diagnostic);
        return null;
      }
      for (const made of result) next.push(made);
    }
    values = next;
  }
  return values;
}

function toExpr(value: Value, field: string, path: Path, context: Context): Expr | null {
  const { document, report } = context;
  const at = document.valueAt(path);
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
      const regex = readRegex(value, path, context);
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

function toPattern(
  { pieces }: ValueOf<'text'>,
  at: Span,
  report: (diagnostic: Diagnostic) => void,
): Pattern | null {
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

function readRegex(
  value: ValueOf<'regex'>,
  path: Path,
  { document, report }: Context,
): Regex | null {
  const parsed = parseRegex(value.written, value.flags);
  if (parsed instanceof RegexFault) {
    const part = [parsed.start, Math.max(parsed.end, parsed.start + 1)] as const;
    report(messages.badRegex(parsed.message, document.valueAt(path, part)));
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
