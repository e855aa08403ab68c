import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import { and, or } from '../ir/build.ts';
import type { Atom, Expr } from '../ir/expr.ts';
import type { FieldType } from '../ir/field-type.ts';
import { print } from '../ir/print.ts';
import type { Rule } from '../ir/rule.ts';
import { flatten } from '../passes/flatten.ts';
import { type Asked, type Mapped, mapFields, open } from '../passes/map-fields.ts';
import { orLeftOut, settle } from './blanks.ts';
import * as messages from './messages.ts';
import type { Field, Pipeline, Schema } from './pipeline.ts';

/** A rule's meaning in other fields, and the index patterns that its events are in; none where that isn't known. */
export interface Applied extends Mapped {
  readonly index: readonly string[];
}

/** The rule's meaning as pipelines say it, one behind the other. An error among the diagnostics refuses it. */
export function applyPipelines(rule: Rule, pipelines: readonly Pipeline[]): Applied {
  let mapped: Applied = { when: rule.when, exact: true, diagnostics: [], index: [] };
  for (const pipeline of pipelines) {
    const next = applyPipeline(mapped.when, rule, pipeline);
    mapped = {
      when: next.when,
      exact: mapped.exact && next.exact,
      diagnostics: [...mapped.diagnostics, ...next.diagnostics],
      index: next.index.length > 0 ? next.index : mapped.index,
    };
    if (mapped.diagnostics.some(isError)) break;
  }
  return mapped;
}

/** What the pipelines know of a field by its last name. */
export function typeIn(pipelines: readonly Pipeline[]): (field: string) => FieldType | undefined {
  return (field) => pipelines.map((one) => one.typeOf?.(field)).find((type) => type !== undefined);
}

function applyPipeline(when: Expr, { about, at }: Rule, pipeline: Pipeline): Applied {
  const schemas = pipeline.schemasOf(about.logSource);
  if (!schemas) return refused(when, [messages.logSource(pipeline.title, about.logSource, at)]);
  let diagnostics: readonly Diagnostic[] = [];
  // kinds of event that are asked the same share the asking
  const kinds = new Map<string, { when: Expr; of: Expr[] }>();
  let exact = true;
  for (const schema of schemas) {
    const { when: asked, settled } = settle(when, schema.leftOut ?? []);
    const mapped = mapFields(asked, (atom) => {
      const said = askIn(schema, pipeline.title, atom);
      if (!schema.leftOut || settled.has(atom)) return said;
      const isMissing = (field: string) =>
        askIn(schema, pipeline.title, { kind: 'null', field, at: atom.at }).when;
      return orLeftOut(atom, said, isMissing, schema.leftOut);
    });
    const more =
      schema.among === undefined ? [] : [messages.among(pipeline.title, schema.among, at)];
    exact &&= mapped.exact && more.length === 0;
    diagnostics = [...diagnostics, ...mapped.diagnostics, ...more];
    if (isAlways(mapped.when) && !mapped.exact && !isAlways(when))
      return refused(when, [...diagnostics, messages.nothingLeft(pipeline.title, at)]);
    const key = print(mapped.when);
    const alike = kinds.get(key);
    if (alike) alike.of.push(schema.where(at));
    else kinds.set(key, { when: mapped.when, of: [schema.where(at)] });
  }
  const asked = [...kinds.values()].map((kind) => and([or(kind.of), kind.when]));
  const index = [...new Set(schemas.flatMap((schema) => schema.index ?? []))];
  return { when: flatten(or(asked)), exact, diagnostics: eachOnce(diagnostics), index };
}

function askIn(schema: Schema, title: string, atom: Atom): Asked {
  const none = (field: string) =>
    open(messages.noField(title, field, schema.fields.keys(), atom.at));
  if (atom.kind === 'keyword')
    return schema.keywords === 'none' ? open(messages.noKeyword(title, atom.at)) : { when: atom };
  if (atom.kind !== 'sameAs') {
    if (schema.others === 'same' && !schema.fields.has(atom.field)) return { when: atom };
    return fieldIn(schema, atom.field)?.ask(atom) ?? none(atom.field);
  }
  const nameIn = (name: string) =>
    schema.others === 'same' && !schema.fields.has(name) ? name : fieldIn(schema, name)?.same;
  const [one, two] = [nameIn(atom.field), nameIn(atom.other)];
  if (one !== undefined && two !== undefined) return { when: { ...atom, field: one, other: two } };
  for (const name of [atom.field, atom.other])
    if (schema.others !== 'same' && !fieldIn(schema, name)) return none(name);
  return open(messages.fieldPair(atom.field, atom.other, atom.at));
}

/** What is known of a rule's field; null where it has no counterpart, or none is named. */
function fieldIn({ fields, others }: Schema, name: string): Field | null {
  return fields.get(name) ?? (typeof others === 'function' ? others(name) : null);
}

const isAlways = (when: Expr): boolean => when.kind === 'and' && when.items.length === 0;

const refused = (when: Expr, diagnostics: readonly Diagnostic[]): Applied => ({
  when,
  exact: false,
  index: [],
  diagnostics: eachOnce(diagnostics),
});

const eachOnce = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map((one) => [`${one.code} ${one.message} ${one.at.start}`, one]),
  ).values(),
];
