import { type Diagnostic, isDiagnostic, isError } from '../diagnostic/diagnostic.ts';
import { and, or } from '../ir/build.ts';
import type { Atom, Expr } from '../ir/expr.ts';
import type { FieldType } from '../ir/field-type.ts';
import { rewrite } from '../ir/fold.ts';
import { print } from '../ir/print.ts';
import type { Rule } from '../ir/rule.ts';
import { flatten } from '../passes/flatten.ts';
import { type Asked, type Mapped, mapFields, open } from '../passes/map-fields.ts';
import { unfilled } from '../passes/placeholders.ts';
import { orLeftOut, settle } from './blanks.ts';
import * as messages from './messages.ts';
import {
  type Applied,
  type Field,
  type Memory,
  type Pipeline,
  type Schema,
  type SchemaPipeline,
  schemaPriority,
} from './pipeline.ts';

/** The rule's meaning as pipelines say it, one behind the other. An error among the diagnostics refuses it. */
export function applyPipelines(rule: Rule, pipelines: readonly Pipeline[]): Applied {
  const memory = memoryOf(pipelines);
  const finishes: NonNullable<Applied['finish']>[] = [];
  let mapped: Applied = {
    when: rule.when,
    exact: true,
    diagnostics: [],
    index: [],
    about: rule.about,
  };
  for (const pipeline of inOrder(pipelines)) {
    const now = { ...rule, when: mapped.when, about: mapped.about };
    const next =
      'schemasOf' in pipeline ? applySchemas(now, pipeline) : pipeline.apply(now, memory);
    if (next.finish) finishes.push(next.finish);
    mapped = {
      when: next.when,
      exact: mapped.exact && next.exact,
      ...((mapped.isNarrower || next.isNarrower) && { isNarrower: true }),
      diagnostics: [...mapped.diagnostics, ...next.diagnostics],
      index: next.index.length > 0 ? next.index : mapped.index,
      about: next.about,
    };
    if (mapped.diagnostics.some(isError)) break;
  }
  const gaps = unfilled(mapped.when);
  const diagnostics = gaps.length > 0 ? [...mapped.diagnostics, ...gaps] : mapped.diagnostics;
  return {
    ...mapped,
    when: flatten(mapped.when),
    diagnostics,
    ...(finishes.length > 0 && { finish: inTurn(finishes) }),
  };
}

/** The pipelines as they are applied. */
export const inOrder = (pipelines: readonly Pipeline[]): readonly Pipeline[] =>
  pipelines.length < 2 ? pipelines : pipelines.toSorted((a, b) => priorityOf(a) - priorityOf(b));

const priorityOf = (pipeline: Pipeline): number =>
  'priority' in pipeline ? pipeline.priority : schemaPriority;

/** What pipelines know by name; of one name, what the last of them says. */
export const varsOf = (pipelines: readonly Pipeline[]): Memory['vars'] =>
  new Map(inOrder(pipelines).flatMap((one) => ('vars' in one ? [...one.vars] : [])));

const memoryOf = (pipelines: readonly Pipeline[]): Memory => ({
  vars: varsOf(pipelines),
  state: new Map(),
  applied: new Set(),
  appliedTo: new Map(),
  renamed: { from: new Set(), to: new Set() },
});

const inTurn =
  (finishes: readonly NonNullable<Applied['finish']>[]): NonNullable<Applied['finish']> =>
  (query) => {
    let now = query;
    for (const finish of finishes) {
      const next = finish(now);
      if (isDiagnostic(next)) return next;
      now = next;
    }
    return now;
  };

/** What the pipelines know of a field by its last name. */
export function typeIn(pipelines: readonly Pipeline[]): (field: string) => FieldType | undefined {
  // a schema knows better
  const all = pipelines.toSorted((a, b) => Number('apply' in a) - Number('apply' in b));
  return (field) => all.map((one) => one.typeOf?.(field)).find((type) => type !== undefined);
}

function applySchemas(rule: Rule, pipeline: SchemaPipeline): Applied {
  const { about, at } = rule;
  const when = flatten(rule.when);
  const schemas = pipeline.schemasOf(about.logSource, when);
  if (!schemas) return refused(rule, [messages.logSource(pipeline.title, about.logSource, at)]);
  if (schemas.length === 0) return refused(rule, [messages.notAll(pipeline.title, at)]);
  let diagnostics: readonly Diagnostic[] = [];
  // kinds of event that are asked the same share the asking
  const kinds = new Map<string, { when: Expr; of: Map<string, Expr> }>();
  let exact = true;
  let lacking: readonly Diagnostic[] = [];
  for (const schema of schemas) {
    const inKind = schema.kind ? ofKind(when, schema, pipeline.title) : when;
    const mapped = mapIn(inKind, schema, pipeline.title);
    if (schema.kind && isNever(mapped.when)) continue;
    const more =
      schema.among === undefined ? [] : [messages.among(pipeline.title, schema.among, at)];
    exact &&= mapped.exact && more.length === 0;
    diagnostics = [...diagnostics, ...mapped.diagnostics, ...more];
    if (schema.without?.isAsked(mapped.when))
      lacking = [...lacking, messages.without(pipeline.title, schema.without.events, at)];
    if (!mapped.exact && isBare(mapped.when, inKind, schema, pipeline.title))
      return refused(rule, [...diagnostics, messages.nothingLeft(pipeline.title, at)]);
    const key = print(mapped.when);
    const where = schema.where(at);
    const alike = kinds.get(key) ?? { when: mapped.when, of: new Map<string, Expr>() };
    kinds.set(key, { ...alike, of: alike.of.set(print(where), where) });
  }
  if (kinds.size === 0)
    return refused(rule, [...diagnostics, messages.nothingLeft(pipeline.title, at)]);
  const asked = [...kinds.values()].map((kind) => and([or([...kind.of.values()]), kind.when]));
  const index = [...new Set(schemas.flatMap((schema) => schema.index ?? []))];
  return {
    when: flatten(or(asked)),
    exact,
    diagnostics: eachOnce([...diagnostics, ...lacking]),
    ...(lacking.length > 0 && { isNarrower: true }),
    index,
    about,
  };
}

function mapIn(when: Expr, schema: Schema, title: string): Mapped {
  const { when: asked, settled } = settle(when, schema.leftOut ?? []);
  return mapFields(asked, (atom) => {
    const said = askIn(schema, title, atom);
    if (!schema.leftOut || settled.has(atom)) return said;
    const isMissing = (field: string) =>
      askIn(schema, title, { kind: 'null', field, at: atom.at }).when;
    return orLeftOut(atom, said, isMissing, schema.leftOut);
  });
}

/** What a rule says of one kind of event, without what it says of others. */
function ofKind(when: Expr, schema: Schema, title: string): Expr {
  return flatten(
    rewrite(when, {
      atom: (atom) => {
        if (!saysKind(atom, schema)) return atom;
        const { when: asked, reason } = askIn(schema, title, atom);
        return !reason && (isAlways(asked) || isNever(asked)) ? asked : atom;
      },
    }),
  );
}

/** Whether no more is asked than which events a rule is about, though it asks more. */
function isBare(mapped: Expr, when: Expr, schema: Schema, title: string): boolean {
  if (isAlways(mapped)) return !isAlways(when);
  if (!schema.kind) return false;
  let hasMore = false;
  const { when: bare } = mapFields(when, (atom) => {
    const asked = askIn(schema, title, atom);
    if (saysKind(atom, schema)) return asked;
    hasMore = true;
    return open(asked.reason ?? messages.nothingLeft(title, atom.at));
  });
  return hasMore && print(bare) === print(mapped);
}

const saysKind = (atom: Atom, { kind = [] }: Schema): boolean =>
  atom.kind !== 'keyword' && atom.kind !== 'sameAs' && kind.includes(atom.field);

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
const isNever = (when: Expr): boolean => when.kind === 'or' && when.items.length === 0;

const refused = ({ when, about }: Rule, diagnostics: readonly Diagnostic[]): Applied => ({
  when,
  about,
  exact: false,
  index: [],
  diagnostics: eachOnce(diagnostics),
});

export const eachOnce = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map((one) => [`${one.code} ${one.message} ${one.at.start}`, one]),
  ).values(),
];
