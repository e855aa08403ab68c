/* The public API: compile rules into queries, and evaluate them on events. */

export type { Assumption, Backend, Known, Query, QueryBody, TypeOf } from './backends/backend.ts';
export * as backends from './backends/index.ts';
export { type Compiled, type CompiledQuery, compile, type Options } from './compile.ts';
export {
  type Diagnostic,
  type DiagnosticJson,
  type Severity,
  show,
  toJson,
} from './diagnostic/diagnostic.ts';
export { placeOf, type Source, type Span } from './diagnostic/source.ts';
export { Counting, type Taken } from './evaluate/counts.ts';
export { compile as predicate, type Predicate } from './evaluate/evaluate.ts';
export type { Event } from './evaluate/event.ts';
export { compileAll as predicates, type Matcher } from './evaluate/many/index.ts';
export {
  type AnyRule,
  type Counted as CountedRule,
  type CountRule,
  type Counts,
  isCountRule,
  type Tally,
} from './ir/counts.ts';
export type { Expr } from './ir/expr.ts';
export type { Fidelity } from './ir/fidelity.ts';
export type { FieldType } from './ir/field-type.ts';
export { print, printRule } from './ir/print.ts';
export type { LogSource, Rule, RuleHead, RuleName } from './ir/rule.ts';
export * as languages from './languages/index.ts';
export type { Language, Others, Reading, Settings } from './languages/language.ts';
export type { Found as FoundField, Index, Leaf } from './mapping/index-fields.ts';
export { readIndices } from './mapping/read.ts';
export * as pipelines from './pipelines/index.ts';
export type {
  AnyApplied,
  Applied,
  AppliedCounts,
  Pipeline,
  RulePipeline,
  SchemaPipeline,
} from './pipelines/pipeline.ts';
