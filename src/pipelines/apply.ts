import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import { and, or } from '../ir/build.ts';
import type { Atom, Expr } from '../ir/expr.ts';
import type { FieldType } from '../ir/field-type.ts';
import { print } from '../ir/print.ts';
import type { Rule } from '../ir/rule.ts';
import { flatten } from '../passes/flatten.ts';
import { type Asked, type Mapped, mapFields, open } from '../passes/map-fields.ts';
import * as messages from './messages.ts';
import type { Pipeline, Schema } from './pipeline.ts';

/** The rule's meaning as pipelines say it, one behind the other. An error among the diagnostics refuses it. */
export function applyPipelines(rule: Rule, pipelines: readonly Pipeline[]): Mapped {
  let mapped: Mapped = { when: rule.when, exact: true, diagnostics: [] };
  for (const pipeline of pipelines) {
    const next = applyPipeline(mapped.when, rule, pipeline);
    mapped = {
      when: next.when,
      exact: mapped.exact && next.exact,
      diagnostics: [...mapped.diagnostics, ...next.diagnostics],
    };
    if (mapped.diagnostics.some(isError)) break;
  }
  return mapped;
}

/** What the pipelines know of a field by its last name. */
export function typeIn(pipelines: readonly Pipeline[]): (field: string) => FieldType | undefined {
  return (field) => pipelines.map((one) => one.typeOf?.(field)).find((type) => type !== undefined);
}

function applyPipeline(when: Expr, { about, at }: Rule, pipeline: Pipeline): Mapped {
  const schemas = pipeline.schemasOf(about.logSource);
  if (!schemas) return refused(when, [messages.logSource(pipeline.title, about.logSource, at)]);
  let diagnostics: readonly Diagnostic[] = [];
  // kinds of event that are asked the same share the asking
  const kinds = new Map<string, { when: Expr; of: Expr[] }>();
  let exact = true;
  for (const schema of schemas) {
    const mapped = mapFields(when, (atom) => askIn(schema, pipeline.title, atom));
    exact &&= mapped.exact;
    diagnostics = [...diagnostics, ...mapped.diagnostics];
    if (isAlways(mapped.when) && !mapped.exact && !isAlways(when))
      return refused(when, [...diagnostics, messages.nothingLeft(pipeline.title, at)]);
    const key = print(mapped.when);
    const alike = kinds.get(key);
    if (alike) alike.of.push(schema.where(at));
    else kinds.set(key, { when: mapped.when, of: [schema.where(at)] });
  }
  const asked = [...kinds.values()].map((kind) => and([or(kind.of), kind.when]));
  return { when: flatten(or(asked)), exact, diagnostics: eachOnce(diagnostics) };
}

function askIn(schema: Schema, title: string, atom: Atom): Asked {
  const none = (field: string) =>
    open(messages.noField(title, field, schema.fields.keys(), atom.at));
  if (atom.kind === 'keyword') return { when: atom };
  const field = schema.fields.get(atom.field);
  if (atom.kind !== 'sameAs') {
    if (field) return field.ask(atom);
    return schema.others === 'same' ? { when: atom } : none(atom.field);
  }
  const nameIn = (name: string) =>
    schema.fields.has(name) || schema.others === 'none' ? schema.fields.get(name)?.same : name;
  const [one, two] = [nameIn(atom.field), nameIn(atom.other)];
  if (one !== undefined && two !== undefined) return { when: { ...atom, field: one, other: two } };
  for (const name of [atom.field, atom.other])
    if (schema.others === 'none' && !schema.fields.has(name)) return none(name);
  return open(messages.fieldPair(atom.field, atom.other, atom.at));
}

const isAlways = (when: Expr): boolean => when.kind === 'and' && when.items.length === 0;

const refused = (when: Expr, diagnostics: readonly Diagnostic[]): Mapped => ({
  when,
  exact: false,
  diagnostics: eachOnce(diagnostics),
});

const eachOnce = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map((one) => [`${one.code} ${one.message} ${one.at.start}`, one]),
  ).values(),
];
